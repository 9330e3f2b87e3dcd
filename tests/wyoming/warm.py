"""Hubs whose threads run already: tests count those that are left behind."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.hubs import hub_in_process

from ova.hub import OpenVoiceAssistant

WAIT_S = 90.0
ANSWERS = 8


@contextmanager
def warm_hub(folder: Path, *, workers: int = 0, url: str = "") -> Iterator[OpenVoiceAssistant]:
    """Run a hub that has answered before."""
    with hub_in_process(folder, workers=workers, url=url) as hub:
        ended = threading.Semaphore(0)

        def take(event: str, *arguments: Any) -> None:
            if event == "event" and arguments[0]["type"] == "run-end":
                ended.release()

        link = hub.open_link(take)
        link.hello({"id": "first"})
        for _ in range(ANSWERS):
            link.text({"text": "what time is it", "speak": False})
        for _ in range(ANSWERS):
            assert ended.acquire(timeout=WAIT_S)
        link.close()
        hub.satellites.forget("first")
        hub.converse("turn on the kitchen light")
        yield hub
