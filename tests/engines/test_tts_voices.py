"""All voices as one: which speaks, what is remembered, and how the home is never mute."""

import subprocess
import sys

import pytest
from tests.hubs import free_port
from tests.voices import PIPER_VOICE, install_piper

from ova.engines import (
    EngineMissing,
    PiperVoices,
    UnknownVoice,
    VoiceCache,
    Voices,
    WyomingVoice,
)
from ova.engines.tts.voices import REST_S

WAIT_S = 60.0
TWO = "The light is on. The door is shut."


@pytest.fixture
def make_voices(tmp_path):
    """Return a function that makes the home's voices, of what is installed in tmp_path."""
    made = []

    def make(server=None, **more):
        more = {"piper": PiperVoices(tmp_path), **more}
        made.append(Voices(wyoming=lambda: server, **more))
        return made[-1]

    yield make
    for voices in made:
        voices.close()


def break_piper(models):
    (models / "piper" / PIPER_VOICE / f"{PIPER_VOICE}.onnx").write_bytes(b"\x08 broken")


def test_a_server_goes_before_piper_and_piper_before_espeak(
    make_voices, tmp_path, good_voice_server
):
    assert make_voices().usual("en") == "en"
    install_piper(tmp_path, PIPER_VOICE)
    assert make_voices().usual("en") == PIPER_VOICE
    assert make_voices(WyomingVoice(good_voice_server.address)).usual("en") == "wyoming"
    assert make_voices().usual("de") == "de"


def test_every_voice_of_every_engine_is_listed(make_voices, tmp_path, good_voice_server):
    install_piper(tmp_path, PIPER_VOICE)
    listed = make_voices(WyomingVoice(good_voice_server.address)).voices()

    assert {voice.engine for voice in listed} == {"wyoming", "piper", "espeak"}
    assert len({voice.id for voice in listed}) == len(listed)


def test_what_is_spoken_is_made_speakable(make_voices):
    voices = make_voices()
    written, said = voices.synthesize("It is -3 °C."), "It is minus 3 degrees Celsius."

    assert written.seconds == pytest.approx(voices.synthesize(said).seconds, rel=0.05)


def test_a_broken_voice_is_told_and_espeak_speaks(make_voices, tmp_path):
    install_piper(tmp_path, PIPER_VOICE)
    break_piper(tmp_path)
    troubles = []

    pieces = list(make_voices().stream(TWO, voice=PIPER_VOICE, on_trouble=troubles.append))

    assert sum(piece.seconds for piece in pieces) > 1
    assert {piece.format.rate for piece in pieces} == {22_050}
    assert [trouble.code for trouble in troubles] == ["bad_model"]


@pytest.mark.parametrize("voice", ["de_DE-gone-low", "en-us+nosuch", "wyoming:anna"])
def test_a_chosen_voice_that_is_no_more_is_told_and_the_usual_one_speaks(make_voices, voice):
    troubles = []

    pieces = list(make_voices().stream(TWO, voice=voice, on_trouble=troubles.append))

    assert pieces
    assert len(troubles) == 1
    assert troubles[0].cure


def test_when_the_server_dies_in_a_reply_espeak_says_the_rest_in_the_same_format(
    make_voices, start_voice_server
):
    running = start_voice_server("hold")
    troubles = []
    voices = make_voices(WyomingVoice(running.address))
    stream = voices.stream(TWO, on_trouble=troubles.append)
    first = next(stream)

    running.kill()
    rest = list(stream)

    whole_s = make_voices().synthesize(TWO).seconds
    assert sum(piece.seconds for piece in rest) == pytest.approx(whole_s, rel=0.1)
    assert {piece.format for piece in rest} == {first.format}
    assert len(troubles) == 1
    assert isinstance(troubles[0], EngineMissing)


def test_an_engine_that_failed_is_left_alone_for_a_while(make_voices, start_voice_server):
    now = [0.0]
    broken = start_voice_server("error")
    voices = make_voices(WyomingVoice(broken.address), clock=lambda: now[0])
    troubles = []

    for text in ("One.", "Two.", "Three."):
        assert list(voices.stream(text, on_trouble=troubles.append))
    assert len(troubles) == 1

    now[0] = REST_S + 1
    list(voices.stream("Four.", on_trouble=troubles.append))
    assert len(troubles) == 2


def test_a_voice_without_sound_counts_as_failed(make_voices, start_voice_server):
    troubles = []
    voices = make_voices(WyomingVoice(start_voice_server("empty").address))

    assert list(voices.stream("Hello.", on_trouble=troubles.append))
    assert "no sound" in troubles[0].message


def test_a_server_that_never_ran_costs_no_words(make_voices):
    voices = make_voices(WyomingVoice(f"127.0.0.1:{free_port()}"))

    assert voices.synthesize("Hello.").seconds > 0.2


def test_when_nothing_speaks_the_language_that_is_an_error(make_voices):
    with pytest.raises(UnknownVoice):
        make_voices().synthesize("hello", "xx")


def test_a_sentence_said_before_needs_no_engine(make_voices, tmp_path, start_voice_server):
    running = start_voice_server()
    cache = VoiceCache(tmp_path / "cache")
    server = WyomingVoice(running.address)
    before = make_voices(server, cache=cache).synthesize(TWO)
    running.kill()
    troubles = []

    pieces = list(make_voices(server, cache=cache).stream(TWO, on_trouble=troubles.append))

    assert b"".join(piece.pcm for piece in pieces) == before.pcm
    assert troubles == []


def test_half_a_sentence_is_never_kept(make_voices, start_voice_server):
    running = start_voice_server()
    cache = VoiceCache()
    server = WyomingVoice(running.address)
    stream = make_voices(server, cache=cache).stream("Good morning, everyone.")
    next(stream)
    stream.close()

    whole = make_voices(server, cache=cache).synthesize("Good morning, everyone.")
    assert whole.seconds > 1


def test_another_speed_is_another_sound(make_voices):
    voices = make_voices()
    usual = voices.synthesize(TWO)

    assert voices.synthesize(TWO, speed=1.5).seconds < 0.8 * usual.seconds


def test_a_voice_is_loaded_ahead_and_a_broken_one_only_logged(make_voices, tmp_path, caplog):
    install_piper(tmp_path, PIPER_VOICE)
    break_piper(tmp_path)
    voices = make_voices()

    voices.warm("en").result(WAIT_S)

    assert PIPER_VOICE in caplog.text


def test_a_voice_whose_turn_is_over_is_let_go(make_voices, tmp_path):
    install_piper(tmp_path, PIPER_VOICE)
    piper = PiperVoices(tmp_path)
    voices = make_voices(piper=piper)
    voices.warm("en").result(WAIT_S)
    assert piper.loaded is not None

    voices.warm("de").result(WAIT_S)
    assert piper.loaded is None


def test_a_home_without_other_voices_loads_none_of_their_libraries(tmp_path):
    program = (
        "import sys; from pathlib import Path; from ova.engines import PiperVoices, Voices\n"
        "voices = Voices(piper=PiperVoices(Path(sys.argv[1])))\n"
        "assert voices.synthesize('Hello. It is 3 °C.').pcm\n"
        "print([name for name in ('numpy', 'onnxruntime', 'piper', 'wyoming') if name in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True
    )

    assert told.stdout.strip() == "[]"
