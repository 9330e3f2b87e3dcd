"""``ova bench actions``: what an order costs beyond the author's own code."""

import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click

from ova.cli.output import as_json, friendly_errors, print_json, print_table

INTEGRATION = '''
"""What the benchmark orders."""

from pydantic import BaseModel, Field

from ova.sdk import action

TEXT = {"type": "object", "required": ["light"], "properties": {
    "light": {"type": "string"}, "level": {"type": "integer", "minimum": 0, "maximum": 100}}}


class SetLight(BaseModel):
    light: str
    level: int = Field(100, ge=0, le=100)


class Measured:
    @action(output=TEXT)
    def model(self, data: SetLight):
        return {"light": data.light, "level": data.level}

    @action(input=TEXT, output=TEXT)
    def schema(self, inputs):
        return dict(inputs)

    @action(input=TEXT)
    async def coroutine(self, inputs):
        return dict(inputs)


def build_integration(config, ova):
    return Measured()
'''
INPUT = {"light": "desk", "level": 40}
WARM_UP = 50


@click.command()
@click.option("--rounds", default=1000, show_default=True, type=click.IntRange(20))
@as_json
@friendly_errors
def actions(rounds: int, as_json: bool) -> None:
    """Order actions that do nothing, and compare with calling their code directly."""
    rows = run_actions_bench(rounds)
    if as_json:
        print_json(rows)
    else:
        print_table(rows, tuple(rows[0]))


def run_actions_bench(rounds: int) -> list[dict[str, Any]]:
    """Return the milliseconds of each kind of action: direct, ordered, and the difference."""
    from ova.cli.offline import offline_hub
    from ova.folder import HomeFolder

    with tempfile.TemporaryDirectory(prefix="ova-bench-") as folder:
        place = Path(folder) / "integrations"
        place.mkdir()
        (place / "measured.py").write_text(INTEGRATION, encoding="utf-8")
        with offline_hub(HomeFolder(Path(folder))) as hub:
            hub.integration_manager.enable("measured")
            built = hub.integration_manager.get_integration_module("measured")
            definitions = hub.integration_manager.entry("measured").capabilities.actions
            rows = []
            for name, definition in definitions.items():
                given = definition.input.made(INPUT)
                method = getattr(built, name)
                direct = _times(rounds, _awaited(method, given))
                ordered = _times(rounds, partial(hub.actions.run, "measured", name, INPUT))
                rows.append(
                    {
                        "action": name,
                        "direct_p50_ms": _at(direct, 50),
                        "ordered_p50_ms": _at(ordered, 50),
                        "ordered_p95_ms": _at(ordered, 95),
                        "overhead_p50_ms": round(_at(ordered, 50) - _at(direct, 50), 3),
                        "load": round(os.getloadavg()[0], 1),
                    }
                )
    return rows


def _awaited(method: Callable[..., Any], given: Any) -> Callable[[], Any]:
    if not asyncio.iscoroutinefunction(method):
        return lambda: method(given)

    def run() -> None:
        coroutine = method(given)
        try:
            coroutine.send(None)  # it awaits nothing, so that this is all of it
        except StopIteration:
            return
        coroutine.close()

    return run


def _times(rounds: int, work: Callable[[], Any]) -> list[float]:
    times = []
    for number in range(rounds + WARM_UP):
        begun = time.perf_counter()
        work()
        if number >= WARM_UP:
            times.append((time.perf_counter() - begun) * 1000)
    return times


def _at(times: list[float], percent: int) -> float:
    return round(statistics.quantiles(times, n=100)[percent - 1], 3)
