"""The answers about reminders."""

from collections.abc import Generator
from datetime import datetime
from typing import Any

from ova.core import InvalidInput, PlanKind, ScheduleState
from ova.sdk import Ova, Reply, Schedule, Turn, handles
from ova.sdk.times import DAY_BEGINS, change_words, joined, moment_of, never_words, plan_words

from .commands import PlannedCommands
from .wishes import MORNING_FROM, asked_when, refused, when_of, which, wish_of

MOST_TOLD = 5


class RemindersSkill(PlannedCommands):
    """Reminds on the satellite that asked; a reply comes only after the reminder was stored."""

    def __init__(self, ova: Ova) -> None:
        self._ova = ova

    @handles("ReminderSet")
    def set(self, turn: Turn) -> Generator[Any, Any, Reply]:
        """Answer "remind me to call mum tomorrow at five"; what was not said is asked for."""
        if turn.slot("no_date"):
            return turn.reply("no_such_day", day=never_words(turn))
        now = self._ova.now()
        text = turn.slot("reminder")
        if text is None:
            text = yield turn.ask("what", slot="reminder")
        if turn.slot("verb"):
            text = f"{text} {turn.slot('verb')}"
        try:
            said = when_of(turn, now, day_begins=DAY_BEGINS)
            when = said or (yield from asked_when(turn, now))
            plan = self._ova.schedules.add(wish_of(turn, PlanKind.REMINDER, str(text), **when))
        except InvalidInput as error:
            return refused(turn, error)
        told = turn.text("set", when=plan_words(turn, plan, now), text=plan.data["text"])
        told += change_words(turn, plan, now)
        return Reply(told, undo=lambda: self._ova.schedules.cancel(plan.id))

    @handles("ReminderList")
    def tell(self, turn: Turn) -> Reply:
        """Answer "what are my reminders"."""
        reminders = self._reminders()
        if not reminders:
            return turn.reply("none")
        told = [self._label(turn, one) for one in reminders[:MOST_TOLD]]
        if len(reminders) == 1:
            return turn.reply("one", reminder=told[0])
        return turn.reply("several", count=len(reminders), reminders=joined(turn, told))

    @handles("ReminderCancel")
    def cancel(self, turn: Turn) -> Generator[Any, Any, Reply]:
        """Answer "cancel the reminder to call mum"; one that rings is stopped."""
        found = self._meant(turn)
        if not found:
            return turn.reply("none_such" if turn.slot("reminder") else "none")
        chosen = found[0] if len(found) == 1 else (yield self._which(turn, found))
        self._ova.schedules.cancel(chosen.id)
        return turn.reply("cancelled", text=chosen.data["text"])

    @handles("ReminderCancelAll")
    def cancel_all(self, turn: Turn) -> Generator[Any, Any, Reply]:
        """Answer "cancel all reminders"."""
        found = self._reminders()
        if not found:
            return turn.reply("none")
        if len(found) > 1 and not (yield turn.confirm("really_all", count=len(found))):
            return turn.reply("left")
        for one in found:
            self._ova.schedules.cancel(one.id)
        return turn.reply("cancelled_all", count=len(found))

    @handles("ReminderMove")
    def move(self, turn: Turn) -> Generator[Any, Any, Reply]:
        """Answer "move the reminder to call mum to six"."""
        found = self._meant(turn)
        if not found:
            return turn.reply("none_such" if turn.slot("reminder") else "none")
        now = self._ova.now()
        chosen = found[0] if len(found) == 1 else (yield self._which(turn, found))
        at = moment_of(turn, now, morning_from=MORNING_FROM)
        if at is None:
            said = yield turn.ask("when_then", slot="datetime")
            at = datetime.fromisoformat(str(said))
        if chosen.state is ScheduleState.RINGING:
            self._ova.schedules.stop(chosen.id)
            chosen = self._ova.schedules.add(
                wish_of(turn, PlanKind.REMINDER, chosen.data["text"], at=at)
            )
        else:
            try:
                chosen = self._ova.schedules.edit(chosen.id, {"at": at})
            except InvalidInput as error:
                return refused(turn, error)
        told = turn.text("moved", when=plan_words(turn, chosen, now), text=chosen.data["text"])
        return Reply(told + change_words(turn, chosen, now))

    @handles("ReminderLater")
    def later(self, turn: Turn) -> Reply:
        """Answer "remind me again in ten minutes" while a reminder rings."""
        ringing = [one for one in self._reminders() if one.state is ScheduleState.RINGING]
        if not ringing:
            return turn.reply("nothing_rings")
        seconds = float(turn.slot("duration") or 600.0)
        try:
            later = [self._ova.schedules.snooze(one.id, seconds) for one in ringing]
        except InvalidInput:
            return turn.reply("later_range")
        return turn.reply("again", when=plan_words(turn, later[0], self._ova.now()))

    def _reminders(self) -> list[Schedule]:
        return self._ova.schedules.find(PlanKind.REMINDER)

    def _meant(self, turn: Turn) -> list[Schedule]:
        """Return the reminders a command means: by words of their text, else those that ring, else all."""
        found = self._reminders()
        said = str(turn.slot("reminder") or "").casefold().split()
        if said:
            exact = [one for one in found if one.data["text"].casefold().split() == said]
            return exact or [
                one for one in found if set(said) <= set(one.data["text"].casefold().split())
            ]
        return [one for one in found if one.state is ScheduleState.RINGING] or found

    def _which(self, turn: Turn, found: list[Schedule]) -> Any:
        return which(turn, found, [one.data["text"] for one in found], self._ova.now())

    def _label(self, turn: Turn, one: Schedule) -> str:
        if one.state is ScheduleState.RINGING:
            return turn.text("label_ringing", text=one.data["text"])
        when = plan_words(turn, one, self._ova.now())
        return turn.text("label", text=one.data["text"], when=when)
