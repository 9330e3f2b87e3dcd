"""The home's voice, as it is set and asked for."""

import io
import wave
from collections.abc import Iterator

import pytest
from tests.hubs import hub_in_process
from tests.voices import PIPER_VOICE, TWINS, install_piper, voice_server

from ova.core import InvalidInput, NotFound, OvaError, Unavailable
from ova.hub import OpenVoiceAssistant


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVoiceAssistant]:
    folder = tmp_path_factory.mktemp("ova")
    with hub_in_process(folder) as hub:
        install_piper(folder / "models")
        hub.converse(
            "what is the date"
        )  # starts the threads of runs, before any test counts threads
        yield hub


@pytest.fixture(autouse=True)
def as_it_comes(hub: OpenVoiceAssistant) -> Iterator[None]:
    yield
    hub.update_settings({"voice": "", "voice_server": "", "voice_speed": 1.0, "language": "en"})


def rate_and_seconds(wav: bytes) -> tuple[int, float]:
    with wave.open(io.BytesIO(wav)) as file:
        return file.getframerate(), file.getnframes() / file.getframerate()


def test_an_installed_piper_voice_of_the_language_speaks(hub: OpenVoiceAssistant):
    assert hub.voices()["current"] in (PIPER_VOICE, TWINS)
    assert rate_and_seconds(hub.say_wav("Hello there."))[0] == 16_000

    hub.update_settings({"language": "de"})
    assert hub.voices()["current"] == "de"
    assert rate_and_seconds(hub.say_wav("Guten Tag."))[0] == 22_050


def test_voices_are_listed_for_a_language(hub: OpenVoiceAssistant):
    listed = hub.voices("de-AT")["voices"]

    assert {"id": "de", "name": "German", "languages": ["de"], "engine": "espeak"} in listed
    assert all(any(tag.startswith("de") for tag in voice["languages"]) for voice in listed)
    assert {voice["engine"] for voice in hub.voices("en")["voices"]} == {"piper", "espeak"}
    assert "f3" in hub.voices()["variants"]


@pytest.mark.parametrize("voice", ["en-us+f3", TWINS, f"{TWINS}#high", "de"])
def test_a_voice_that_exists_can_be_set_and_speaks(hub: OpenVoiceAssistant, voice: str):
    hub.update_settings({"voice": voice})

    assert hub.voices()["current"] == voice
    assert rate_and_seconds(hub.say_wav("Hello."))[1] > 0.2


def test_a_voice_of_another_language_says_numbers_and_units_in_its_own(hub: OpenVoiceAssistant):
    written = rate_and_seconds(hub.say_wav("Es sind 3 km/h.", "de"))[1]

    said = rate_and_seconds(hub.say_wav("Es sind 3 Kilometer pro Stunde.", "de"))[1]
    assert written == pytest.approx(said, rel=0.05)


@pytest.mark.parametrize("voice", ["en-us+nosuch", "nobody", f"{TWINS}#third", "de_DE-x-low"])
def test_a_voice_that_does_not_exist_is_refused_and_nothing_changes(
    hub: OpenVoiceAssistant, voice: str
):
    with pytest.raises(NotFound) as refusal:
        hub.update_settings({"voice": voice})

    assert refusal.value.cure
    assert hub.settings.current.voice == ""
    with pytest.raises(NotFound):
        hub.say_wav("Hello.", voice)


def test_a_voice_of_a_server_needs_the_server(hub: OpenVoiceAssistant):
    with pytest.raises(Unavailable, match="none is set"):
        hub.update_settings({"voice": "wyoming:de"})

    with voice_server() as server:
        hub.update_settings({"voice_server": server.address, "voice": "wyoming:de"})
        assert hub.voices()["current"] == "wyoming:de"
        assert hub.say_wav("Guten Tag.")


@pytest.mark.parametrize(
    "address", ["http://speaker", "tcp://speaker:none", "a b", "me:pw@speaker"]
)
def test_what_is_no_address_of_a_server_is_refused(hub: OpenVoiceAssistant, address: str):
    with pytest.raises(OvaError) as refusal:
        hub.update_settings({"voice_server": address})

    assert refusal.value.cure
    assert hub.settings.current.voice_server == ""


def test_the_voice_speaks_as_fast_as_it_is_set(hub: OpenVoiceAssistant):
    usual = rate_and_seconds(hub.say_wav("Good morning, everyone."))[1]
    hub.update_settings({"voice_speed": 2.0})

    assert rate_and_seconds(hub.say_wav("Good morning, everyone."))[1] < 0.7 * usual
    with pytest.raises(InvalidInput):
        hub.update_settings({"voice_speed": 9})


def test_a_reply_is_spoken_speakably_and_shown_as_it_is(hub: OpenVoiceAssistant):
    result = hub.converse("what is the date", speak=True)

    assert result.audio_id is not None
    assert hub.reply_audio(result.audio_id) is not None
    assert {"tts", "first_sound"} <= set(result.timings_ms)
