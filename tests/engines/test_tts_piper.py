"""Piper with real models of a few kilobytes, whole and broken."""

import json

import pytest
from tests.voices import PIPER_VOICE, TWINS, install_piper

from ova.core import OvaError
from ova.engines import EngineMissing, PiperVoices, UnknownVoice
from ova.engines.tts import piper_voice
from ova.engines.tts.piper_voice import LoadedPiperVoice


@pytest.fixture
def own_models(tmp_path):
    return install_piper(tmp_path, PIPER_VOICE)


def onnx(models):
    return models / "piper" / PIPER_VOICE / f"{PIPER_VOICE}.onnx"


def change_settings(models, **changes):
    file = onnx(models).with_name(f"{PIPER_VOICE}.onnx.json")
    file.write_text(json.dumps({**json.loads(file.read_text()), **changes}))


def test_a_voice_speaks_at_its_own_rate_and_follows_the_speed(piper_models):
    voices = PiperVoices(piper_models)
    usual = voices.synthesize("Hello there.", voice=PIPER_VOICE)

    assert usual.format.rate == 16_000
    fast = voices.synthesize("Hello there.", voice=PIPER_VOICE, speed=2)
    assert fast.seconds == pytest.approx(usual.seconds / 2, rel=0.1)


def test_a_speaker_is_chosen_by_name_or_number(piper_models):
    voices = PiperVoices(piper_models)
    low, high, second = (
        voices.synthesize("Hello.", voice=f"{TWINS}{speaker}") for speaker in ("", "#high", "#1")
    )

    assert high.pcm == second.pcm != low.pcm
    assert voices.find(f"{TWINS}#high").name.endswith("(high)")
    with pytest.raises(UnknownVoice, match="no speaker") as refusal:
        voices.find(f"{TWINS}#third")
    assert "low, high" in refusal.value.cure


def test_the_voice_of_a_language_is_the_one_of_its_region_else_of_any(tmp_path):
    voices = PiperVoices(install_piper(tmp_path))

    assert voices.usual("en-US") in (PIPER_VOICE, TWINS)
    assert voices.usual("en-GB") in (PIPER_VOICE, TWINS)
    assert voices.usual("de") is None


def test_a_voice_that_comes_or_goes_is_noticed_at_once(tmp_path):
    voices = PiperVoices(tmp_path)
    assert voices.voices() == ()

    install_piper(tmp_path, TWINS)
    assert [voice.id for voice in voices.voices()] == [TWINS]

    (tmp_path / "piper" / TWINS).rename(tmp_path / "piper" / ".gone")
    assert voices.voices() == ()
    with pytest.raises(UnknownVoice):
        voices.synthesize("hello", voice=TWINS)


def test_a_mistyped_voice_is_refused_with_those_that_look_like_it(piper_models):
    with pytest.raises(UnknownVoice, match="no Piper voice") as refusal:
        PiperVoices(piper_models).find("en_US-tones-high")

    assert PIPER_VOICE in refusal.value.cure


def test_a_voice_replaced_by_another_of_the_same_name_speaks_anew(own_models):
    voices = PiperVoices(own_models)
    before, stamp = voices.synthesize("Hello."), voices.stamp(PIPER_VOICE)
    change_settings(own_models, inference={"length_scale": 2.0})
    onnx(own_models).write_bytes(onnx(own_models).read_bytes())

    assert voices.stamp(PIPER_VOICE) != stamp
    assert voices.synthesize("Hello.").seconds > 1.5 * before.seconds


@pytest.mark.parametrize(
    "harm",
    [
        lambda file: file.unlink(),
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(b"\x08 this is no network"),
        lambda file: file.write_bytes(file.read_bytes()[:600]),
        lambda file: file.with_name(f"{file.name}.json").unlink(),
        lambda file: file.with_name(f"{file.name}.json").write_text("{"),
        lambda file: file.with_name(f"{file.name}.json").write_text("[]"),
        lambda file: file.with_name(f"{file.name}.json").write_text('{"audio": {}}'),
    ],
    ids=["gone", "empty", "garbage", "half", "no-json", "half-json", "list", "too-little"],
)
def test_a_broken_voice_is_refused_with_a_cure(own_models, harm):
    harm(onnx(own_models))

    with pytest.raises(OvaError) as refusal:
        PiperVoices(own_models).synthesize("hello", voice=PIPER_VOICE)

    assert PIPER_VOICE in refusal.value.message
    assert refusal.value.cure


@pytest.mark.parametrize(
    "change",
    [
        {"audio": {"sample_rate": 4}},
        {"num_speakers": 5},
        {"phoneme_type": "tea leaves"},
        {"espeak": {"voice": "xx-yy-zz"}},
    ],
    ids=["rate", "speakers", "phonemizer", "language"],
)
def test_settings_that_do_not_fit_the_network_are_refused_with_a_cure(own_models, change):
    change_settings(own_models, **change)

    with pytest.raises(EngineMissing) as refusal:
        PiperVoices(own_models).synthesize("hello", voice=PIPER_VOICE)

    assert refusal.value.cure


def test_without_piper_its_voices_are_not_offered_and_asking_for_one_says_why(
    piper_models, monkeypatch, caplog
):
    monkeypatch.setattr(piper_voice, "find_spec", lambda _name: None)
    voices = PiperVoices(piper_models)

    assert voices.voices() == ()
    assert voices.usual("en") is None
    assert "Piper is not" in caplog.text
    with pytest.raises(EngineMissing) as refusal:
        voices.find(PIPER_VOICE)
    assert "openvoiceassistant[piper]" in refusal.value.cure


def test_a_voice_can_be_tried_out_before_it_is_used(own_models):
    LoadedPiperVoice(onnx(own_models)).try_out()
    change_settings(own_models, num_speakers=5)

    with pytest.raises(EngineMissing) as refusal:
        LoadedPiperVoice(onnx(own_models)).try_out()
    assert refusal.value.code == "bad_model"
