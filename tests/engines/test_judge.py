"""Whether words that were recognised count as said."""

import pytest

from ova.core import Transcript, Unheard, WordTime
from ova.engines.stt.evidence import Evidence, WordFit
from ova.engines.stt.judge import ACCEPTED, accept, covered, judged
from ova.engines.stt.phone_match import phone_distance

HEARD = Transcript(
    "lights out",
    words=(WordTime("lights", 0.5, 0.9), WordTime("out", 0.9, 1.3)),
    engine="pocketsphinx",
)


def evidence(score=-5.0, worst=None, distance=0.35, voice=-1.3):
    fits = (WordFit("lights", 0.4, score), WordFit("out", 0.4, score if worst is None else worst))
    return Evidence("pocketsphinx", fits, voice_score=voice, phone_distance=distance)


def test_words_that_fit_are_accepted_with_a_confidence():
    heard = judged(HEARD, evidence())

    assert heard.text == "lights out"
    assert ACCEPTED <= heard.confidence == accept(evidence()) <= 1
    assert heard.unheard is None


def test_words_that_fit_badly_become_an_alternative():
    heard = judged(HEARD, evidence(score=-9.5, distance=0.8))

    assert (heard.text, heard.words) == ("", ())
    assert heard.alternatives == ("lights out",)
    assert heard.unheard is Unheard.NO_COMMAND
    assert heard.confidence < ACCEPTED


def test_no_words_are_no_command():
    heard = judged(Transcript("", engine="pocketsphinx"), Evidence("pocketsphinx", ()))

    assert heard.unheard is Unheard.NO_COMMAND
    assert heard.alternatives == ()


@pytest.mark.parametrize(
    "better_and_worse",
    [
        (evidence(score=-5.0), evidence(score=-7.0)),
        (evidence(worst=-6.0), evidence(worst=-12.0)),
        (evidence(distance=0.3), evidence(distance=0.7)),
        (evidence(voice=-2.2), evidence(voice=-1.0)),
    ],
)
def test_each_figure_counts_in_the_direction_it_should(better_and_worse):
    better, worse = better_and_worse

    assert accept(better) > accept(worse)


def test_a_voice_that_fits_badly_whatever_it_says_is_judged_more_kindly():
    assert accept(evidence(score=-6.8, voice=-2.5)) > accept(evidence(score=-6.8, voice=-1.2))


def test_speech_that_lies_in_no_word_makes_the_words_less_likely():
    sure = judged(HEARD, evidence())
    within, around = [(0.5, 1.3)], [(0.0, 0.4), (0.5, 1.3), (1.5, 3.0)]

    assert covered(sure, within).confidence == pytest.approx(sure.confidence)
    assert covered(sure, around).text == ""
    assert covered(sure, around).unheard is Unheard.NO_COMMAND
    assert covered(sure, around).alternatives == ("lights out",)


@pytest.mark.parametrize("speech", [[], [(0.45, 0.5)], [(1.3, 1.35)]])
def test_the_edges_of_words_are_not_taken_too_exactly(speech):
    sure = judged(HEARD, evidence())

    assert covered(sure, speech).confidence == pytest.approx(sure.confidence)


def test_what_other_engines_heard_is_left_to_them():
    heard = Transcript("lights out", 0.4, words=HEARD.words, engine="wyoming")

    assert covered(heard, [(0.0, 9.0)]) is heard


def test_the_same_phones_are_at_no_distance_and_like_ones_are_near():
    said = ["L", "AY", "T", "S"]

    assert phone_distance(said, said) == 0
    assert phone_distance(said, ["L", "AY", "D", "Z"]) < phone_distance(
        said, ["L", "AY", "M", "AA"]
    )
    assert phone_distance(said, []) == 1
    assert phone_distance([], said) is None
