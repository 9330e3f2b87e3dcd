"""Parts of days people ask for: this afternoon, tomorrow morning, tonight."""

from dataclasses import dataclass
from datetime import date, timedelta

from .reading import Hour, Reading

_HOURS = {"morning": (6, 12), "afternoon": (12, 18), "evening": (18, 23), "night": (21, 30)}
PARTS = (
    "tonight",
    *(f"this {part}" for part in ("morning", "afternoon", "evening")),
    *(f"tomorrow {part}" for part in ("morning", "afternoon", "evening", "night")),
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some hours of the forecast, taken together."""

    low: float
    high: float
    precipitation: float | None
    chance: float | None
    wind: float | None
    words: str
    """What the sky looks like most of the time; blank when the service does not tell."""
    wet_from: str | None
    """When rain or snow begins, ISO 8601."""


def hours_of(reading: Reading, part: str) -> tuple[Hour, ...]:
    """Return the hours of a part of a day; none when the forecast does not reach so far."""
    today = date.fromisoformat(reading.now.time[:10])
    day, _, name = part.partition(" ")
    name = name or "night"
    day0 = today + timedelta(days=1) if day == "tomorrow" else today
    first, last = _HOURS[name]
    begin = f"{day0}T{first:02d}:00"
    end = f"{day0 + timedelta(days=last // 24)}T{last % 24:02d}:00"
    return tuple(
        hour for hour in reading.hours if max(begin, reading.now.time[:13]) <= hour.time < end
    )


def stretch_of(hours: tuple[Hour, ...]) -> Stretch | None:
    """Take hours together; None without any temperature."""
    warm = [hour.temperature for hour in hours if hour.temperature is not None]
    if not warm:
        return None
    fallen = [hour.precipitation for hour in hours if hour.precipitation is not None]
    chances = [hour.chance for hour in hours if hour.chance is not None]
    winds = [hour.wind for hour in hours if hour.wind is not None]
    words = [hour.sky.words for hour in hours if hour.sky is not None]
    return Stretch(
        min(warm),
        max(warm),
        round(sum(fallen), 2) if fallen else None,
        max(chances, default=None),
        max(winds, default=None),
        max(words, key=words.count) if words else "",
        next((hour.time for hour in hours if (hour.precipitation or 0) > 0), None),
    )
