"""The alarms' answers."""

from collections import Counter
from collections.abc import Generator
from datetime import datetime, time, timedelta
from typing import Any

from ova.core import InvalidInput, PlanKind, ScheduleState, Wish
from ova.sdk import Asking, Ova, Reply, Schedule, Turn, handles
from ova.sdk.places import RingPlace, ring_place
from ova.sdk.times import (
    MOMENTS,
    change_words,
    joined,
    moment_of,
    never_words,
    plan_words,
    recurrence_of,
    repeats,
)

MOST_TOLD = 5
MOST_CHOICES = 100
MOST_ON_ONE = 100
"""Plans the hub takes for one satellite."""


class AlarmsSkill:
    """Sets alarms on the satellite that asked; a reply comes only after the alarm was stored."""

    def __init__(self, ova: Ova) -> None:
        self._ova = ova

    @handles("AlarmSet", "AlarmWake")
    def set(self, turn: Turn) -> Generator[Asking, Any, Reply]:
        """Answer "wake me at seven" and "set an alarm for seven every weekday".

        What was not said is asked for: when, or at what time of a day.
        """
        if turn.slot("no_date"):
            return turn.reply("no_such_day", day=never_words(turn))
        if turn.slot("no_time") is not None:
            return Reply(turn.text("no_such_time"), error="no_such_time")
        place = ring_place(turn, self._ova)
        if place.nobody:
            return Reply(turn.text("nobody_there", where=place.words), error="no_satellite_there")
        if turn.slot("time") is None and not any(turn.slot(name) for name in MOMENTS):
            days = repeats(turn) or turn.slot("date")
            yield turn.ask(*(("at_what_time", "time") if days else ("for_when", "datetime")))
        morning = turn.intent.name == "AlarmWake"
        try:
            repeat = recurrence_of(turn, today=self._ova.now().date())
        except InvalidInput as error:
            return _refused(turn, error)
        at = None if repeat else moment_of(turn, self._ova.now(), morning=morning)
        if repeat is None and at is None:
            return turn.reply("no_time")
        try:
            plan = self._ova.schedules.add(
                Wish(
                    kind=PlanKind.ALARM,
                    at=at,
                    repeat=repeat,
                    name=_clean(turn.slot("name")),
                    satellite_id=place.satellite_id,
                    satellite_ids=place.satellite_ids,
                    group_id=place.group_id,
                    area_id=place.area_id,
                    language=turn.language,
                )
            )
        except InvalidInput as error:
            return _refused(turn, error)
        twin = self._twin(turn, plan)
        if twin is not None:  # one that rings is enough
            self._ova.schedules.cancel(plan.id)
            return turn.reply("set_already", when=self._when(turn, twin))
        when = self._when(turn, plan)
        key = "set_there" if place.words else "set"
        told = turn.text(key, when=when, where=place.words)
        if self._beside(turn, plan):
            told += " " + turn.text("both_ring")
        told += change_words(turn, plan, self._ova.now())
        return Reply(told, undo=lambda: self._ova.schedules.cancel(plan.id))

    @handles("AlarmList")
    def tell(self, turn: Turn) -> Reply:
        """Answer "what alarms are set"."""
        alarms = self._waiting(turn)
        if not alarms:
            return turn.reply("none")
        if len(alarms) == 1:
            return turn.reply("one", when=self._when(turn, alarms[0]))
        told = [self._when(turn, alarm) for alarm in alarms[:MOST_TOLD]]
        return turn.reply("several", count=len(alarms), alarms=joined(turn, told))

    @handles("AlarmCancel")
    def cancel(self, turn: Turn) -> Generator[Asking, Any, Reply]:
        """Answer "cancel the alarm", "cancel the seven o'clock alarm"; one that rings is stopped.

        Of several it asks which.
        """
        place = ring_place(turn, self._ova)
        narrowed = any(turn.slot(name) for name in ("time", "date", "whose_day", *MOMENTS))
        if not narrowed and not place.words and self._rings(turn):
            return self.stop(turn)
        found = self._meant(turn, place)
        if not found and place.words:
            return turn.reply("none_there", where=place.words)
        if not found:
            return turn.reply("none_such" if narrowed else "none")
        chosen = found[0]
        if len(found) > 1:
            choices = self._choices(turn, found)
            told = joined(turn, list(choices)[:MOST_TOLD])
            if len(choices) > 1:  # else one is as good as the other
                chosen = yield turn.choose("which", choices, count=len(found), alarms=told)
        self._ova.schedules.cancel(chosen.id)
        return turn.reply("cancelled", when=self._when(turn, chosen))

    @handles("AlarmCancelAll")
    def cancel_all(self, turn: Turn) -> Reply:
        """Answer "cancel all alarms"."""
        alarms = self._ova.schedules.find(PlanKind.ALARM)
        for alarm in alarms:
            self._ova.schedules.cancel(alarm.id)
        if not alarms:
            return turn.reply("none")
        return turn.reply(
            "cancelled_all_one" if len(alarms) == 1 else "cancelled_all", count=len(alarms)
        )

    @handles("AlarmStop")
    def stop(self, turn: Turn) -> Reply:
        """Answer "stop the alarm": whatever rings here is silenced."""
        here = turn.satellite.id if turn.satellite else None
        stopped = [*self._ova.schedules.stop_ringing(here), *self._ova.timers.stop_ringing(here)]
        return turn.reply("stopped" if stopped else "nothing_rings")

    @handles("AlarmSnooze")
    def snooze(self, turn: Turn) -> Reply:
        """Answer "snooze" and "snooze for five minutes"."""
        said = turn.slot("duration")
        seconds = None if said is None else float(said)
        ringing = self._rings(turn)
        if not ringing:
            return turn.reply("nothing_rings")
        try:
            later = [self._ova.schedules.snooze(alarm.id, seconds) for alarm in ringing]
        except InvalidInput:
            return turn.reply("snooze_range")
        minutes = round((later[0].due_at - self._ova.now().timestamp()) / 60)
        return turn.reply("snoozed", minutes=minutes, when=self._when(turn, later[0]))

    def _rings(self, turn: Turn) -> list[Schedule]:
        here = turn.satellite.id if turn.satellite else None
        return [plan for plan in self._ova.schedules.ringing() if plan.rings_on(here)]

    def _waiting(self, turn: Turn) -> list[Schedule]:
        del turn  # every alarm of the home counts, whoever asks
        return [
            plan
            for plan in self._ova.schedules.find(PlanKind.ALARM)
            if plan.state is ScheduleState.PENDING
        ]

    def _twin(self, turn: Turn, plan: Schedule) -> Schedule | None:
        """Return another alarm of the same name that rings at the same times on the same satellite."""
        return next(
            (
                one
                for one in self._waiting(turn)
                if one.id != plan.id
                and (one.due_at, one.name) == (plan.due_at, plan.name)
                and one.satellite_ids == plan.satellite_ids
                and one.data.get("repeat") == plan.data.get("repeat")
            ),
            None,
        )

    def _beside(self, turn: Turn, plan: Schedule) -> bool:
        """Tell whether another alarm rings at the same moment somewhere the new one does, too."""
        return any(
            one.id != plan.id
            and one.due_at == plan.due_at
            and (not plan.satellite_ids or any(map(one.rings_on, plan.satellite_ids)))
            for one in self._waiting(turn)
        )

    def _choices(self, turn: Turn, alarms: list[Schedule]) -> dict[str, Schedule]:
        """Return alarms by what tells them apart: the time, and where needed the name or the room."""
        areas = {area.id: area.name for area in self._ova.home.areas()}
        choices: dict[str, Schedule] = {}
        times = Counter(self._when(turn, one) for one in alarms)
        for one in alarms[:MOST_CHOICES]:
            when = self._when(turn, one)
            room = (
                areas.get(one.area_id or "", "") if one.satellite_ids else turn.text("everywhere")
            )
            about = one.name or room
            several = times[when] > 1 and about
            choices.setdefault(turn.text("label", when=when, about=about) if several else when, one)
        return choices

    def _meant(self, turn: Turn, place: RingPlace) -> list[Schedule]:
        alarms = self._waiting(turn)
        if place.words:
            alarms = [one for one in alarms if _is_at(one, place)]
        alarms, said = _on_the_day(turn, alarms, self._ova.now()), turn.slot("time")
        moment = next((turn.slot(name) for name in MOMENTS if turn.slot(name) is not None), None)
        if moment is not None:
            said = datetime.fromisoformat(str(moment)).time().isoformat()
        if said is None and (place.words or _day_said(turn)):
            return alarms
        if said is None:
            here = turn.satellite.id if turn.satellite else ""
            return [one for one in alarms if here in one.satellite_ids] or alarms
        zone = self._ova.now().tzinfo
        wanted = time.fromisoformat(said)
        return [
            one
            for one in alarms
            if datetime.fromtimestamp(one.due_at, zone).time().replace(second=0)
            in (wanted, _other_half(wanted))
        ]

    def _when(self, turn: Turn, plan: Schedule) -> str:
        return plan_words(turn, plan, self._ova.now())


