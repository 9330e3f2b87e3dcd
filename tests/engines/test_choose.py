"""Which recogniser the settings lead to."""

import importlib.util
import logging

import pytest
from tests.engines.conftest import copy_of_tiny_model
from tests.engines.whisper_model import write_whisper_model
from tests.peers import require

from ova.engines import BadSpeechInput, EngineMissing, SpeechSettings
from ova.engines.choose import make_recognizer


@pytest.fixture
def made():
    """Return a function that makes a recogniser of settings and closes it in the end."""
    recognizers = []

    def make(**settings):
        recognizers.append(make_recognizer(SpeechSettings(**settings)))
        return recognizers[-1]

    yield make
    for recognizer in recognizers:
        recognizer.close()


def heard_by(recognizer, graph, samples):
    recognizer.set_graph(graph)
    stream = recognizer.start()
    stream.feed(samples)
    return stream.finish()


def test_auto_takes_vosk_as_soon_as_a_model_for_the_language_is_there(tmp_path, made, caplog):
    assert made(models_dir=tmp_path).name == "pocketsphinx"
    copy_of_tiny_model(tmp_path / "vosk" / "vosk-model-small-en-us-0.15")

    assert made(models_dir=tmp_path).name == "vosk"
    assert made(models_dir=tmp_path, language="en-GB").name == "vosk"
    assert made(models_dir=tmp_path, language="de").name == "pocketsphinx"
    assert "hears English only" in caplog.text
    assert made(models_dir=tmp_path, stt="pocketsphinx").name == "pocketsphinx"


def test_auto_takes_the_next_when_a_model_is_broken(tmp_path, made, caplog):
    broken = copy_of_tiny_model(tmp_path / "vosk" / "vosk-model-small-en-us-0.15")
    (broken / "conf/mfcc.conf").write_text("--no-such-option=1\n")

    with caplog.at_level(logging.WARNING):
        assert made(models_dir=tmp_path).name == "pocketsphinx"
    assert "--no-such-option" in caplog.text

    copy_of_tiny_model(tmp_path / "vosk" / "vosk-model-en-us-0.22")
    assert made(models_dir=tmp_path).name == "vosk"


def test_a_broken_model_of_another_language_is_told_instead_of_hearing_english(tmp_path):
    broken = copy_of_tiny_model(tmp_path / "vosk" / "vosk-model-small-de-0.15")
    (broken / "graph/words.txt").unlink()

    with pytest.raises(EngineMissing, match=r"words\.txt"):
        make_recognizer(SpeechSettings(models_dir=tmp_path, language="de"))


def test_a_model_can_be_named(tmp_path, made):
    copy_of_tiny_model(tmp_path / "vosk" / "vosk-model-small-en-us-0.15")
    copy_of_tiny_model(tmp_path / "vosk" / "kitchen")

    assert made(models_dir=tmp_path, stt="vosk", model="kitchen").name == "vosk"
    assert made(models_dir=tmp_path, model="kitchen", language="de").name == "vosk"
    with pytest.raises(EngineMissing, match="no Vosk model “hall”") as refusal:
        make_recognizer(SpeechSettings(models_dir=tmp_path, stt="vosk", model="hall"))
    assert "ova models install hall" in refusal.value.cure


@pytest.mark.parametrize("stt", ["vosk", "whisper"])
def test_an_engine_without_a_model_says_so(tmp_path, stt):
    with pytest.raises(EngineMissing, match="There is no") as refusal:
        make_recognizer(SpeechSettings(models_dir=tmp_path, stt=stt))

    assert refusal.value.code == "no_model"
    assert refusal.value.cure


def test_whisper_takes_the_model_in_its_folder(tmp_path, made):
    require(
        lambda: importlib.util.find_spec("faster_whisper") is not None,
        "the extra [whisper] is not installed",
    )
    write_whisper_model(tmp_path / "whisper" / "tiny")

    assert made(models_dir=tmp_path, stt="whisper").name == "whisper"
    assert made(models_dir=tmp_path, stt="whisper", model="tiny").name == "whisper"
    with pytest.raises(EngineMissing, match=r"model\.bin is missing"):
        make_recognizer(SpeechSettings(models_dir=tmp_path, stt="whisper", model="huge"))


def test_a_server_that_is_away_leaves_english_to_the_embedded_recogniser(
    tmp_path, made, light_graph, speech_of
):
    recognizer = made(models_dir=tmp_path, stt="wyoming", server="tcp://127.0.0.1:1")

    heard = heard_by(recognizer, light_graph, speech_of("turn on the kitchen light"))

    assert (heard.text, heard.engine) == ("turn on the kitchen light", "pocketsphinx")


def test_other_languages_are_not_heard_with_english_ears_when_the_server_is_away(
    tmp_path, made, make_graph, speech_of
):
    recognizer = made(models_dir=tmp_path, stt="wyoming", server="tcp://127.0.0.1:1", language="de")

    with pytest.raises(EngineMissing, match="cannot be reached"):
        heard_by(recognizer, make_graph("licht an"), speech_of("licht an", "de"))


@pytest.mark.parametrize(
    "settings", [{"stt": "wyoming"}, {"server": "http://asr.local"}, {"stt": "siri"}]
)
def test_settings_that_mean_nothing_are_refused(settings):
    with pytest.raises(BadSpeechInput) as refusal:
        SpeechSettings(**settings)

    assert refusal.value.cure


def test_auto_takes_the_first_of_the_order_that_is_installed_and_works(tmp_path, made):
    copy_of_tiny_model(tmp_path / "vosk" / "vosk-model-small-en-us-0.15")

    assert made(models_dir=tmp_path, order=("pocketsphinx", "vosk")).name == "pocketsphinx"
    assert made(models_dir=tmp_path, order=("whisper", "vosk")).name == "vosk"
    assert made(models_dir=tmp_path, order=("wyoming", "vosk")).name == "vosk"
    assert made(models_dir=tmp_path / "none", order=("whisper", "vosk")).name == "pocketsphinx"
    assert made(models_dir=tmp_path, language="de", order=("pocketsphinx",)).name == "pocketsphinx"


def test_a_recogniser_in_the_order_that_there_is_none_of_is_told():
    with pytest.raises(BadSpeechInput):
        SpeechSettings(order=("telepathy",))
