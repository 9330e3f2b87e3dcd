"""espeak-ng: languages, variants, and the manner of speaking."""

import pytest

from ova.audio import level_dbfs, to_mono
from ova.engines import BadSpeechInput, EspeakVoice, UnknownVoice
from ova.engines.espeak import espeak

SENTENCE = "Good morning, everyone."


def test_it_speaks_over_a_hundred_languages():
    tags = {tag for voice in EspeakVoice().voices() for tag in voice.languages}

    assert {"de", "tr", "fr", "cmn", "ar", "hi"} <= tags
    assert len({tag.partition("-")[0] for tag in tags}) > 100


@pytest.mark.parametrize(
    "language", ["en", "en-us", "en-gb", "EN_us", "de", "tr", "fr", "pt-AO", "zh-Hans-CN"]
)
def test_a_language_chooses_a_voice(language):
    assert EspeakVoice().synthesize("Radio 3", language).seconds > 0.3


def test_every_variant_it_lists_can_speak():
    voice = EspeakVoice()

    assert {"f3", "m2", "whisper", "Mr serious"} <= set(voice.variants())
    assert all(voice.synthesize("a", voice=f"en-us+{name}").pcm for name in voice.variants())


@pytest.mark.parametrize(("name", "hint"), [("en-us+nosuch", ""), ("de+f33", "f3"), ("en+", "")])
def test_a_variant_that_does_not_exist_is_refused_with_those_that_look_like_it(name, hint):
    voice = EspeakVoice()

    with pytest.raises(UnknownVoice, match="no variant") as refusal:
        voice.synthesize("hello", voice=name)

    assert "+f3" in refusal.value.cure
    assert hint in refusal.value.cure
    with pytest.raises(UnknownVoice):
        voice.find(name)


def test_a_language_that_is_mistyped_is_refused_with_those_that_look_like_it():
    with pytest.raises(UnknownVoice) as refusal:
        EspeakVoice().find("en-uss-x")

    assert "en-us" in refusal.value.cure


def test_the_name_of_a_voice_of_another_engine_is_no_language():
    with pytest.raises(UnknownVoice):
        EspeakVoice().find("de_DE-thorsten-medium")


def test_variants_differ_and_may_be_written_in_any_case():
    voice = EspeakVoice()

    assert voice.synthesize(SENTENCE, voice="en-us+f3").pcm != voice.synthesize(SENTENCE).pcm
    assert voice.synthesize("a", voice="en-us+KLATT").pcm
    assert voice.find("en-us+f3").name == "English (America) (f3)"


def test_rate_pitch_volume_and_speed_are_heard():
    usual = EspeakVoice().synthesize(SENTENCE)

    assert EspeakVoice(words_per_minute=300).synthesize(SENTENCE).seconds < 0.8 * usual.seconds
    assert EspeakVoice().synthesize(SENTENCE, speed=2).seconds < 0.7 * usual.seconds
    assert EspeakVoice(pitch=90).synthesize(SENTENCE).pcm != usual.pcm
    quiet = EspeakVoice(volume=20).synthesize(SENTENCE)
    assert level_dbfs(to_mono(quiet.pcm, quiet.format)) < -10 + level_dbfs(
        to_mono(usual.pcm, usual.format)
    )


@pytest.mark.parametrize(
    "manner", [{"words_per_minute": 5}, {"pitch": 101}, {"pitch": -1}, {"volume": 500}]
)
def test_a_manner_nobody_can_speak_in_is_refused(manner):
    with pytest.raises(BadSpeechInput, match="cannot be spoken"):
        EspeakVoice(**manner)


def test_one_manner_does_not_colour_the_next():
    before = EspeakVoice().synthesize(SENTENCE).seconds
    EspeakVoice(words_per_minute=400, pitch=99, volume=10).synthesize(SENTENCE)

    assert EspeakVoice().synthesize(SENTENCE).seconds == pytest.approx(before, rel=0.05)
    assert espeak().variants() == EspeakVoice().variants()
