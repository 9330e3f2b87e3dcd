"""The clock's answers."""

from datetime import datetime, timedelta

from ova.sdk import Ova, Reply, Turn, handles


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


def _both(turn: Turn, key: str, when: datetime) -> Reply:
    """Return a reply about a date, its speech with the ordinal where the text has the number."""
    parts = {
        "weekday": turn.text(f"weekday_{when.isoweekday()}"),
        "month": turn.text(f"month_{when.month}"),
        "year": when.year,
    }
    text = turn.text(key, day=when.day, **parts)
    return Reply(text, speech=turn.text(key, day=turn.text(f"day_{when.day}"), **parts))
