"""Which of several satellites answers: judged by what was measured and when, without a clock."""

import itertools
from typing import Any

import pytest

from ova.core import Satellite, SatellitePreferences
from ova.satellites.arbitration import (
    Arbiter,
    Contender,
    Decision,
    Hearing,
    Why,
    best_heard,
    hearing_of,
    in_earshot,
    listens,
)

ALL = frozenset({"kitchen", "hall", "bath"})
MORE = ALL | {"attic"}
GOOD, FAIR, POOR = (
    Hearing(snr, level, 0.9) for snr, level in ((30.0, -20.0), (18.0, -32.0), (8.0, -44.0))
)


def heard(name: str, at: float, how: Hearing = FAIR, **more: Any) -> Contender:
    told = {"phrase": "Okay Nabu", "rivals": ALL - {name}, **more}
    return Contender(f"run-{name}", name, at, how, **told)


def outcome(decisions: list[Decision]) -> dict[str, bool]:
    return {one.run_id.removeprefix("run-"): one.won for one in decisions if not one.news}


def test_the_one_that_heard_best_answers_however_late_it_told_in_the_window():
    for order in itertools.permutations((("kitchen", POOR), ("hall", FAIR), ("bath", GOOD))):
        arbiter, decided = Arbiter(), []
        for number, (name, how) in enumerate(order):
            decided += arbiter.enter(heard(name, 5.0 + number * 0.05, how))

        assert outcome(decided) == {"kitchen": False, "hall": False, "bath": True}
        assert {one.why for one in decided} == {Why.SNR}
        assert len(decided[0].heard_by) == 3


def test_one_whose_rivals_are_silent_answers_within_the_window_and_one_alone_at_once():
    arbiter = Arbiter()

    assert arbiter.enter(heard("kitchen", 5.0)) == []
    assert arbiter.next_due() == pytest.approx(5.15)
    assert arbiter.due(5.14) == []
    assert outcome(arbiter.due(5.15)) == {"kitchen": True}
    assert arbiter.next_due() is None

    (alone,) = arbiter.enter(heard("hall", 60.0, rivals=frozenset()))
    assert (alone.won, alone.why) == (True, Why.ALONE)


def test_of_equals_the_louder_then_the_surer_then_the_first_one_answers():
    near = Hearing(20.0, -20.0, 0.9)

    assert best_heard([Hearing(21.0, -26.0, 0.9), near]) == (1, Why.LEVEL)
    assert best_heard([Hearing(20.0, -20.5, 0.7), near]) == (1, Why.SCORE)
    assert best_heard([near, near]) == (0, Why.FIRST)
    with pytest.raises(ValueError, match="Nobody"):
        best_heard([])


def test_one_that_cannot_tell_loses_to_a_good_one_and_beats_a_poor_one():
    unknown = Hearing()

    assert best_heard([unknown, GOOD])[0] == 1
    assert best_heard([POOR, unknown])[0] == 1


def test_nonsense_is_taken_as_not_told():
    told = {"snr_db": float("nan"), "level_dbfs": 10**400, "score": "high"}

    assert hearing_of(told) == Hearing()
    assert hearing_of({"snr_db": 1e9, "level_dbfs": 12, "score": True}) == Hearing(40.0, 0.0, None)


def test_a_late_report_of_the_same_words_is_quieted_while_the_first_one_listens():
    arbiter = Arbiter()
    arbiter.enter(heard("kitchen", 5.0, FAIR))
    arbiter.due(5.2)

    late = arbiter.enter(heard("bath", 6.9, POOR, phrase="ok_nabu_v0.1"))

    assert outcome(late) == {"bath": False}
    assert [one.run_id for one in late if one.news] == ["run-kitchen"]
    assert late[0].winner.satellite_id == "kitchen"
    assert arbiter.enter(heard("hall", 6.9, POOR, phrase="Alexa")) == [], "somebody else"


def test_somebody_else_in_another_room_is_heard():
    def after_the_kitchen(one: Contender, *, over: bool = False) -> bool:
        arbiter = Arbiter()
        arbiter.enter(heard("kitchen", 5.0, FAIR))
        arbiter.due(5.15)
        if over:
            arbiter.over(lambda _run_id: False)
        decided = arbiter.enter(one) + arbiter.due(one.arrived + 0.2)
        return outcome(decided)[one.satellite_id]

    assert after_the_kitchen(heard("hall", 7.1)), "long after"
    assert after_the_kitchen(heard("hall", 6.0), over=True), "when the first command is over"
    assert after_the_kitchen(heard("hall", 6.0, GOOD)), "much better, and much later"
    assert not after_the_kitchen(heard("hall", 5.4, GOOD)), "a moment later it is the same person"
    assert after_the_kitchen(heard("hall", 5.4, rivals=frozenset())) is False, "one rules both ways"


def test_where_clocks_are_known_the_network_changes_nothing():
    arbiter = Arbiter()
    arbiter.enter(heard("kitchen", 5.0, FAIR, spoken=4.9))
    arbiter.due(5.2)

    assert outcome(arbiter.enter(heard("hall", 9.0, GOOD, spoken=4.8))) == {"hall": False}
    arbiter.enter(heard("bath", 5.9, GOOD, spoken=5.85))
    assert outcome(arbiter.due(6.1)) == {"bath": True}, "a second person, a second later"


