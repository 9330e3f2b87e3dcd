"""Holds the runs that wake words open until it is decided which satellite answers."""

import logging
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from ova.core import InvalidInput, OvaError, RunEventType, Satellite
from ova.pipeline import HeldRun
from ova.satellites.arbitration.arbiter import Arbiter, Contender, Decision
from ova.satellites.arbitration.hearing import Hearing, hearing_of, impression

log = logging.getLogger(__name__)

PHRASE_FACTS = ("phrase", "name")


ELSEWHERE = "wake-elsewhere"
"""Why the run of a satellite ends that another one heard better than."""


class Auditions:
    """Decides within 200 ms. Safe from any thread."""

    def __init__(
        self,
        satellite: Callable[[str], Satellite],
        rivals: Callable[[Satellite], frozenset[str]],
        note: Callable[[str, str], None],
        early: Callable[[frozenset[str]], frozenset[str]] = lambda _ids: frozenset(),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``satellite`` raises NotFound; ``rivals`` gives the ids of those that may hear the same person now.

        ``note(satellite_id, text)`` writes into a satellite's log; ``early`` gives those of some
        that tell ``near``.
        """
        self._satellite = satellite
        self._rivals = rivals
        self._note = note
        self._early = early
        self.clock = clock
        """Monotonic seconds."""
        self._lock = threading.Lock()
        self._arbiter = Arbiter()
        self._held: dict[str, tuple[HeldRun, Contender]] = {}
        self._alarm: threading.Timer | None = None
        self._alarm_at = 0.0
        self._closed = False

    def near(self, satellite_id: str, heard: Hearing) -> None:
        """Take that a wake word is perhaps being said at a satellite: its report may follow."""
        with self._lock:
            self._arbiter.near(satellite_id, self.clock(), heard)

    def enter(
        self,
        held: HeldRun,
        satellite: Satellite,
        wake_word: Mapping[str, Any],
        spoken: float | None,
    ) -> bool:
        """Take a run that a wake word opened; tell whether it goes on at once.

        Otherwise ``wake-chosen`` or ``wake-elsewhere`` follows. ``spoken`` is when the wake word
        ended by ``clock``, where that is known. Raises OvaError when nothing can hear.
        """
        phrase = next((str(wake_word[fact]) for fact in PHRASE_FACTS if wake_word.get(fact)), "")
        rivals = self._rivals(satellite)
        with self._lock:
            one = Contender(
                held.run_id,
                satellite.id,
                self.clock(),
                hearing_of(wake_word),
                phrase,
                spoken,
                rivals,
                self._early(rivals),
            )
            self._forget_finished()
            self._held[one.run_id] = held, one
            self._arbiter.over(self._is_listening)
            self._arbiter.measured(self._measure)
            decisions = self._arbiter.enter(one)
            self._set_alarm()
        own = [decision for decision in decisions if decision.run_id == one.run_id]
        alone = any(decision.won for decision in own) and not rivals
        if alone:
            held.release()  # and its caller is told what went wrong with it
        else:
            self._carry_out(decisions)
        return alone

    def withdraw(self, run_id: str) -> None:
        """Take that a run was cancelled, or that its satellite has left."""
        with self._lock:
            if self._held.pop(run_id, None) is None:
                return
            self._arbiter.measured(self._measure)
            decisions = self._arbiter.withdraw(run_id)
            self._set_alarm()
        self._carry_out(decisions)

    def close(self) -> None:
        """Decide nothing more. May be called twice."""
        with self._lock:
            self._closed = True
            alarm, self._alarm = self._alarm, None
        if alarm is not None:
            alarm.cancel()
            alarm.join()

    def decide(self) -> None:
        """Decide what is due by the clock."""
        with self._lock:
            self._arbiter.measured(self._measure)
            decisions = self._arbiter.due(self.clock())
            self._set_alarm()
        self._carry_out(decisions)

    def _ring(self) -> None:
        with self._lock:
            self._alarm = None
        self.decide()

    def _set_alarm(self) -> None:
        due = self._arbiter.next_due()
        if due is None or self._closed:
            return
        if self._alarm is not None:
            if due >= self._alarm_at:
                return
            self._alarm.cancel()
        self._alarm_at = due
        self._alarm = threading.Timer(max(0.0, due - self.clock()), self._ring)
        self._alarm.name = "ova-arbiter"
        self._alarm.daemon = True
        self._alarm.start()

    def _measure(self, one: Contender) -> Hearing:
        known = self._held.get(one.run_id)
        if known is None:
            return one.heard
        try:
            return impression(one.heard, known[0].heard)
        except InvalidInput:
            return one.heard

    def _is_listening(self, run_id: str) -> bool:
        known = self._held.get(run_id)
        return known is not None and known[0].listening

    def _forget_finished(self) -> None:
        for run_id in [one for one, (held, _) in self._held.items() if not held.listening]:
            del self._held[run_id]

    def _carry_out(self, decisions: list[Decision]) -> None:
        for decision in decisions:
            with self._lock:
                known = self._held.get(decision.run_id)
            if known is None:
                continue
            try:
                if decision.won:
                    self._let_go_on(known[0], decision)
                else:
                    self._pass_over(known[0], decision)
            except OvaError as error:  # its run has ended, and told why
                log.warning("The satellite that heard best cannot be listened to: %s", error)

    def _let_go_on(self, held: HeldRun, decision: Decision) -> None:
        winner = decision.winner
        others = [self._told(one, winner) for one in decision.heard_by if one != winner]
        held.tell(
            RunEventType.WAKE_CHOSEN,
            why=decision.why.value,
            waited_ms=round((self.clock() - winner.arrived) * 1000),
            **winner.heard.to_json(),
            others=others,
        )
        held.release()

    def _pass_over(self, held: HeldRun, decision: Decision) -> None:
        winner = decision.winner
        own = next(one for one in decision.heard_by if one.run_id == decision.run_id)
        told = self._told(winner, own)
        held.tell(
            RunEventType.WAKE_ELSEWHERE,
            why=decision.why.value,
            **own.heard.to_json(),
            winner=told,
        )
        held.pass_over(ELSEWHERE, f"{told['name']} heard the wake word better and answers.")
        self._note(
            own.satellite_id,
            f"Heard the wake word ({_words(own.heard)}) and left it to {told['name']}"
            f" ({_words(winner.heard)}).",
        )

    def _told(self, one: Contender, beside: Contender) -> dict[str, Any]:
        """Return one that heard it in wire form, as it is told to another."""
        try:
            known = self._satellite(one.satellite_id)
            name, area_id = known.name, known.area_id
        except OvaError:  # it was forgotten meanwhile
            name, area_id = one.satellite_id, None
        return {
            **one.to_json(),
            "name": name,
            "area_id": area_id,
            "after_ms": round((one.arrived - beside.arrived) * 1000),
        }


def _words(heard: Hearing) -> str:
    said = [
        f"{name} {value:g}{unit}"
        for name, value, unit in (
            ("SNR", heard.snr_db, " dB"),
            ("level", heard.level_dbfs, " dBFS"),
            ("score", heard.score, ""),
        )
        if value is not None
    ]
    return ", ".join(said) or "not measured"
