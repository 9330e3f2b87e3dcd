"""The satellite program asks aloud what a program wants to know, and hears the answer."""

import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from tests.hubs import ServedHub, spoken_file

from ova.satellite import ExitCode, SatelliteOptions, program, run_satellite

ANSWERS = [
    {"id": "start", "sentences": ["(yes|sure) [please]"]},
    {"id": "later", "sentences": ["in {duration}"]},
]


class PatientFile(program.WavSource):  # type: ignore[misc]  # the program's class is found at run time
    """A file that is spoken as soon as the satellite listens: people wait until they were asked."""

    listens = threading.Event()

    @property
    def exhausted(self) -> bool:
        return self.listens.is_set() and super().exhausted

    def read(self, timeout_s: float) -> bytes:
        if self.listens.is_set():
            return super().read(timeout_s)
        self.listens.wait(timeout_s)
        return b""


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as threads:
        yield threads
        PatientFile.listens.set()  # nobody waits any longer for what was never asked


@pytest.fixture
def satellite(
    hub: ServedHub,
    threads: ThreadPoolExecutor,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Any:
    """Starts the program with what a person will say to it; returns its exit code to come."""
    monkeypatch.setenv("OVA_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(program, "WavSource", PatientFile)
    begin = program.Session.begin

    def begun(session: program.Session, *given: Any, **named: Any) -> None:
        begin(session, *given, **named)
        PatientFile.listens.set()

    monkeypatch.setattr(program.Session, "begin", begun)

    def start(said: str) -> "Future[int]":
        PatientFile.listens.clear()
        options = SatelliteOptions(
            hub_url=hub.url,
            token=hub.token,
            name="Washroom",
            id="washroom",
            wav=spoken_file(tmp_path / "said.wav", said, pad_s=1.0),
            out=tmp_path / "played.wav",
            timeout_s=120.0,
        )
        ends = threads.submit(run_satellite, options)

        def there() -> bool:
            known = {one["id"]: one["connected"] for one in hub.get("/api/satellites")}
            return ends.done() or known.get("washroom", False)

        hub.wait(there)
        return ends

    return start


def test_a_question_is_asked_aloud_and_answered_without_the_wake_word(
    hub: ServedHub, satellite: Any, tmp_path: Path
):
    ends = satellite("in ten minutes")
    body = {"question": "Shall I start the washing machine?", "answers": ANSWERS}
    told = hub.call("POST", "/api/satellites/washroom/ask", json={**body, "timeout_s": 60}).json()

    assert (told["id"], told["slots"], told["reason"]) == ("later", {"duration": 600}, "")
    assert ends.result(120) == ExitCode.OK
    assert (tmp_path / "played.wav").stat().st_size > 10_000


def test_a_conversation_is_begun_aloud_and_a_command_follows_without_the_wake_word(
    hub: ServedHub, satellite: Any, kitchen_light_off: str
):
    ends = satellite("turn on the kitchen light")
    told = hub.call(
        "POST", "/api/satellites/washroom/converse", json={"text": "It is getting dark."}
    )

    assert (told.status_code, told.json()) == (202, {"announced": ["washroom"]})
    assert ends.result(120) == ExitCode.OK
    assert hub.get(f"/api/entities/{kitchen_light_off}")["state"] == "on"
