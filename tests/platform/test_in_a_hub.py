"""Polling and data in a whole hub, with its own clock and threads."""

import queue
import textwrap
from pathlib import Path

from tests.hubs import hub_in_process

from ova.core import PluginState

WAIT_S = 60.0
TICKER = """
    from ova.sdk import poll

    class Ticker:
        def __init__(self, ova):
            self.ova, self.count = ova, 0

        @poll(every="1s")
        def ticks(self, inputs, last_poll_ts):
            self.count += 1
            return [{"id": self.count, "data": {"since": last_poll_ts}}]

        def get_data(self, endpoint):
            return {"dates": ["2025-01-01"], "series": {endpoint: [self.count]}}

        def account_info(self, ctx):
            return {"id": "1", "name": str(self.ova.data.references())}

    def build_integration(config, ova):
        return Ticker(ova)
"""


def test_a35_a37_a67_a_hub_polls_by_itself_and_gives_data(tmp_path: Path):
    file = tmp_path / "integrations" / "ticker.py"
    file.parent.mkdir()
    file.write_text(textwrap.dedent(TICKER))
    heard: queue.Queue[dict] = queue.Queue()
    with hub_in_process(tmp_path) as hub:
        hub.subscribe(lambda kind, told: heard.put(told) if kind == "integration_event" else None)
        info = hub.integration_manager.enable("ticker")
        assert (info.state, info.details["account"]) == (PluginState.LOADED, "['ticker']")
        first, second = heard.get(timeout=WAIT_S), heard.get(timeout=WAIT_S)
        assert (first["type"], first["external_id"]) == ("ticker.ticks", "1")
        assert first["payload"] == {"since": None}
        assert float(second["payload"]["since"]) <= second["at"]
        assert hub.data.get("ticker[count]").series["count"][0] >= 2
        hub.integration_manager.disable("ticker")
        assert not [key for key in hub._jobs.planned() if key.startswith("poll:")]
