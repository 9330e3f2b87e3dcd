"""What every voice must do."""

import threading

import pytest

from ova.audio import level_dbfs, to_mono
from ova.engines import BadSpeechInput, EspeakVoice, UnknownVoice


@pytest.fixture(params=[EspeakVoice], ids=["espeak"])
def voice(request):
    return request.param()


def test_text_becomes_sound(voice):
    clip = voice.synthesize("The kitchen light is now on.")

    assert 0.8 < clip.seconds < 4
    assert -40 < level_dbfs(to_mono(clip.pcm, clip.format)) < -5


def test_more_text_takes_longer(voice):
    short = voice.synthesize("One.")

    assert voice.synthesize("One. Two. Three. Four. Five.").seconds > 2 * short.seconds


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_nothing_to_say_gives_an_empty_clip(voice, text):
    assert voice.synthesize(text).pcm == b""


@pytest.mark.parametrize(
    "text", ["Es ist 7 °C & <b>windig</b>", "a\0b", "🎉", "ok " * 300, "[[k'It]]", "{curly} \\ %s"]
)
def test_odd_text_is_spoken_or_left_out_but_never_fails(voice, text):
    assert len(voice.synthesize(text).pcm) % 2 == 0


def test_too_long_a_text_is_refused_with_a_cure(voice):
    with pytest.raises(BadSpeechInput, match="too long") as refusal:
        voice.synthesize("a" * 20_000)

    assert refusal.value.cure


def test_its_voices_are_listed_and_its_own_is_among_them(voice):
    listed = voice.voices()

    assert voice.info.id in {info.id for info in listed}
    assert {"de", "tr", "fr"} <= {tag for info in listed for tag in info.languages}


@pytest.mark.parametrize("language", ["en", "en-us", "en-gb", "EN_us", "de", "tr", "fr", "pt-AO"])
def test_a_language_chooses_a_voice(voice, language):
    assert voice.synthesize("Radio 3", language).seconds > 0.3


@pytest.mark.parametrize("name", ["nobody", "../../etc/passwd", "en/../x", "", "xx-yy"])
def test_an_unknown_voice_is_refused_with_a_cure(voice, name):
    with pytest.raises(UnknownVoice) as refusal:
        voice.synthesize("hello", voice=name)

    assert refusal.value.code == "unknown_voice"
    assert refusal.value.status == 404
    assert refusal.value.cure


def test_a_refused_voice_does_not_spoil_the_next_sentence(voice):
    expected = voice.synthesize("hello").seconds
    with pytest.raises(UnknownVoice):
        voice.synthesize("hello", voice="nobody")

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


def test_a_variant_sounds_different_and_a_rate_changes_the_length():
    text = "Good morning, everyone."

    assert (
        EspeakVoice().synthesize(text, voice="en-us+f3").pcm != EspeakVoice().synthesize(text).pcm
    )
    assert (
        EspeakVoice(words_per_minute=300).synthesize(text).seconds
        < 0.75 * EspeakVoice(words_per_minute=120).synthesize(text).seconds
    )
    with pytest.raises(BadSpeechInput, match="words per minute"):
        EspeakVoice(words_per_minute=5)
