"""A satellite may be spoken to in another language than the home, and heard by another recogniser."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.hubs import hub_in_process, spoken

from ova.core import InvalidInput, RunResult
from ova.engines import write_wav
from ova.hub import OpenVoiceAssistant

WAIT_S = 60.0
SERVER = Path(__file__).with_name("german_server.py")


@contextmanager
def german_server() -> Iterator[str]:
    """Run a server that hears German; gives its address."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, SERVER], text=True, **pipes) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        yield f"tcp://127.0.0.1:{int(server.stdout.readline())}"
        server.stdin.close()


def satellite(hub: OpenVoiceAssistant, satellite_id: str) -> None:
    link = hub.open_link(lambda *_message: None)
    link.hello({"id": satellite_id, "name": satellite_id, "kind": "ova"})
    link.close()


def meant(result: RunResult) -> str:
    return result.intent.name if result.intent is not None else ""


def test_a_german_satellite_is_understood_and_answered_in_an_english_home(tmp_path):
    with hub_in_process(tmp_path) as hub:
        satellite(hub, "parlour")
        satellite(hub, "study")
        hub.satellites.update("parlour", preferences={"language": "de"})

        asked = hub.converse("wie spät ist es", satellite_id="parlour")
        assert meant(asked) == "HassGetCurrentTime"
        assert "Uhr" in asked.reply
        assert meant(hub.converse("what time is it", satellite_id="study")) == "HassGetCurrentTime"
        assert meant(hub.converse("what time is it")) == "HassGetCurrentTime"
        refused = hub.converse("what time is it", satellite_id="parlour")
        assert refused.reply == "Das habe ich leider nicht verstanden."
        assert not meant(hub.converse("wie spät ist es", satellite_id="study"))

        hub.home.add_area("Diele")  # names that come later are known in every language
        assert hub.tongues.wait_settled(WAIT_S)
        named = hub.converse("schalte das Licht in der Diele ein", satellite_id="parlour")
        assert named.error != "no_area", named.reply
        again = hub.trying_again.understand(asked.run_id)
        assert not again["changed"], again
    with hub_in_process(tmp_path) as hub:  # it stays so
        assert meant(hub.converse("wie spät ist es", satellite_id="parlour"))
        hub.update_settings({"language": "de"})
        hub.satellites.update("study", preferences={"language": "en"})
        assert meant(hub.converse("what time is it", satellite_id="study"))
        assert meant(hub.converse("wie spät ist es", satellite_id="parlour"))
        hub.satellites.forget("study")
        assert hub.tongues.in_language("en", 0) is None or hub.language == "de"


def test_a_satellite_is_heard_by_a_recogniser_of_its_own(tmp_path):
    with german_server() as address, hub_in_process(tmp_path, workers=1) as hub:
        satellite(hub, "parlour")
        with pytest.raises(InvalidInput, match="no server"):
            hub.satellites.update("parlour", preferences={"recogniser": "wyoming"})
        hub.update_settings({"recogniser_server": address})
        hub.satellites.update("parlour", preferences={"language": "de", "recogniser": "wyoming"})
        assert hub.tongues.in_language("de", WAIT_S) is not None
        recording = write_wav(spoken("turn on the kitchen light"))

        german = hub.listen(recording, satellite_id="parlour", speak=True)
        english = hub.listen(recording)

        assert german.text == "wie spät ist es"
        assert "Uhr" in german.reply
        assert english.text == "turn on the kitchen light"
        assert (meant(german), meant(english)) == ("HassGetCurrentTime", "HassTurnOn")


def test_what_no_satellite_can_be_set_to_is_refused_in_words(tmp_path):
    with hub_in_process(tmp_path) as hub:
        satellite(hub, "parlour")
        with pytest.raises(InvalidInput, match="does not understand 'tlh'"):
            hub.satellites.update("parlour", preferences={"language": "tlh"})
        with pytest.raises(InvalidInput, match="no speech recogniser 'ear'"):
            hub.satellites.update("parlour", preferences={"recogniser": "ear"})
