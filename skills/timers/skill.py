"""The timers' answers."""

from collections.abc import Generator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from ova.core import Conflict, InvalidInput, NotFound, ScheduleState
from ova.sdk import Asking, Ova, Reply, Schedule, TimersApi, Turn, handles
from ova.sdk.places import ring_place

from .choice import Choice, choose, told_apart
from .durations import capitalised, joined, left_words, length_label, length_words, slots_length
from .late import MOST_ON_ONE, later

MOST_TOLD = 5
"""Timers that are named when it is asked which is meant."""


class TimersSkill:
    """Sets timers on the satellite that asked; a reply comes only after the timer was stored."""

    def __init__(self, ova: Ova) -> None:
        self._ova = ova

    @property
    def _timers(self) -> TimersApi:
        return self._ova.timers

    @handles("HassStartTimer")
    def start(self, turn: Turn) -> Generator[Asking, Any, Reply]:
        """Answer "set a timer for 5 minutes"; asks for how long when that was not said."""
        length = slots_length(turn) if turn.slot("duration") is None else turn.slot("duration")
        if turn.slot("conversation_command") and length:
            return (
                yield from later(turn, self._ova, str(turn.slot("conversation_command")), length)
            )
        if length is None:
            length = yield turn.ask("for_how_long", slot="duration")
        if length < 1:
            return _refused(turn, "no_length", "invalid_input")
        place = ring_place(turn, self._ova)
        if place.nobody:
            return _refused(turn, "nobody_there", "no_satellite_there", where=place.words)
        name = _clean(turn.slot("name"))
        try:
            timer = self._timers.set(
                length,
                name=name,
                satellite_id=place.satellite_id,
                area_id=place.area_id,
                satellite_ids=place.satellite_ids,
                group_id=place.group_id,
            )
        except InvalidInput as error:
            if error.code == "too_many_timers":
                return _refused(turn, "too_many", error.code, most=MOST_ON_ONE)
            return _refused(turn, "too_long", error.code, length=length_words(turn, length))
        words = length_words(turn, timer.duration_s)
        key = "set_there" if place.words else "set_named" if timer.name else "set"
        told = _told(turn, key, length=words, name=timer.name or "", where=place.words)
        return replace(told, undo=lambda: self._timers.cancel(timer.id))

    @handles("HassCancelTimer")
    def cancel(self, turn: Turn) -> Generator[Asking, Any, Reply]:
        """Answer "cancel the timer"; one that rings is silenced."""
        wanted = self._wanted(turn)
        found = choose(turn, self._active(), wanted)
        ringing = [timer for timer in found if timer.state is ScheduleState.RINGING]
        if ringing:
            return self._silence(turn, ringing)
        if not found:
            return self._none(turn, wanted)
        timer = self._timers.cancel((yield from self._one(turn, found)).id)
        return _told(turn, "cancelled", timer=self._label(turn, timer))

    @handles("HassCancelAllTimers")
    def cancel_all(self, turn: Turn) -> Reply:
        """Answer "cancel all timers", in the house or in an area."""
        wanted = self._wanted(turn)
        ended: list[Schedule] = []
        for timer in choose(turn, self._active(), wanted, all_of_them=True):
            with suppress(NotFound, Conflict):  # it ended by itself meanwhile
                ended.append(self._timers.cancel(timer.id))
        if not ended:
            return self._none(turn, wanted)
        if len(ended) == 1:
            return _told(turn, "cancelled_all_one", timer=self._label(turn, ended[0]))
        return _told(turn, "cancelled_all_other", count=len(ended))

    @handles("HassIncreaseTimer")
    def increase(self, turn: Turn) -> Generator[Asking, Any, Reply]:
        """Answer "add 2 minutes to the timer"."""
        return (yield from self._change(turn, +1))

    @handles("HassDecreaseTimer")
    def decrease(self, turn: Turn) -> Generator[Asking, Any, Reply]:
        """Answer "take 2 minutes off the timer"."""
        return (yield from self._change(turn, -1))

    @handles("HassPauseTimer")
    def pause(self, turn: Turn) -> Generator[Asking, Any, Reply]:
        """Answer "pause the timer"."""
        wanted = self._wanted(turn)
        found = choose(turn, self._timers.pending(), wanted)
        if not found and (still := choose(turn, self._timers.paused(), wanted)):
            return _told(turn, "paused_already", **self._told_still(turn, still[0]))
        if not found:
            return self._none(turn, wanted)
        timer = self._timers.pause((yield from self._one(turn, found)).id)
        return _told(turn, "paused", **self._told_still(turn, timer))

    @handles("HassUnpauseTimer")
    def resume(self, turn: Turn) -> Generator[Asking, Any, Reply]:
        """Answer "resume the timer"."""
        wanted = self._wanted(turn)
        found = choose(turn, self._timers.paused(), wanted)
        if not found and (running := choose(turn, self._timers.pending(), wanted)):
            return Reply(self._told_of(turn, running[0]))
        if not found:
            return self._none(turn, wanted)
        timer = self._timers.resume((yield from self._one(turn, found)).id)
        return _told(turn, "resumed", **self._told_still(turn, timer))

    @handles("HassTimerStatus")
    def status(self, turn: Turn) -> Reply:
        """Answer "how much time is left"."""
        wanted = self._wanted(turn)
        found = choose(turn, self._active(), wanted, all_of_them=True)
        if not found:
            return self._none(turn, wanted)
        told = [self._told_of(turn, timer) for timer in found]
        if len(told) == 1:
            return Reply(told[0])
        return _told(turn, "several", count=len(told), timers=" ".join(told))

    @handles("TimersStopRinging")
    def stop_ringing(self, turn: Turn) -> Reply:
        """Answer "stop" while a timer rings."""
        ringing = choose(turn, self._timers.ringing(), Choice())
        stopped = self._ova.schedules.stop_ringing(turn.satellite.id if turn.satellite else None)
        if not ringing:
            return turn.reply("quiet" if stopped else "nothing_rings")
        return self._silence(turn, ringing)

    def _silence(self, turn: Turn, ringing: Sequence[Schedule]) -> Reply:
        for timer in ringing:
            self._timers.stop_ringing(timer.id)
        labels = [self._label(turn, timer) for timer in ringing]
        return _told(turn, "stopped", timer=joined(turn, labels))

    def _change(self, turn: Turn, sign: int) -> Generator[Asking, Any, Reply]:
        wanted = self._wanted(turn)
        length = slots_length(turn)
        found = choose(turn, [*self._timers.pending(), *self._timers.paused()], wanted)
        if not found:
            return self._none(turn, wanted)
        if length is None:
            length = yield turn.ask("by_how_much", slot="duration")
        if length <= 0:
            return _refused(turn, "no_change", "invalid_input")
        timer = yield from self._one(turn, found)
        label = self._label(turn, timer)
        words = length_words(turn, length)
        try:
            changed = self._timers.change(timer.id, sign * length)
        except InvalidInput as error:
            if sign < 0:
                left = left_words(turn, self._left(timer))
                return _refused(turn, "too_short", error.code, timer=label, left=left)
            return _refused(turn, "not_changed", error.code, timer=label, length=words)
        left = left_words(turn, self._left(changed))
        key = "increased" if sign > 0 else "decreased"
        return _told(turn, key, timer=label, length=words, left=left)

    def _one(self, turn: Turn, found: Sequence[Schedule]) -> Generator[Asking, Any, Schedule]:
        """Return the timer that is meant; of several it is asked for."""
        if len(found) == 1:
            return found[0]
        labels = [(self._label(turn, one), left_words(turn, self._left(one))) for one in found]
        choices = told_apart(turn, found, labels)
        if len(choices) == 1:  # one is as good as the other
            return found[0]
        told = joined(turn, list(choices)[:MOST_TOLD])
        chosen: Schedule = yield turn.choose(
            "multiple_timers_matched", choices, count=len(found), timers=told
        )
        return chosen

    def _none(self, turn: Turn, wanted: Choice) -> Reply:
        """Say that there is no such timer; no timer at all is news, not an error."""
        code = "timer_not_found"
        if wanted.name:
            return _refused(turn, "not_found_named", code, name=wanted.name)
        if wanted.length:
            return _refused(
                turn, "not_found_length", code, length=length_label(turn, wanted.length)
            )
        if wanted.area:
            return _refused(turn, "none_area", code, area=wanted.area)
        asked = turn.intent.name in ("HassTimerStatus", "HassCancelAllTimers")
        return turn.reply("none") if asked else _refused(turn, "none", code)

    def _label(self, turn: Turn, timer: Schedule) -> str:
        if timer.name:
            return turn.text("named", name=timer.name)
        return turn.text("of_length", length=length_label(turn, timer.duration_s))

    def _told_of(self, turn: Turn, timer: Schedule) -> str:
        label = self._label(turn, timer)
        if timer.state is ScheduleState.RINGING:
            return turn.text("rings", timer=label)
        if timer.state is ScheduleState.PAUSED:
            return capitalised(turn.text("paused_left", **self._told_still(turn, timer)))
        return capitalised(turn.text("left", timer=label, left=left_words(turn, self._left(timer))))

    def _left(self, timer: Schedule) -> float:
        return timer.left_at(self._ova.now().timestamp())

    def _told_still(self, turn: Turn, timer: Schedule) -> dict[str, str]:
        left = left_words(turn, self._left(timer))
        return {"timer": self._label(turn, timer), "left": left}

    def _active(self) -> list[Schedule]:
        timers = self._timers
        return [*timers.ringing(), *timers.pending(), *timers.paused()]

    def _wanted(self, turn: Turn) -> Choice:
        return Choice.of(turn, self._ova.home.areas())


def _clean(name: object) -> str | None:
    """Return a name without the blanks a wildcard takes along."""
    text = " ".join(str(name or "").split())
    return text or None


def _told(turn: Turn, key: str, **fields: object) -> Reply:
    return Reply(capitalised(turn.text(key, **fields)))


def _refused(turn: Turn, key: str, code: str, **fields: object) -> Reply:
    return Reply(capitalised(turn.text(key, **fields)), error=code)
