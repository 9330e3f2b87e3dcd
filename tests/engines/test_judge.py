"""Whether words that were recognised count as said."""

import pytest

from ova.core import Transcript, Unheard, WordTime
from ova.engines.stt.evidence import Evidence, WordFit
from ova.engines.stt.judge import ACCEPTED, accept, covered, judged

HEARD = Transcript(
    "lights out",
    words=(WordTime("lights", 0.5, 0.9), WordTime("out", 0.9, 1.3)),
    engine="pocketsphinx",
)


def evidence(rank=2.0, gain=0.9, unevenness=0.45):
    fits = (
        WordFit("lights", 0.4, ("L", "AY", "T", "S")),
        WordFit("out", 0.4, ("AW", "T"), 0.4),
    )
    return Evidence("pocketsphinx", fits, rank, gain, unevenness)


def test_words_that_fit_are_accepted_with_a_confidence():
    heard = judged(HEARD, evidence())

    assert heard.text == "lights out"
    assert ACCEPTED <= heard.confidence == accept(evidence()) <= 1
    assert heard.unheard is None


def test_words_that_fit_badly_become_an_alternative():
    heard = judged(HEARD, evidence(gain=3.0, rank=8.0))

    assert (heard.text, heard.words) == ("", ())
    assert heard.alternatives == ("lights out",)
    assert heard.unheard is Unheard.NO_COMMAND
    assert heard.confidence < ACCEPTED


def test_an_answer_that_was_asked_for_need_not_fit_as_well():
    doubtful, bad = evidence(gain=2.2, rank=4.0), evidence(gain=3.0, rank=8.0)

    assert judged(HEARD, doubtful).text == ""
    answered = judged(HEARD, doubtful, is_answer=True)
    assert answered.text == "lights out"
    assert answered.confidence > judged(HEARD, doubtful).confidence
    assert covered(answered, [(0.5, 1.3)]).text == "lights out"
    assert covered(answered, [(0.5, 1.3), (1.6, 3.0)]).text == ""
    assert judged(HEARD, bad, is_answer=True).text == ""


def test_no_words_are_no_command():
    heard = judged(Transcript("", engine="pocketsphinx"), Evidence("pocketsphinx", ()))

    assert heard.unheard is Unheard.NO_COMMAND
    assert heard.alternatives == ()


@pytest.mark.parametrize(
    "better_and_worse",
    [
        (evidence(gain=0.9), evidence(gain=2.0)),
        (evidence(rank=2.0), evidence(rank=6.0)),
        (evidence(unevenness=0.5), evidence(unevenness=0.7)),
    ],
)
def test_each_figure_counts_in_the_direction_it_should(better_and_worse):
    better, worse = better_and_worse

    assert accept(better) > accept(worse)


def test_a_few_phones_that_are_even_by_chance_earn_nothing():
    assert accept(evidence(unevenness=0.1)) == accept(evidence(unevenness=0.4))


def test_words_of_which_nothing_is_known_are_as_doubtful_as_can_be():
    unknown = Evidence("pocketsphinx", evidence().words)

    assert accept(evidence(rank=6, gain=2.5, unevenness=0.6)) < accept(unknown)
    assert accept(unknown) < accept(evidence())


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
