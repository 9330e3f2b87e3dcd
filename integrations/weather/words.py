"""What is said about the weather."""

from collections.abc import Callable, Sequence
from datetime import date

from .reading import Day, Hour, Reading, Units

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
Say = Callable[..., str]
"""Gives a text of the integration in the home's language, as ``ctx.text``."""
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


def said_now(reading: Reading, say: Say) -> str:
    """Return a sentence about this moment."""
    now, units = reading.now, reading.units
    parts = []
    if now.temperature is not None:
        parts.append(say("says.it_is", degrees=degrees(now.temperature, units)))
    parts.append(now.sky.words)
    if now.wind is not None:
        parts.append(say("says.wind_now", wind=f"{number(now.wind)} {units.wind}"))
    told = ", ".join(part for part in parts if part)
    if reading.place.name:
        return say("says.in_place", place=reading.place.name, weather=told)
    return say("says.outside", weather=told)


def said_of(day: Day, wanted: str, reading: Reading, say: Say, *, where: bool = True) -> str:
    """Return a sentence about a day."""
    units = reading.units
    parts = [day.sky.words]
    if day.low is not None and day.high is not None:
        parts.append(span(day.low, day.high, units, say))
    parts.append(_wet(day, units, say))
    told = ", ".join(part for part in parts if part)
    if where and reading.place.name:
        return say(
            "says.day_there", day=title_of(wanted, say), place=reading.place.name, weather=told
        )
    return say("says.day", day=title_of(wanted, say), weather=told)


def said_rain(
    day: Day, wanted: str, units: Units, begins: str | None, say: Say, *, wet: bool
) -> str:
    """Return yes or no, with how much, from when, and how sure that is."""
    what = _fallen(day.sky.condition, say)
    on = _small(spoken_day(wanted, say))
    if not wet:
        said = [say("says.dry", what=what, day=on)]
    else:
        amount = amount_of(day.precipitation, units, what, say) if day.precipitation else what
        when = say("says.from", time=clock(begins)) if begins else ""
        said = [say("says.wet", day=on, amount=amount, begins=when)]
    if day.chance is not None:
        said.append(say("says.chance", percent=f"{day.chance:.0f}"))
    return " ".join(said)


def said_hours(hours: Sequence[Hour], units: Units, say: Say) -> str:
    """Return four steps of the hours, so that it stays short."""
    if not hours:
        return say("says.no_hours")
    step = max(1, len(hours) // 4)
    parts = []
    for hour in list(hours)[::step][:4]:
        warm = "" if hour.temperature is None else degrees(hour.temperature, units)
        words = hour.sky.words if hour.sky is not None else ""
        told = ", ".join(one for one in (warm, words) if one)
        parts.append(say("says.hour", time=clock(hour.time), weather=told))
    return f"{'; '.join(parts)}."


def clock(time: str | None) -> str:
    """Return the time of day people say of ISO 8601: ``7:05``."""
    if not time or len(time) < 16:
        return ""
    return f"{int(time[11:13])}:{time[14:16]}"


def spoken_day(wanted: str, say: Say) -> str:
    """Return a day at the beginning of a sentence: ``Today``, ``On Monday``, of a word or a date."""
    word = _word_of(wanted)
    return say(f"days.{word}") if word in ("today", "tomorrow") else say(f"days.on_{word}")


def title_of(wanted: str, say: Say) -> str:
    """Return a day by itself: ``Today``, ``Monday``; one that was spoken stays as it is."""
    return say(f"days.{_word_of(wanted)}") if _word_of(wanted) in (*DAYS, *WEEKDAYS) else wanted


def degrees(value: float, units: Units) -> str:
    """Return a temperature as people say it: whole."""
    return f"{number(value)} {units.temperature}"


def span(low: float, high: float, units: Units, say: Say) -> str:
    """Return the lowest and the highest temperature."""
    return say("says.span", low=number(low), high=number(high), unit=units.temperature)


def amount_of(fallen: float, units: Units, what: str, say: Say) -> str:
    """Return how much rain or snow falls, its decimals as the language writes them."""
    told = f"{fallen:g}".replace(".", say("says.decimal"))
    return say("says.amount", amount=f"{told} {units.precipitation}", what=what)


def number(value: float) -> str:
    """Return a number as people say it: whole."""
    return str(round(value))


def _word_of(wanted: str) -> str:
    if wanted == "now":
        return "today"
    if wanted[:4].isdigit():
        return WEEKDAYS[date.fromisoformat(wanted).weekday()]
    return wanted


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _fallen(condition: str, say: Say) -> str:
    return say("says.snow" if condition == "snowy" else "says.rain")


def _wet(day: Day, units: Units, say: Say) -> str:
    if day.precipitation is None:
        return ""
    what = _fallen(day.sky.condition, say)
    if day.precipitation == 0:
        return say("says.none_of", what=what)
    return amount_of(day.precipitation, units, what, say)