def _day_said(turn: Turn) -> str:
    """Return the day of the alarm that is meant: a date, "today" or "tomorrow"; empty: any."""
    moment = next((turn.slot(name) for name in MOMENTS if turn.slot(name) is not None), "")
    return str(turn.slot("date") or turn.slot("whose_day") or moment)


def _on_the_day(turn: Turn, alarms: list[Schedule], now: datetime) -> list[Schedule]:
    """Return the alarms that ring next on the day that was said; all when none was."""
    said = _day_said(turn)
    if not said:
        return alarms
    ahead = {"today": 0, "tomorrow": 1}.get(said)
    day = datetime.fromisoformat(said) if ahead is None else now + timedelta(days=ahead)
    return [
        one for one in alarms if datetime.fromtimestamp(one.due_at, now.tzinfo).date() == day.date()
    ]


def _is_at(alarm: Schedule, place: RingPlace) -> bool:
    """Tell whether an alarm rings at a place: for everywhere, one that rings nowhere else."""
    there = {*place.satellite_ids, *filter(None, (place.satellite_id,))}
    if not there and not place.nobody:
        return not alarm.satellite_ids
    in_room = place.area_id is not None and alarm.area_id == place.area_id
    return in_room or bool(there.intersection(alarm.satellite_ids))


def _other_half(at: time) -> time:
    """Return the same numbers in the other half of the day: who cancels says "seven" for both."""
    return at.replace(hour=(at.hour + 12) % 24)


def _clean(name: object) -> str | None:
    return " ".join(str(name).split()) or None if name else None


def _refused(turn: Turn, error: InvalidInput) -> Reply:
    if error.code == "invalid_repeat" and turn.slot("in_month") is not None:
        return turn.reply("no_such_day", day=never_words(turn))
    known = {"in_the_past", "too_far", "too_many_schedules", "invalid_repeat"}
    key = error.code if error.code in known else "no_time"
    return Reply(turn.text(key, most=MOST_ON_ONE), error=error.code)
