"""What was heard, and what becomes of it when it is no command."""

from ova.core import Transcript, Unheard, WordTime


def test_words_that_are_no_command_become_the_first_alternative():
    words = (WordTime("lights", 0.1, 0.5), WordTime("out", 0.5, 0.8))
    heard = Transcript("lights out", 0.4, ("light out",), words, "vosk")

    declined = heard.declined()

    assert (declined.text, declined.words) == ("", ())
    assert declined.alternatives == ("lights out", "light out")
    assert declined.unheard is Unheard.NO_COMMAND
    assert (declined.confidence, declined.engine) == (0.4, "vosk")


def test_where_nothing_was_heard_there_is_no_empty_alternative():
    assert Transcript("").declined().alternatives == ()


def test_other_readings_come_with_a_confidence_where_the_engine_can_tell():
    sure = Transcript("lights out", 0.6, ("light out",), weights=(0.3,))
    assert [(one.text, one.confidence) for one in sure.others()] == [("light out", 0.3)]
    assert [one.confidence for one in sure.declined().others()] == [0.6, 0.3]
    assert Transcript("", alternatives=("a", "b")).others()[1].to_json() == {
        "text": "b",
        "confidence": None,
    }
