"""What every voice must do: espeak-ng, Piper, a Wyoming server, and all of them as the home's voice."""

import threading

import pytest

from ova.audio import level_dbfs, to_mono
from ova.engines import (
    BadSpeechInput,
    EspeakVoice,
    PiperVoices,
    UnknownVoice,
    VoiceCache,
    Voices,
    WyomingVoice,
)

ENGINES = ("espeak", "piper", "wyoming", "home")
SENTENCES = "The light is on. It is 3.5 degrees. Dr. Smith called at 7 p.m. Bye."


@pytest.fixture(params=ENGINES)
def voice(request, piper_models, good_voice_server):
    home = Voices(piper=PiperVoices(piper_models), cache=VoiceCache())
    engines = {
        "espeak": EspeakVoice,
        "piper": lambda: PiperVoices(piper_models),
        "wyoming": lambda: WyomingVoice(good_voice_server.address),
        "home": lambda: home,
    }
    yield engines[request.param]()
    home.close()


def test_text_becomes_sound(voice):
    clip = voice.synthesize("The kitchen light is now on.")

    assert 0.8 < clip.seconds < 6
    assert -40 < level_dbfs(to_mono(clip.pcm, clip.format)) < -2


def test_more_text_takes_longer(voice):
    short = voice.synthesize("One.")

    assert voice.synthesize("One. Two. Three. Four. Five.").seconds > 2 * short.seconds


def test_a_stream_comes_in_pieces_of_one_format_and_is_the_whole_text(voice):
    pieces = list(voice.stream(SENTENCES))
    whole = voice.synthesize(SENTENCES)

    assert len(pieces) >= 4
    assert {piece.format for piece in pieces} == {whole.format}
    assert all(piece.pcm for piece in pieces)
    assert sum(piece.seconds for piece in pieces) == pytest.approx(whole.seconds, rel=0.2)


def test_a_stream_that_is_closed_leaves_the_voice_free_for_the_next(voice):
    stream = voice.stream(SENTENCES)
    next(stream)
    stream.close()

    assert voice.synthesize("Hello.").pcm


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_nothing_to_say_gives_an_empty_clip(voice, text):
    assert voice.synthesize(text).pcm == b""
    assert list(voice.stream(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Es ist 7 °C & <b>windig</b>",
        "a\0b",
        "🎉",
        "ok " * 300,
        "[[k'It]]",
        "{curly} \\ %s",
        "half a pair \ud83c",
        "?!",
    ],
)
def test_odd_text_is_spoken_or_left_out_but_never_fails(voice, text):
    assert len(voice.synthesize(text).pcm) % 2 == 0


def test_too_long_a_text_is_refused_with_a_cure(voice):
    with pytest.raises(BadSpeechInput, match="too long") as refusal:
        voice.synthesize("a" * 20_000)

    assert refusal.value.cure


@pytest.mark.parametrize("speed", [0.1, 3.0])
def test_a_speed_nobody_can_speak_at_is_refused(voice, speed):
    with pytest.raises(BadSpeechInput, match="usual speed"):
        voice.synthesize("hello", speed=speed)


def test_its_voices_are_listed_and_can_be_found_by_their_ids(voice):
    listed = voice.voices()

    assert listed
    assert all(one.id and one.name and one.languages for one in listed)
    assert all(voice.find(one.id).languages == one.languages for one in listed[:20])


def test_a_language_has_a_usual_voice_that_speaks_it(voice):
    usual = voice.usual("en-GB")

    assert usual is not None
    assert voice.synthesize("hello", "en-GB").pcm
    assert voice.synthesize("hello", voice=usual).pcm
    assert voice.usual("xx") is None


@pytest.mark.parametrize("name", ["nobody", "../../etc/passwd", "en/../x", "", "xx-yy"])
def test_an_unknown_voice_is_refused_with_a_cure(voice, name):
    with pytest.raises(UnknownVoice) as refusal:
        voice.find(name)

    assert refusal.value.code == "unknown_voice"
    assert refusal.value.status == 404
    assert refusal.value.cure


def test_a_refused_voice_does_not_spoil_the_next_sentence(voice):
    expected = voice.synthesize("hello").seconds
    with pytest.raises(UnknownVoice):
        voice.find("nobody")

    assert voice.synthesize("hello").seconds == pytest.approx(expected, rel=0.05)


def test_many_threads_may_speak_at_once(voice):
    texts = ["yes " * (n + 1) for n in range(12)]
    expected = [voice.synthesize(text).seconds for text in texts]
    got = [0.0] * len(texts)

    def speak(index):
        got[index] = voice.synthesize(texts[index]).seconds

    threads = [threading.Thread(target=speak, args=(index,)) for index in range(len(texts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert got == pytest.approx(expected, rel=0.05)  # its pitch wavers a little at random
