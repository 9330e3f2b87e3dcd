"""Judges whose run goes on when several satellites report one wake word."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from ova.satellites.arbitration.hearing import CLOSE_SNR_DB, UNMEASURED, Hearing, Why, best_heard

WINDOW_S = 0.15
"""How long is waited for others after the first report: the listening sound is to come by 200 ms."""
NEAR_S = 0.12
"""How long after the first one told early, that the words are perhaps being said, others may do so."""
SAME_S = 0.6
"""Two satellites whose clocks are known heard one person when no more lies between the two."""
LATE_S = 2.0
"""Where a clock is not known, a report of the same words may be so late."""
ANOTHER_S = 0.7
"""From then on a satellite that hears much better than the one that answers hears somebody else."""
MUCH_BETTER_DB = 2 * CLOSE_SNR_DB
KEPT_S = 10.0
"""How long is known what was decided."""


@dataclass(frozen=True, slots=True)
class Contender:
    """A satellite that heard a wake word."""

    run_id: str
    satellite_id: str
    arrived: float
    """When the hub was told, in seconds of the arbiter's clock."""
    heard: Hearing = UNMEASURED
    phrase: str = ""
    spoken: float | None = None
    """When the words ended, in seconds of the same clock; None where the device's is not known."""
    rivals: frozenset[str] = frozenset()
    """Satellites that may have heard the same person and are there."""
    early: frozenset[str] = frozenset()
    """Of these, who tells early: who has not told so has not heard it."""

    def to_json(self) -> dict[str, object]:
        """Return the wire form."""
        return {
            "satellite_id": self.satellite_id,
            "run_id": self.run_id,
            **self.heard.to_json(),
        }


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of one run."""

    run_id: str
    won: bool
    winner: Contender
    why: Why
    heard_by: tuple[Contender, ...]
    """All who heard it, in the order they told."""
    news: bool = False
    """The run goes on already: another one has told late that it heard it too."""


@dataclass(slots=True)
class _Round:
    opened: float
    waiting: list[Contender]
    heard_by: list[Contender] = field(default_factory=list)
    winners: list[tuple[Contender, Why]] = field(default_factory=list)
    listening: set[str] = field(default_factory=set)
    """Runs of the winners that are still being listened to."""


class Arbiter:
    """Gathers reports of one saying of the wake word. Not thread-safe; time is an argument."""

    def __init__(self) -> None:
        self._rounds: list[_Round] = []
        self._near: dict[str, tuple[float, Hearing]] = {}
        """When satellites told early, by id, and how well they heard it then."""

    def near(self, satellite_id: str, arrived: float, heard: Hearing) -> None:
        """Take that a wake word is perhaps being said at a satellite."""
        self._near = {one: told for one, told in self._near.items() if arrived - told[0] < KEPT_S}
        before = self._near.get(satellite_id)
        again = before is not None and arrived - before[0] <= SAME_S
        self._near[satellite_id] = before[0] if before is not None and again else arrived, heard

    def enter(self, one: Contender) -> list[Decision]:
        """Take a report; return what is decided by it at once: nothing while others may follow."""
        now = one.arrived
        self._rounds = [kept for kept in self._rounds if kept.waiting or now - kept.opened < KEPT_S]
        for known in reversed(self._rounds):
            if known.winners and (late := self._late(known, one)) is not None:
                return late
            if known.waiting and _same(known.waiting, one):
                known.waiting.append(one)
                return self._decide(known) if self._due_at(known) <= now else []
        opened = _Round(now, [one])
        self._rounds.append(opened)
        return self._decide(opened) if self._due_at(opened) <= now else []

    def due(self, now: float) -> list[Decision]:
        """Return what is decided because nobody is waited for any longer."""
        over = [one for one in self._rounds if one.waiting and now >= self._due_at(one)]
        return [decision for known in over for decision in self._decide(known)]

    def next_due(self) -> float | None:
        """Return when something is to be decided next."""
        return min((self._due_at(one) for one in self._rounds if one.waiting), default=None)

    def withdraw(self, run_id: str) -> list[Decision]:
        """Take that a run was given up before it was decided; who is left may be it now."""
        for known in self._rounds:
            known.listening.discard(run_id)
            left = [one for one in known.waiting if one.run_id != run_id]
            if len(left) < len(known.waiting):
                known.waiting = left
                if left and _complete(left):
                    return self._decide(known)
        self._rounds = [one for one in self._rounds if one.waiting or one.winners]
        return []

    def over(self, is_listening: Callable[[str], bool]) -> None:
        """Ask which of the runs that go on are still listened to."""
        for known in self._rounds:
            known.listening = {one for one in known.listening if is_listening(one)}

    def measured(self, measure: Callable[[Contender], Hearing]) -> None:
        """Ask how well those heard who are not decided on yet."""
        for known in self._rounds:
            known.waiting = [replace(one, heard=measure(one)) for one in known.waiting]

    def _due_at(self, known: _Round) -> float:
        """Return when a round is decided: earlier when nobody can follow who would be the one."""
        if _complete(known.waiting):
            return known.opened
        told_early = [
            told[0]
            for one in known.waiting
            if (told := self._near_of(one.satellite_id, known)) is not None
        ]
        if not told_early or any(self._may_follow(one, known) for one in known.waiting):
            return known.opened + WINDOW_S
        return min(known.opened + WINDOW_S, min(told_early) + NEAR_S)

    def _may_follow(self, one: Contender, known: _Round) -> bool:
        """Tell whether a rival of one has yet to tell, and may have heard it as well or better."""
        told = {other.satellite_id for other in known.waiting}
        for rival in one.rivals - told:
            near = self._near_of(rival, known)
            if rival not in one.early or (near is not None and not _worse(near[1], known.waiting)):
                return True
        return False

    def _why(self, winner: Contender, known: _Round) -> Why:
        """Return why one answers that alone has told so far: rivals may have told early."""
        near = [self._near_of(rival, known) for rival in sorted(winner.rivals)]
        index, why = best_heard([winner.heard, *(told[1] for told in near if told is not None)])
        return why if index == 0 else Why.ALONE

    def _near_of(self, satellite_id: str, known: _Round) -> tuple[float, Hearing] | None:
        """Return what a satellite told early of these words."""
        told = self._near.get(satellite_id)
        return told if told is not None and abs(told[0] - known.opened) <= SAME_S else None

    def _decide(self, known: _Round) -> list[Decision]:
        decisions = []
        left = sorted(known.waiting, key=_when)
        known.heard_by += left
        known.waiting = []
        everybody = tuple(known.heard_by)
        while left:
            index, why = best_heard([one.heard for one in left])
            winner = left.pop(index)
            losers = [one for one in left if _rivals(winner, one)]
            left = [one for one in left if one not in losers]
            why = why if losers else self._why(winner, known)
            known.winners.append((winner, why))
            known.listening.add(winner.run_id)
            heard_by = tuple(one for one in everybody if one is winner or one in losers)
            decisions += [
                Decision(one.run_id, one is winner, winner, why, heard_by)
                for one in (winner, *losers)
            ]
        return decisions

    def _late(self, known: _Round, one: Contender) -> list[Decision] | None:
        """Return what becomes of one who tells late, when another one answers already."""
        for winner, why in known.winners:
            if _rivals(winner, one) and _late_copy(
                winner, one, listening=winner.run_id in known.listening
            ):
                known.heard_by.append(one)
                heard_by = tuple(
                    other
                    for other in known.heard_by
                    if other.run_id == winner.run_id or _rivals(winner, other)
                )
                told = Why.FIRST if why is Why.ALONE else why
                return [
                    Decision(one.run_id, False, winner, told, heard_by),
                    Decision(winner.run_id, True, winner, told, heard_by, news=True),
                ]
        return None


def _when(one: Contender) -> tuple[float, str]:
    """Order reports so that the way they took through the network does not count where it is known."""
    return (one.arrived if one.spoken is None else one.spoken, one.satellite_id)


def _rivals(one: Contender, other: Contender) -> bool:
    if one.satellite_id == other.satellite_id:
        return False
    return other.satellite_id in one.rivals or one.satellite_id in other.rivals


def _complete(waiting: list[Contender]) -> bool:
    """Tell whether everybody who may have heard it has told."""
    told = {one.satellite_id for one in waiting}
    return all(one.rivals <= told for one in waiting)


def _worse(heard: Hearing, told: list[Contender]) -> bool:
    """Tell whether somebody who has told heard it better for sure."""
    index, why = best_heard([heard, *(one.heard for one in told)])
    return index > 0 and why in (Why.SNR, Why.LEVEL)


def _same(waiting: list[Contender], one: Contender) -> bool:
    """Tell whether a report is of the words that others are being waited for."""
    if any(known.satellite_id == one.satellite_id for known in waiting):
        return False
    return any(_rivals(known, one) and (_apart(known, one) or 0.0) <= SAME_S for known in waiting)


def _late_copy(winner: Contender, one: Contender, *, listening: bool) -> bool:
    """Tell whether a report is of the words that somebody answers already."""
    apart = _apart(winner, one)
    if apart is not None:
        return apart <= SAME_S
    late_s = one.arrived - winner.arrived
    if not listening or late_s > LATE_S or not _same_words(winner.phrase, one.phrase):
        return False
    better_db = (one.heard.snr_db or 0.0) - (winner.heard.snr_db or 0.0)
    return late_s <= ANOTHER_S or better_db < MUCH_BETTER_DB


def _apart(one: Contender, other: Contender) -> float | None:
    """Return the seconds between two sayings; None where a clock is not known."""
    if one.spoken is None or other.spoken is None:
        return None
    return abs(one.spoken - other.spoken)


def _same_words(one: str, other: str) -> bool:
    """Tell whether two phrases are one, however they are written; not known is no difference."""
    bare = [
        re.sub(r"_?v\d[\d.]*|[\W_]", "", re.sub(r"^ok(?=[\W_])", "okay", phrase.casefold()))
        for phrase in (one, other)
    ]
    return not all(bare) or bare[0] == bare[1]
