"""What is said about the weather."""

from datetime import date

from .reading import Day, Reading, Units

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
        [] if now.temperature is None else [f"it is {_number(now.temperature)} {units.temperature}"]
    )
    parts.append(now.sky.words)
    if now.wind is not None:
        parts.append(f"wind {_number(now.wind)} {units.wind}")
    where = f"In {reading.place.name}" if reading.place.name else "Outside"
    return f"{where} {', '.join(part for part in parts if part)}."


def said_of(day: Day, wanted: str, reading: Reading) -> str:
    """Return a sentence about a day."""
    units = reading.units
    parts = [day.sky.words]
    if day.low is not None and day.high is not None:
        parts.append(f"{_number(day.low)} to {_number(day.high)} {units.temperature}")
    parts.append(_wet(day, units))
    name = "Today" if wanted == "now" else wanted.capitalize()
    where = f" in {reading.place.name}" if reading.place.name else ""
    return f"{name}{where}: {', '.join(part for part in parts if part)}."


def _wet(day: Day, units: Units) -> str:
    if day.precipitation is None:
        return ""
    what = "snow" if day.sky.condition == "snowy" else "rain"
    if day.precipitation == 0:
        return f"no {what}"
    return f"{day.precipitation:g} {units.precipitation} of {what}"


def _number(value: float) -> str:
    return str(round(value))