def test_two_people_within_the_window_are_told_apart_by_their_clocks():
    arbiter = Arbiter()
    arbiter.enter(heard("kitchen", 5.0, FAIR, spoken=4.0))
    arbiter.enter(heard("hall", 5.1, GOOD, spoken=5.05))

    assert outcome(arbiter.due(5.3)) == {"kitchen": True, "hall": True}


def test_when_the_best_one_dies_in_the_window_the_next_one_answers():
    arbiter = Arbiter()
    arbiter.enter(heard("kitchen", 5.0, FAIR))
    arbiter.enter(heard("hall", 5.05, POOR))
    arbiter.enter(heard("bath", 5.06, GOOD, rivals=MORE))

    assert outcome(arbiter.withdraw("run-bath")) == {}
    assert outcome(arbiter.due(5.2)) == {"kitchen": True, "hall": False}


def test_who_does_not_hear_the_winner_answers_beside_it():
    arbiter = Arbiter()
    arbiter.enter(heard("kitchen", 5.0, GOOD, rivals=frozenset({"hall"})))
    arbiter.enter(heard("hall", 5.02, POOR, rivals=MORE))
    arbiter.enter(heard("bath", 5.04, FAIR, rivals=frozenset({"hall"})))

    assert outcome(arbiter.due(5.2)) == {"kitchen": True, "hall": False, "bath": True}


def test_who_can_hear_whom_follows_the_home_the_floor_and_the_room():
    floors = {"kitchen": "ground", "hall": "ground", "attic": "top", "shed": None}

    def near(one: str, other: str, usual: str, own: str = "") -> bool:
        first = Satellite("1", "1", area_id=one or None)
        second = Satellite(
            "2", "2", area_id=other or None, preferences=SatellitePreferences(earshot=own)
        )
        both = in_earshot(first, second, usual, floors.get)
        assert both == in_earshot(second, first, usual, floors.get)
        return both

    assert near("kitchen", "attic", "home")
    assert not near("kitchen", "attic", "floor")
    assert near("kitchen", "hall", "floor")
    assert near("kitchen", "shed", "floor"), "on no floor: nobody knows"
    assert not near("kitchen", "hall", "area")
    assert near("kitchen", "", "area")
    assert not near("kitchen", "kitchen", "home", own="none")
    assert not near("kitchen", "hall", "home", own="area")
    assert not near("kitchen", "attic", "floor", own="home"), "the narrower one counts"


def test_only_those_that_wait_for_a_wake_word_are_waited_for():
    def waits(kind: str, **info: object) -> bool:
        return listens(Satellite("1", "1", kind, connected=True, info=info))

    assert waits("ova", wake_words=["okay_nabu"])
    assert waits("wyoming")
    assert waits("ova", chosen_wake_words=[{"id": "okay_nabu"}])
    assert listens(Satellite("1", "1", "browser", connected=True), on_the_hub=True)
    assert not waits("ova", wake_words=[])
    assert not waits("browser")
    assert not listens(Satellite("1", "1", "wyoming"))


def tells_early(name: str, at: float, how: Hearing = FAIR) -> Contender:
    return heard(name, at, how, early=ALL - {name})


def test_who_did_not_tell_early_is_not_waited_for():
    arbiter = Arbiter()
    arbiter.near("kitchen", 5.0, FAIR)

    assert arbiter.enter(tells_early("kitchen", 5.1)) == []
    assert arbiter.next_due() == pytest.approx(5.12)
    assert outcome(arbiter.due(5.12)) == {"kitchen": True}

    arbiter.near("bath", 60.0, FAIR)
    assert outcome(arbiter.enter(tells_early("bath", 60.2))) == {"bath": True}


def test_who_told_early_that_it_hears_worse_is_not_waited_for_and_keeps_quiet():
    arbiter = Arbiter()
    arbiter.near("kitchen", 5.0, GOOD)
    arbiter.near("hall", 5.1, POOR)

    (chosen,) = arbiter.enter(tells_early("kitchen", 5.15, GOOD))
    assert (chosen.won, chosen.why) == (True, Why.SNR)
    assert outcome(arbiter.enter(tells_early("hall", 5.25, POOR))) == {"hall": False}


def test_who_told_early_that_it_hears_as_well_or_cannot_tell_early_is_waited_for():
    for near, early in ((GOOD, ALL), (None, frozenset[str]())):
        arbiter = Arbiter()
        arbiter.near("kitchen", 5.0, FAIR)
        if near is not None:
            arbiter.near("hall", 5.1, near)
        assert arbiter.enter(heard("kitchen", 5.15, FAIR, early=early)) == []
        assert arbiter.next_due() == pytest.approx(5.3)
        decided = arbiter.enter(heard("hall", 5.2, GOOD, early=early)) + arbiter.due(5.31)
        assert outcome(decided) == {"kitchen": False, "hall": True}


def test_what_was_told_early_long_ago_is_of_other_words():
    arbiter = Arbiter()
    arbiter.near("kitchen", 3.0, FAIR)

    assert arbiter.enter(tells_early("kitchen", 5.0)) == []
    assert arbiter.next_due() == pytest.approx(5.15)
