"""The clock's answers."""

from datetime import date, datetime, timedelta

from ova.sdk import Ova, Reply, Turn, handles

from .feasts import next_feast
from .zones import place_name, zone_of


class ClockSkill:
    """Answers from the hub's clock, in the home's time zone."""

    def __init__(self, ova: Ova, *, twelve_hours: bool = True) -> None:
        self._ova = ova
        self._twelve_hours = twelve_hours

    @handles("HassGetCurrentTime")
    def tell_time(self, turn: Turn) -> Reply:
        """Answer "what time is it"."""
        now = self._ova.now()
        reply = turn.text("time", time=self._shown(turn, now))
        return Reply(reply, speech=turn.text("time", time=self._spoken(turn, now)))

    @handles("HassGetCurrentDate")
    def tell_date(self, turn: Turn) -> Reply:
        """Answer "what is the date"."""
        return _both(turn, "date", self._ova.now())

    @handles("ClockGetDay")
    def tell_day(self, turn: Turn) -> Reply:
        """Answer "what day is it", also for tomorrow and yesterday."""
        days = int(turn.slot("days", 0))
        key = {1: "day_tomorrow", -1: "day_yesterday"}.get(days, "day")
        return _both(turn, key, self._ova.now() + timedelta(days=days))

    @handles("ClockGetYear")
    def tell_year(self, turn: Turn) -> Reply:
        """Answer "what year is it"."""
        return turn.reply("year", year=self._ova.now().year)

    @handles("ClockGetMonth")
    def tell_month(self, turn: Turn) -> Reply:
        """Answer "what month is it"."""
        return turn.reply("month", month=turn.text(f"month_{self._ova.now().month}"))

    @handles("ClockWorldTime")
    def tell_time_elsewhere(self, turn: Turn) -> Reply:
        """Answer "what time is it in tokyo"; where it is another day, the day is told, too."""
        said = next(slot for slot in turn.intent.slots if slot.name in ("zone", "place"))
        place, zone = place_name(said.text or str(said.value)), zone_of(str(said.value))
        if zone is None:
            return turn.reply("no_place", place=place)
        here = self._ova.now()
        there = here.astimezone(zone)
        key = "time_there" if there.date() == here.date() else "time_there_day"
        weekday = turn.text(f"weekday_{there.isoweekday()}")
        text, speech = (
            turn.text(key, place=place, weekday=weekday, time=told)
            for told in (self._shown(turn, there), self._spoken(turn, there))
        )
        return Reply(text, speech=speech)

    @handles("ClockDaysUntil")
    def tell_days_until(self, turn: Turn) -> Reply:
        """Answer "how many days until christmas" and "how many days until the 24th of december"."""
        today = self._ova.now().date()
        when = _day_said(turn, today)
        days = (when - today).days
        if days < 0:
            return _both(turn, "days_ago_one" if days == -1 else "days_ago", when, count=-days)
        if days == 0:
            return turn.reply("days_none")
        return _both(turn, "days_one" if days == 1 else "days_until", when, count=days)

    @handles("ClockDayOf")
    def tell_day_of(self, turn: Turn) -> Reply:
        """Answer "when is easter" and "what day of the week is the third of may"."""
        today = self._ova.now().date()
        when = _day_said(turn, today)
        return self.tell_date(turn) if when == today else _both(turn, "date_of", when)

    @handles("ClockGetWeek")
    def tell_week(self, turn: Turn) -> Reply:
        """Answer "what week is it", counted as in ISO 8601: from Monday."""
        return turn.reply("week", week=self._ova.now().isocalendar().week)

    def _shown(self, turn: Turn, now: datetime) -> str:
        if not self._twelve_hours:
            return f"{now:%H:%M}"
        return turn.text(
            "clock_12", hour=now.hour % 12 or 12, minute=f"{now:%M}", half=_half(turn, now)
        )

    def _spoken(self, turn: Turn, now: datetime) -> str:
        """Return the time in words a voice reads well: a colon or "04" is read badly by some."""
        key = "spoken_" + ("12" if self._twelve_hours else "24")
        if now.minute == 0:
            key += "_full"
        elif now.minute < 10:
            key += "_early"
        hour = (now.hour % 12 or 12) if self._twelve_hours else now.hour
        return turn.text(key, hour=hour, minute=now.minute, half=_half(turn, now))


def _half(turn: Turn, now: datetime) -> str:
    return turn.text("before_noon" if now.hour < 12 else "after_noon")


def _day_said(turn: Turn, today: date) -> date:
    feast = turn.slot("feast")
    return next_feast(str(feast), today) if feast else date.fromisoformat(str(turn.slot("day")))


def _both(turn: Turn, key: str, when: date, **fields: int) -> Reply:
    """Return a reply about a date, its speech with the ordinal where the text has the number."""
    parts = {
        "weekday": turn.text(f"weekday_{when.isoweekday()}"),
        "month": turn.text(f"month_{when.month}"),
        "year": when.year,
        **fields,
    }
    text = turn.text(key, day=when.day, **parts)
    return Reply(text, speech=turn.text(key, day=turn.text(f"day_{when.day}"), **parts))
