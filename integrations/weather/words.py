"""What is said about the weather."""

from collections.abc import Sequence
from datetime import date

from .reading import Day, Hour, Reading, Units

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAYS = ("now", "today", "tomorrow", *WEEKDAYS)


def day_of(reading: Reading, wanted: str) -> Day | None:
    """Return the forecast of ``today``, ``tomorrow`` or a weekday; None when it reaches not so far."""
    if wanted in ("now", "today"):
        return reading.days[0] if reading.days else None
    if wanted == "tomorrow":
        return reading.days[1] if len(reading.days) > 1 else None
    for day in reading.days:
        if WEEKDAYS[date.fromisoformat(day.date).weekday()] == wanted:
            return day
    return None


def said_now(reading: Reading) -> str:
    """Return a sentence about this moment."""
    now, units = reading.now, reading.units
    parts = (
        [] if now.temperature is None else [f"it is {number(now.temperature)} {units.temperature}"]
    )
    parts.append(now.sky.words)
    if now.wind is not None:
        parts.append(f"wind {number(now.wind)} {units.wind}")
    where = f"In {reading.place.name}" if reading.place.name else "Outside"
    return f"{where} {', '.join(part for part in parts if part)}."


def said_of(day: Day, wanted: str, reading: Reading, *, where: bool = True) -> str:
    """Return a sentence about a day."""
    units = reading.units
    parts = [day.sky.words]
    if day.low is not None and day.high is not None:
        parts.append(f"{number(day.low)} to {number(day.high)} {units.temperature}")
    parts.append(_wet(day, units))
    name = "Today" if wanted == "now" else wanted[0].upper() + wanted[1:]
    there = f" in {reading.place.name}" if where and reading.place.name else ""
    return f"{name}{there}: {', '.join(part for part in parts if part)}."


def said_rain(day: Day, wanted: str, units: Units, begins: str | None, *, wet: bool) -> str:
    """Return yes or no, with how much, from when, and how sure that is."""
    what = "snow" if day.sky.condition == "snowy" else "rain"
    chance = "" if day.chance is None else f" The chance is {day.chance:.0f} percent."
    on = spoken_day(wanted)
    on = on[0].lower() + on[1:]
    if not wet:
        return f"No, no {what} {on}.{chance}"
    amount = f"{day.precipitation:g} {units.precipitation} of {what}" if day.precipitation else what
    when = f" from {clock(begins)}" if begins else ""
    return f"Yes, {on} {amount}{when}.{chance}"


def said_hours(hours: Sequence[Hour], units: Units) -> str:
    """Return four steps of the hours, so that it stays short."""
    if not hours:
        return "There is no hourly forecast."
    step = max(1, len(hours) // 4)
    parts = []
    for hour in list(hours)[::step][:4]:
        warm = "" if hour.temperature is None else f"{number(hour.temperature)} {units.temperature}"
        words = hour.sky.words if hour.sky is not None else ""
        parts.append(f"{clock(hour.time)} {', '.join(one for one in (warm, words) if one)}")
    return f"{'; '.join(parts)}."


def clock(time: str | None) -> str:
    """Return the time of day people say of ISO 8601: ``7:05``."""
    if not time or len(time) < 16:
        return ""
    return f"{int(time[11:13])}:{time[14:16]}"


def spoken_day(wanted: str) -> str:
    """Return a day as people call it: ``Today``, ``On Monday``, of a word or a date."""
    if wanted in ("now", "today"):
        return "Today"
    if wanted == "tomorrow":
        return "Tomorrow"
    if wanted[:4].isdigit():
        wanted = WEEKDAYS[date.fromisoformat(wanted).weekday()]
    return f"On {wanted.capitalize()}"


def _wet(day: Day, units: Units) -> str:
    if day.precipitation is None:
        return ""
    what = "snow" if day.sky.condition == "snowy" else "rain"
    if day.precipitation == 0:
        return f"no {what}"
    return f"{day.precipitation:g} {units.precipitation} of {what}"


def number(value: float) -> str:
    """Return a number as people say it: whole."""
    return str(round(value))
