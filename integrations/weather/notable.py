"""Weather to look out for, found in the forecast itself.

Official warnings are given by each country's own service in its own form; what is told here is what
the numbers of the forecast say.
"""

from dataclasses import dataclass

from .reading import Day, Reading, Units
from .words import Say

DAYS_AHEAD = 3


@dataclass(frozen=True, slots=True)
class Notable:
    """Something to look out for on one day."""

    date: str
    kind: str
    """``storm``, ``thunderstorm``, ``heavy_rain``, ``snow``, ``ice``, ``heat`` or ``frost``."""
    words: str


@dataclass(frozen=True, slots=True)
class _Limits:
    gusts: float
    rain: float
    heat: float
    frost: float


_METRIC = _Limits(gusts=75, rain=30, heat=34, frost=0)
_IMPERIAL = _Limits(gusts=47, rain=1.2, heat=93, frost=32)
"""The same, in miles per hour, inches and degrees Fahrenheit."""
_SKIES = {
    "lightning": ("thunderstorm", "thunderstorm"),
    "lightning-rainy": ("thunderstorm", "thunderstorm"),
    "hail": ("thunderstorm", "hail"),
    "snowy": ("snow", "snow"),
    "snowy-rainy": ("ice", "ice"),
}


def notable(reading: Reading, say: Say) -> tuple[Notable, ...]:
    """Return what to look out for in the next days, soonest first."""
    return tuple(
        Notable(day.date, kind, words)
        for day in reading.days[:DAYS_AHEAD]
        for kind, words in _of(day, reading.units, say)
    )


def _of(day: Day, units: Units, say: Say) -> list[tuple[str, str]]:
    limits = _IMPERIAL if units.imperial else _METRIC
    found = []
    strongest = day.gusts if day.gusts is not None else day.wind
    if strongest is not None and strongest >= limits.gusts:
        found.append(("storm", say("notable.storm", gusts=f"{strongest:.0f} {units.wind}")))
    if day.sky.condition in _SKIES:
        kind, key = _SKIES[day.sky.condition]
        found.append((kind, say(f"notable.{key}")))
    elif day.precipitation is not None and day.precipitation >= limits.rain:
        amount = f"{day.precipitation:g}".replace(".", say("says.decimal"))
        told = say("notable.heavy_rain", amount=f"{amount} {units.precipitation}")
        found.append(("heavy_rain", told))
    if day.high is not None and day.high >= limits.heat:
        found.append(("heat", say("notable.heat", degrees=f"{day.high:.0f} {units.temperature}")))
    if day.low is not None and day.low < limits.frost:
        found.append(("frost", say("notable.frost", degrees=f"{day.low:.0f} {units.temperature}")))
    return found
