"""Weather to look out for, found in the forecast itself.

Official warnings are given by each country's own service in its own form; what is told here is what
the numbers of the forecast say.
"""

from dataclasses import dataclass

from .reading import Day, Reading, Units

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
    "lightning": ("thunderstorm", "thunderstorms"),
    "lightning-rainy": ("thunderstorm", "thunderstorms"),
    "hail": ("thunderstorm", "thunderstorms with hail"),
    "snowy": ("snow", "snow"),
    "snowy-rainy": ("ice", "freezing rain or sleet"),
}


def notable(reading: Reading) -> tuple[Notable, ...]:
    """Return what to look out for in the next days, soonest first."""
    return tuple(
        Notable(day.date, kind, words)
        for day in reading.days[:DAYS_AHEAD]
        for kind, words in _of(day, reading.units)
    )


def _of(day: Day, units: Units) -> list[tuple[str, str]]:
    limits = _IMPERIAL if units.imperial else _METRIC
    found = []
    strongest = day.gusts if day.gusts is not None else day.wind
    if strongest is not None and strongest >= limits.gusts:
        found.append(("storm", f"storm with gusts of {strongest:.0f} {units.wind}"))
    if day.sky.condition in _SKIES:
        found.append(_SKIES[day.sky.condition])
    elif day.precipitation is not None and day.precipitation >= limits.rain:
        amount = f"{day.precipitation:g} {units.precipitation}"
        found.append(("heavy_rain", f"heavy rain, {amount}"))
    if day.high is not None and day.high >= limits.heat:
        found.append(("heat", f"heat of {day.high:.0f} {units.temperature}"))
    if day.low is not None and day.low < limits.frost:
        found.append(("frost", f"frost, {day.low:.0f} {units.temperature}"))
    return found
