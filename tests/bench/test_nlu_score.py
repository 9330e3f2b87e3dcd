"""Sentences are judged as the benchmark's rules say."""

import pytest

from ova.bench.nlu.data import ANY_PLACE
from ova.bench.nlu.peers import Hassil, Ova, Understood
from ova.bench.nlu.score import score
from ova.bench.nlu.times import Times, percentile, percentiles
from ova.core import HomeNames, Intent, Match, Option, Question, QuestionKind, Slot, SpokenName
from ova.language import compile_grammar, package_source

HOME = HomeNames(
    entities=(
        SpokenName("Kitchen Lamp", "Kitchen Lamp", "light", "Kitchen"),
        SpokenName("Disco Ball", "Disco Ball", "light"),
    ),
    areas=(("Kitchen", "Kitchen"),),
)


@pytest.fixture(scope="module")
def ova():
    return Ova(compile_grammar([package_source("home")], HOME))


@pytest.mark.parametrize(
    ("understood", "verdict"),
    [
        (Understood(), "rejected"),
        (Understood("A", {"n": "x"}, "Den"), "right"),
        (Understood("A", {"n": "Y "}, "den"), "right"),
        (Understood("A", {"n": "z"}, "Den"), "wrong_action"),
        (Understood("A", {"n": "x"}), "wrong_action"),
        (Understood("A", {"n": "x", "area": "Den"}, "Den"), "wrong_action"),
        (Understood("A", {}, "Den"), "wrong_action"),
        (Understood("B", {"n": "x"}, "Den"), "wrong_action"),
        (Understood("A", {"n": "x"}, "Den", also=(("A", {}),)), "wrong_action"),
        (Understood("A", {"n": "x"}, "Den", excluded={"area": "Kitchen"}), "wrong_action"),
    ],
)
def test_a_row_is_right_only_when_everything_agrees(row, understood, verdict):
    wanted = row("", "A", {"n": ["x", "y"]}, area="Den", uses_area=True)
    assert score(wanted, understood) == verdict


def test_numbers_agree_by_their_value(row):
    assert score(row("", "A", {"n": 50}), Understood("A", {"n": 50.0})) == "right"
    assert score(row("", "A", {"n": 50}), Understood("A", {"n": "50"})) == "right"
    assert score(row("", "A", {"n": 50}), Understood("A", {"n": 15})) == "wrong_action"


def test_several_commands_are_right_when_all_are_wanted_in_this_order(row):
    wanted = row("", "A", also=(("B", {"n": ["x", "y"]}),))
    assert score(wanted, Understood("A", also=(("B", {"n": "y"}),))) == "right"
    assert score(wanted, Understood("A")) == "wrong_action"
    assert score(wanted, Understood("B", {"n": "y"}, also=(("A", {}),))) == "wrong_action"


def test_a_negation_is_right_when_nothing_is_done(row):
    assert score(row("", None), Understood()) == "right"
    assert score(row("", None), Understood(asks=("turn on the lamp",))) == "right"
    assert score(row("", None), Understood("A")) == "wrong_action"


def test_a_row_that_needs_a_place_and_names_none_has_one_all_the_same(row):
    assert row("", "A", uses_area=True).place == ANY_PLACE
    assert row("", "A", uses_area=True, area="Den").place == "Den"
    assert row("", "A").place is None


def test_what_is_asked_back_is_not_done_and_says_what_is_asked(ova):
    lamp = Intent("HassTurnOn", "home", (Slot("name", "Kitchen Lamp"),))
    option = Option("kitchen lamp", "turn on the kitchen lamp", (lamp,))
    match = Match("x", reason="unsure", question=Question(QuestionKind.UNSURE, (option,)))
    understood = ova.understood(match)
    assert understood.intent is None
    assert understood.asks == ("turn on the kitchen lamp",)
    assert understood.reason == "unsure"
    assert understood.to_json() is None


def test_all_commands_of_a_match_and_what_they_leave_alone_are_counted(ova):
    lamp = Intent("HassTurnOn", "home", (Slot("name", "Kitchen Lamp"),), score=0.9)
    rest = Intent("HassTurnOff", "home", excluded=(Slot("area", "Kitchen"),))
    assert ova.understood(Match("x", lamp, also=(rest,))).to_json() == {
        "intent": "HassTurnOn",
        "slots": {"name": "Kitchen Lamp"},
        "also": [{"intent": "HassTurnOff", "slots": {}}],
    }
    assert ova.understood(Match("x", rest)).to_json() == {
        "intent": "HassTurnOff",
        "slots": {},
        "excluded": {"area": "Kitchen"},
    }


def test_the_peers_understand_the_same_commands_alike(ova):
    hassil = Hassil(HOME)
    for text, area in (
        ("turn on the disco ball", None),
        ("turn off the lights", "Kitchen"),
        ("open the blinds in the kitchen", None),
        ("set the kitchen lamp brightness to 50%", None),
    ):
        mine, theirs = (peer.understood(peer.recognise(text, area)) for peer in (ova, hassil))
        assert mine.intent is not None
        assert mine.to_json() == theirs.to_json()
    assert hassil.understood(hassil.recognise("dance with me", None)) == Understood()


def test_percentiles_are_of_the_nearest_rank():
    assert [percentile(range(1, 101), p) for p in (50, 95, 100)] == [50, 95, 100]
    assert percentiles([]) == {"count": 0, "p50_ms": 0.0, "p95_ms": 0.0}


def test_times_are_sorted_by_what_was_asked_of_the_matcher(row):
    times = Times()
    times.add(row("", "A", kind="stt"), score(row("", "A"), Understood("A")), 1.0)
    times.add(row("", "A", kind="stt"), score(row("", "A"), Understood("B")), 2.0)
    times.add(row("", "A", kind="typo"), score(row("", "A"), Understood("A")), 3.0)
    times.add(row("", "A", kind="typo"), score(row("", "A"), Understood()), 4.0)
    times.add(row("", None, kind="negation"), score(row("", None), Understood()), 5.0)
    times.add_miss(6.0)
    assert times.ms == {
        "exact": [1.0],
        "tolerant": [3.0],
        "miss": [5.0, 6.0],
        "rows": [1.0, 2.0, 3.0, 4.0, 5.0],
    }
