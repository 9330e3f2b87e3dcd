"""Wyoming voice servers: ours, one from elsewhere, and the ways they fail."""

import subprocess
import sys
import threading
from importlib.util import find_spec

import pytest
from tests.hubs import free_port
from tests.peers import require
from tests.voices import PIPER_VOICE, PIPER_VOICES, wait_until_open

from ova.engines import BadSpeechInput, EngineMissing, UnknownVoice, WyomingVoice
from ova.engines.tts.wyoming import AWAY_S


def test_the_sound_of_a_sentence_comes_in_pieces(good_voice_server):
    pieces = list(WyomingVoice(good_voice_server.address).stream("Good morning, everyone."))

    assert len(pieces) > 5


def test_a_voice_is_chosen_by_name_and_else_by_language(good_voice_server):
    server = WyomingVoice(good_voice_server.address)
    german = server.synthesize("Guten Morgen", voice="wyoming:de")

    assert german.seconds == pytest.approx(
        server.synthesize("Guten Morgen", "de").seconds, rel=0.05
    )
    assert server.usual("de-AT") == "wyoming"
    assert server.usual("nl") is None
    with pytest.raises(UnknownVoice, match="does not speak"):
        server.synthesize("Goedemorgen", "nl")


def test_voices_that_are_not_installed_on_the_server_are_not_listed(good_voice_server):
    listed = {voice.id for voice in WyomingVoice(good_voice_server.address).voices()}

    assert listed == {"wyoming", "wyoming:en-us", "wyoming:de", "wyoming:tr"}


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("mute", "in time"),
        ("error", "no such thing"),
        ("odd", "cannot be played"),
    ],
)
def test_a_server_that_fails_is_told_with_a_cure(fault, reason, start_voice_server):
    server = WyomingVoice(start_voice_server(fault).address, first_sound_s=0.5)

    with pytest.raises(EngineMissing, match=reason) as failure:
        server.synthesize("Good morning.", voice="wyoming:en-us")

    assert failure.value.cure


def test_a_server_that_talks_nonsense_has_no_voices(start_voice_server):
    assert WyomingVoice(start_voice_server("noise").address).voices() == ()


def test_a_server_killed_in_the_middle_of_a_sentence_is_told_after_what_came(start_voice_server):
    running = start_voice_server("hold")
    pieces = WyomingVoice(running.address).stream("Good morning, everyone.")
    first = next(pieces)

    running.kill()

    assert first.pcm
    with pytest.raises(EngineMissing):
        next(pieces)


def test_who_waits_for_a_hung_server_is_freed_when_it_is_closed(start_voice_server):
    server = WyomingVoice(start_voice_server("hold").address)
    pieces = server.stream("Good morning, everyone.")
    next(pieces)
    told = []

    def wait():
        try:
            next(pieces)
        except EngineMissing as failure:
            told.append(failure)

    waiting = threading.Thread(target=wait)
    waiting.start()
    server.close()
    waiting.join(3)  # less than the server would be waited for

    assert len(told) == 1


def test_a_server_that_is_away_is_asked_again_only_after_a_while(start_voice_server):
    now = [0.0]
    port = free_port()
    server = WyomingVoice(f"127.0.0.1:{port}", clock=lambda: now[0])
    assert server.voices() == ()
    with pytest.raises(EngineMissing, match="does not answer"):
        server.find("wyoming:de")

    start_voice_server(port=port)
    assert server.voices() == ()
    now[0] = AWAY_S + 1
    assert server.find("wyoming:de").id == "wyoming:de"


@pytest.mark.parametrize("address", ["", "http://x:1", "tcp://", "tcp://x:port", "x/y", "x:99999"])
def test_what_is_no_address_is_refused_with_a_cure(address):
    with pytest.raises(BadSpeechInput, match="no address") as refusal:
        WyomingVoice(address)

    assert "tcp://" in refusal.value.cure


def test_the_wyoming_server_of_piper_speaks(tmp_path):
    require(lambda: find_spec("wyoming_piper") is not None, "a Wyoming server from elsewhere")
    for file in (PIPER_VOICES / PIPER_VOICE).iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    port = free_port()
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "wyoming_piper", "--voice", PIPER_VOICE),
            *("--uri", f"tcp://127.0.0.1:{port}", "--data-dir", str(tmp_path)),
            *("--download-dir", str(tmp_path)),
        ],
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until_open(port)
        server = WyomingVoice(f"127.0.0.1:{port}")
        assert server.usual("en-US") == "wyoming"
        assert server.synthesize("Good morning.").seconds > 0.5
    finally:
        process.kill()
        process.wait(30)
