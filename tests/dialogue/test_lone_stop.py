"""A lone "stop": which one counts."""

import pytest

from ova.core import Transcript
from ova.dialogue import StopKind, lone_stop, lone_stop_words, recognise_stop

LANGUAGES = ("en", "de", "fr", "es", "it", "nl")


def heard(text: str, confidence: float = 0.9, engine: str = "vosk") -> Transcript:
    return Transcript(text, confidence, engine=engine)


@pytest.mark.parametrize(
    ("language", "text"), [("en", "stop"), ("de", "stopp"), ("fr", "arrête"), ("es", "para")]
)
def test_a_stop_word_that_stands_alone_counts(language, text):
    assert lone_stop(heard(text), language, ["It is ten to nine."]) == text


@pytest.mark.parametrize("text", ["", "yes", "stop the music", "don't stop", "music"])
def test_anything_else_does_not(text):
    assert lone_stop(heard(text), "en", []) is None


@pytest.mark.parametrize(
    "own", ["I will stop the music.", "The music has stopped!", "Stopping the vacuum cleaner."]
)
def test_what_a_satellite_says_itself_does_not_stop_it(own):
    assert lone_stop(heard("stop"), "en", ["It rains.", own]) is None


def test_a_word_that_only_looks_alike_in_what_is_said_does_no_harm():
    assert lone_stop(heard("halt"), "de", ["Der Bahnhof ist geschlossen."]) == "halt"


def test_an_unsure_word_counts_where_the_engine_is_never_sure_of_short_ones():
    unsure = Transcript("stop", 0.12, engine="pocketsphinx").declined()
    assert lone_stop(unsure, "en", []) == "stop"
    assert lone_stop(Transcript("stop", 0.05, engine="pocketsphinx").declined(), "en", []) is None
    assert lone_stop(Transcript("stop", 0.3, engine="vosk").declined(), "en", []) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_that_is_listened_for_is_a_stop_word_and_the_others_are_none(language):
    graph = lone_stop_words(language)
    assert graph is not None
    kinds = {word: recognise_stop(word, language) for word in graph.words}
    stops = [word for word, kind in kinds.items() if kind is StopKind.STOP]
    assert stops
    assert StopKind.CANCEL not in kinds.values()
    assert len(kinds) > 2 * len(stops), "the decoder needs others to tell them from"


def test_a_language_without_words_listens_for_nothing():
    assert lone_stop_words("xx") is None
