"""The answers about commands for later and for days of the week."""

from collections.abc import Generator
from datetime import datetime, time
from typing import Any

from ova.core import InvalidInput, PlanKind, ScheduleState
from ova.sdk import Ova, Reply, Schedule, Turn, handles
from ova.sdk.times import change_words, joined, never_words, plan_words

from .wishes import asked_when, refused, when_of, which, wish_of

MOST_TOLD = 5
COMMAND = "conversation_command"
"""The slot of a command within a command: the hub has seen that it is understood."""


class PlannedCommands:
    """Plans commands that are understood now, and carries none out that would be asked about."""

    _ova: Ova

    @handles("PlanCommand")
    def plan(self, turn: Turn) -> Generator[Any, Any, Reply]:
        """Answer "turn off the heater in an hour" and "every weekday at seven open the blinds"."""
        if turn.slot("no_date"):
            return turn.reply("no_such_day", day=never_words(turn))
        now, command = self._ova.now(), str(turn.slot(COMMAND))
        try:
            said = None if _day_alone(turn) else when_of(turn, now)
            when = said or (yield from asked_when(turn, now))
        except InvalidInput as error:
            return refused(turn, error)
        area = turn.area.id if turn.area else None
        asked = self._ova.understand(command, area).get("question") or {}
        if asked.get("kind") == "confirm":
            if not (yield turn.confirm("really_plan", command=command)):
                return turn.reply("left")
            command = turn.text("with_yes", command=command)
        try:
            plan = self._ova.schedules.add(wish_of(turn, PlanKind.COMMAND, command, **when))
        except InvalidInput as error:
            return refused(turn, error)
        told = turn.text("planned", when=plan_words(turn, plan, now), command=command)
        told += change_words(turn, plan, now)
        return Reply(told, undo=lambda: self._ova.schedules.cancel(plan.id))

    @handles("PlannedList")
    def tell_planned(self, turn: Turn) -> Reply:
        """Answer "what have you planned"."""
        plans = [*self._commands(), *self._ova.schedules.find(PlanKind.ROUTINE)]
        if not plans:
            return turn.reply("nothing_planned")
        now = self._ova.now()
        told = [
            turn.text("label", text=_what(one), when=plan_words(turn, one, now))
            for one in sorted(plans, key=lambda one: one.due_at)
        ]
        if len(told) == 1:
            return turn.reply("one_planned", command=told[0])
        return turn.reply(
            "several_planned", count=len(told), commands=joined(turn, told[:MOST_TOLD])
        )

    @handles("PlannedCancel")
    def cancel_planned(self, turn: Turn) -> Generator[Any, Any, Reply]:
        """Answer "cancel the planned command"; one of several is asked for."""
        found = self._planned(turn)
        if not found:
            return turn.reply("none_such_planned" if self._commands() else "nothing_planned")
        now = self._ova.now()
        one = found[0] if len(found) == 1 else (yield which(turn, found, _texts(found), now))
        self._ova.schedules.cancel(one.id)
        return turn.reply("cancelled_planned", command=_what(one))

    @handles("PlannedCancelAll")
    def cancel_all_planned(self, turn: Turn) -> Generator[Any, Any, Reply]:
        """Answer "cancel all planned commands"."""
        found = self._commands()
        if not found:
            return turn.reply("nothing_planned")
        if len(found) > 1 and not (yield turn.confirm("really_all_planned", count=len(found))):
            return turn.reply("left")
        for one in found:
            self._ova.schedules.cancel(one.id)
        return turn.reply("cancelled_all_planned", count=len(found))

    def _commands(self) -> list[Schedule]:
        return self._ova.schedules.find(PlanKind.COMMAND)

    def _planned(self, turn: Turn) -> list[Schedule]:
        """Return the commands that are meant: by their words, by their time, else those that wait."""
        found = self._commands()
        said, at = turn.slot(COMMAND), turn.slot("time")
        if said is not None:
            words = str(said).casefold().split()
            return [one for one in found if one.data["text"].casefold().split() == words]
        if at is not None:
            zone, wanted = self._ova.now().tzinfo, time.fromisoformat(str(at))
            halves = (wanted, wanted.replace(hour=(wanted.hour + 12) % 24))
            return [
                one
                for one in found
                if datetime.fromtimestamp(one.due_at, zone).time().replace(second=0) in halves
            ]
        waiting = [one for one in found if one.state is not ScheduleState.RINGING]
        return waiting or found


def _day_alone(turn: Turn) -> bool:
    """Tell whether a day was said and no time: a command needs one, and it is asked for."""
    return turn.slot("date") is not None and turn.slot("time") is None


def _what(plan: Schedule) -> str:
    return str(plan.data.get("text") or plan.name or "")


def _texts(plans: list[Schedule]) -> list[str]:
    return [_what(one) for one in plans]
