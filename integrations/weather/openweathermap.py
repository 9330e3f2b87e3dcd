"""OpenWeatherMap: https://openweathermap.org/current and /forecast5 (needs a key, free for these)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from ova.sdk import AuthFailed, Context, InputInvalid, NotReady

from .reading import Day, Hour, Now, Place, Reading, Sky, Units

SERVER = "https://api.openweathermap.org"
KMH = 3.6
"""Of a metre per second."""
INCH_MM = 25.4


class OpenWeatherMap:
    """Asks OpenWeatherMap: five days, in steps of three hours."""

    def __init__(self, server: str, api_key: str) -> None:
        """``server`` is blank for the service's own."""
        self._server = (server or SERVER).rstrip("/")
        self._key = api_key

    def find(self, name: str, ctx: Context) -> Place:
        """Return the place of a name. Raises InputInvalid when there is none."""
        rows = self._ask("/geo/1.0/direct", ctx, q=name, limit=1)
        if not isinstance(rows, list) or not rows:
            raise InputInvalid(
                ctx.text("errors.unknown_place", place=name, service="OpenWeatherMap"),
                cure=ctx.text("errors.unknown_place_owm_cure"),
            )
        return Place(rows[0]["name"], float(rows[0]["lat"]), float(rows[0]["lon"]))

    def read(self, place: Place, units: Units, ctx: Context) -> Reading:
        """Return the weather of a place."""
        asked = {
            "lat": place.latitude,
            "lon": place.longitude,
            "units": "imperial" if units.imperial else "metric",
            "lang": ctx.ova.language.partition("-")[0],
        }
        now = self._ask("/data/2.5/weather", ctx, **asked)
        forecast = self._ask("/data/2.5/forecast", ctx, **asked)
        if not isinstance(now, Mapping) or not isinstance(forecast, Mapping):
            raise NotReady(
                ctx.text("errors.not_the_service", service="OpenWeatherMap"),
                cure=ctx.text("errors.check_server"),
            )
        offset = timedelta(seconds=(forecast.get("city") or {}).get("timezone") or 0)
        steps = forecast.get("list") or []
        here = now.get("main") or {}
        return Reading(
            place,
            units,
            Now(
                _local(now.get("dt"), timedelta(seconds=now.get("timezone") or 0)),
                here.get("temp"),
                here.get("humidity"),
                _wind(now, units),
                _sky(now),
                here.get("feels_like"),
                _wind(now, units, "gust"),
            ),
            tuple(
                Hour(
                    _local(step.get("dt"), offset),
                    (step.get("main") or {}).get("temp"),
                    _precipitation(step, units),
                    _wind(step, units),
                    _percent(step.get("pop")),
                    _sky(step),
                )
                for step in steps
            ),
            _with_sun(_days(steps, offset, units), now),
        )

    def _ask(self, path: str, ctx: Context, **params: Any) -> Any:
        try:
            return ctx.fetch(self._server + path, params={**params, "appid": self._key}).data
        except AuthFailed:
            raise AuthFailed(
                ctx.text("errors.key_refused"),
                cure=ctx.text("errors.key_refused_cure"),
            ) from None


def _days(steps: Iterable[Any], offset: timedelta, units: Units) -> Iterable[Day]:
    by_date: dict[str, list[Any]] = {}
    for step in steps:
        by_date.setdefault(_local(step.get("dt"), offset)[:10], []).append(step)
    for date, rows in by_date.items():
        lows = [row["main"]["temp_min"] for row in rows]
        highs = [row["main"]["temp_max"] for row in rows]
        winds = [wind for row in rows if (wind := _wind(row, units)) is not None]
        fallen = [amount for row in rows if (amount := _precipitation(row, units)) is not None]
        skies = Counter(_sky(row, by_day=True) for row in rows)
        yield Day(
            date,
            min(lows),
            max(highs),
            round(sum(fallen), 2),
            max(winds, default=None),
            skies.most_common(1)[0][0],
            max((g for row in rows if (g := _wind(row, units, "gust")) is not None), default=None),
            max((p for row in rows if (p := _percent(row.get("pop"))) is not None), default=None),
        )


def _with_sun(days: Iterable[Day], now: Mapping[str, Any]) -> tuple[Day, ...]:
    """Put the times of the sun to today: the service tells them for no other day."""
    found = tuple(days)
    offset, sun = timedelta(seconds=now.get("timezone") or 0), now.get("sys") or {}
    rise, down = _local(sun.get("sunrise"), offset), _local(sun.get("sunset"), offset)
    return tuple(
        replace(day, sunrise=rise, sunset=down) if rise and rise[:10] == day.date else day
        for day in found
    )


def _percent(share: Any) -> float | None:
    return round(share * 100) if isinstance(share, int | float) else None


def _local(seconds: Any, offset: timedelta) -> str:
    if not isinstance(seconds, int | float):
        return ""
    moment = datetime.fromtimestamp(seconds, UTC) + offset
    return moment.replace(tzinfo=None).isoformat(timespec="minutes")


def _wind(row: Mapping[str, Any], units: Units, what: str = "speed") -> float | None:
    told = (row.get("wind") or {}).get(what)
    if told is None:
        return None
    speed = float(told)
    return round(speed if units.imperial else speed * KMH, 1)


def _precipitation(row: Mapping[str, Any], units: Units) -> float:
    """Return rain and snow; the service tells millimetres whatever the units are."""
    fallen = [(row.get(kind) or {}).get("3h") or 0.0 for kind in ("rain", "snow")]
    millimetres = float(sum(fallen))
    return round(millimetres / INCH_MM if units.imperial else millimetres, 2)


def _sky(row: Mapping[str, Any], *, by_day: bool = False) -> Sky:
    told = (row.get("weather") or [{}])[0]
    night = str(told.get("icon", "")).endswith("n") and not by_day
    return Sky(_condition(told.get("id") or 0, night=night), str(told.get("description") or ""))


def _condition(code: int, *, night: bool) -> str:
    """Return the word of a code: https://openweathermap.org/weather-conditions"""
    match code:
        case 800:
            return "clear-night" if night else "sunny"
        case 801 | 802:
            return "partlycloudy"
        case 803 | 804:
            return "cloudy"
        case 502 | 503 | 504 | 522:
            return "pouring"
        case 511 | 611 | 612 | 613 | 615 | 616:
            return "snowy-rainy"
        case 210 | 211 | 212 | 221:
            return "lightning"
        case 771 | 781:
            return "exceptional"
    groups = {2: "lightning-rainy", 3: "rainy", 5: "rainy", 6: "snowy", 7: "fog"}
    return groups.get(code // 100, "exceptional")
