"""``ova bench integrations``: how long many of them take to load, and many records to poll."""

import multiprocessing
import os
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ova.cli.output import as_json, friendly_errors, print_json, print_table
from ova.core import PluginState

if TYPE_CHECKING:
    from ova.hub import OpenVoiceAssistant

PREFIX = "measured_"

INTEGRATION = '''
"""One of many."""

from pydantic import BaseModel, Field

from ova.sdk import Controller, Event, Sensor, action, control, poll, webhook

manifest = {"version": "1.0.0", "events": {"NAME.pressed": "A button was pressed"}}


class SetLight(BaseModel):
    light: str
    level: int = Field(100, ge=0, le=100)


class Measured:
    def __init__(self, config):
        self.config = config
        self.records = config["records"]

    @action(description="Set a light", phrases=["set the NAME {light} to {level} percent"])
    def set_light(self, data: SetLight):
        return {"light": data.light, "level": data.level}

    @control
    def set_level(self, entity, service, data):
        return None

    @poll(every="1d", output={"type": "object", "required": ["amount"]})
    def bills(self, inputs, last_poll_ts):
        return [{"id": str(i), "data": {"amount": i}} for i in range(self.records)]

    @webhook(verify=("hmac-sha256", "X-Signature", "hook_secret"))
    def handle_webhook(self, payload):
        return Event("NAME.pressed", payload["id"], {})

    def entities(self):
        yield Controller("desk", "NAME desk", 40, "%", control="set_level", as_="light")
        yield Sensor("power", "NAME power", 3, "W")


def build_integration(config, ova):
    return Measured(config)


def default_config():
    return {"host": "http://127.0.0.1", "api_key": "", "hook_secret": "", "records": 0}
'''


@click.command()
@click.option("--count", default=50, show_default=True, type=click.IntRange(1, 500))
@click.option("--records", default=10_000, show_default=True, type=click.IntRange(1, 100_000))
@as_json
@friendly_errors
def integrations(count: int, records: int, as_json: bool) -> None:
    """Load many integrations in a new process; poll many records, then the same ones again."""
    rows = run_integrations_bench(count, records)
    if as_json:
        print_json(rows)
    else:
        print_table(rows, tuple(rows[0]))


def run_integrations_bench(count: int, records: int) -> list[dict[str, Any]]:
    """Return seconds and what was counted, for loading, polling and polling again.

    Each integration has an action, a trigger, a webhook, two entities and settings with secrets.
    """
    with tempfile.TemporaryDirectory(prefix="ova-bench-") as folder:
        place = Path(folder) / "integrations"
        place.mkdir()
        for name in _names(count):
            text = INTEGRATION.replace("NAME", name)
            (place / f"{name}.py").write_text(text, encoding="utf-8")
        apart = multiprocessing.get_context("spawn")  # as at a start: nothing is imported yet
        with ProcessPoolExecutor(1, mp_context=apart, max_tasks_per_child=1) as once:
            once.submit(_switch_on, folder, count).result()
            loaded, seconds = once.submit(_load, folder).result()
            polled = once.submit(_poll, folder, records).result()
    rows = [{"what": "load", "count": loaded, "seconds": seconds}]
    for what, (new, taken) in zip(("poll", "poll again"), polled, strict=True):
        rows.append({"what": what, "count": new, "seconds": taken})
    return [{**row, "load": round(os.getloadavg()[0], 1)} for row in rows]


def _names(count: int) -> list[str]:
    return [f"{PREFIX}{number}" for number in range(count)]


def _switch_on(folder: str, count: int) -> None:
    with _hub(folder) as hub:
        hub.integration_manager.load_all(hub)
        for name in _names(count):
            hub.integration_manager.enable(name)


def _load(folder: str) -> tuple[int, float]:
    with _hub(folder) as hub:
        begun = time.perf_counter()
        hub.integration_manager.load_all(hub)
        seconds = time.perf_counter() - begun
        infos = [info for info in hub.integration_manager.infos() if info.id.startswith(PREFIX)]
        return sum(info.state == PluginState.LOADED for info in infos), round(seconds, 3)


def _poll(folder: str, records: int) -> list[tuple[int, float]]:
    found = []
    with _hub(folder) as hub:
        hub.integration_manager.load_all(hub)
        hub.integration_manager.set_config(f"{PREFIX}0", {"records": records})
        for _ in range(2):
            begun = time.perf_counter()
            told = hub.platform.polling.run(f"{PREFIX}0", "bills")
            found.append((told["new"], round(time.perf_counter() - begun, 3)))
    return found


@contextmanager
def _hub(folder: str) -> Iterator["OpenVoiceAssistant"]:
    """Build a hub that is not started: nothing polls by itself."""
    from ova.folder import HomeFolder
    from ova.hub import HubOptions, OpenVoiceAssistant

    hub = OpenVoiceAssistant(HubOptions(folder=HomeFolder(Path(folder)), workers=0))
    try:
        yield hub
    finally:
        hub.close()
