"""Open-Meteo: https://open-meteo.com/en/docs (no key; a server of one's own speaks the same)."""

from collections.abc import Mapping
from typing import Any

from ova.sdk import ActionError, Context, InputInvalid, NotReady, PluginError

from .reading import Day, Hour, Now, Place, Reading, Sky, Units

SERVER = "https://api.open-meteo.com"
PLACES = "https://geocoding-api.open-meteo.com"
NOW = (
    "temperature_2m,relative_humidity_2m,weather_code,wind_speed_10m,is_day,"
    "apparent_temperature,wind_gusts_10m"
)
HOURLY = "temperature_2m,precipitation,wind_speed_10m,precipitation_probability,weather_code"
DAILY = (
    "weather_code,temperature_2m_max,temperature_2m_min,precipitation_sum,wind_speed_10m_max,"
    "wind_gusts_10m_max,precipitation_probability_max,sunrise,sunset"
)
_SKIES = {
    0: ("sunny", "clear_sky"),
    1: ("sunny", "mostly_clear"),
    2: ("partlycloudy", "partly_cloudy"),
    3: ("cloudy", "overcast"),
    45: ("fog", "fog"),
    48: ("fog", "freezing_fog"),
    51: ("rainy", "light_drizzle"),
    53: ("rainy", "drizzle"),
    55: ("rainy", "heavy_drizzle"),
    56: ("snowy-rainy", "light_freezing_drizzle"),
    57: ("snowy-rainy", "freezing_drizzle"),
    61: ("rainy", "light_rain"),
    63: ("rainy", "rain"),
    65: ("pouring", "heavy_rain"),
    66: ("snowy-rainy", "light_freezing_rain"),
    67: ("snowy-rainy", "freezing_rain"),
    71: ("snowy", "light_snow"),
    73: ("snowy", "snow"),
    75: ("snowy", "heavy_snow"),
    77: ("snowy", "snow_grains"),
    80: ("rainy", "light_showers"),
    81: ("rainy", "showers"),
    82: ("pouring", "heavy_showers"),
    85: ("snowy", "light_snow_showers"),
    86: ("snowy", "snow_showers"),
    95: ("lightning-rainy", "thunderstorms"),
    96: ("hail", "thunderstorms_with_hail"),
    99: ("hail", "thunderstorms_with_heavy_hail"),
}
"""By the WMO's code of present weather (table 4677), as far as the service uses it: Home Assistant's
word, and the key of what people say."""


class OpenMeteo:
    """Asks Open-Meteo."""

    def __init__(self, server: str) -> None:
        """``server`` is blank for the service's own."""
        self._server = (server or SERVER).rstrip("/")
        self._places = (server or PLACES).rstrip("/")

    def find(self, name: str, ctx: Context) -> Place:
        """Return the place of a name. Raises InputInvalid when there is none."""
        told = ctx.fetch(
            f"{self._places}/v1/search",
            params={
                "name": name,
                "count": 1,
                "language": ctx.ova.language.partition("-")[0],
                "format": "json",
            },
        ).data
        rows = _group(told, ctx).get("results") or []
        if not rows:
            raise InputInvalid(
                ctx.text("errors.unknown_place", place=name, service="Open-Meteo"),
                cure=ctx.text("errors.unknown_place_cure"),
            )
        return Place(rows[0]["name"], float(rows[0]["latitude"]), float(rows[0]["longitude"]))

    def read(self, place: Place, units: Units, ctx: Context) -> Reading:
        """Return the weather of a place."""
        imperial = {
            "temperature_unit": "fahrenheit",
            "wind_speed_unit": "mph",
            "precipitation_unit": "inch",
        }
        try:
            told = ctx.fetch(
                f"{self._server}/v1/forecast",
                params={
                    "latitude": place.latitude,
                    "longitude": place.longitude,
                    "current": NOW,
                    "hourly": HOURLY,
                    "daily": DAILY,
                    "timezone": "auto",
                    "forecast_days": 7,
                    **(imperial if units.imperial else {}),
                },
            ).data
        except ActionError as error:
            raise _explained(error, ctx) from None
        answer = _group(told, ctx)
        now, hourly, daily = (
            _group(answer.get(name), ctx) for name in ("current", "hourly", "daily")
        )
        hours = zip(*(hourly.get(name) or [] for name in ("time", *HOURLY.split(","))), strict=True)
        days = zip(*(daily.get(name) or [] for name in ("time", *DAILY.split(","))), strict=True)
        return Reading(
            place,
            units,
            Now(
                str(now.get("time", "")),
                now.get("temperature_2m"),
                now.get("relative_humidity_2m"),
                now.get("wind_speed_10m"),
                _sky(now.get("weather_code"), ctx, night=now.get("is_day") == 0),
                now.get("apparent_temperature"),
                now.get("wind_gusts_10m"),
            ),
            tuple(
                Hour(time, warm, fallen, wind, chance, _sky(code, ctx))
                for time, warm, fallen, wind, chance, code in hours
            ),
            tuple(
                Day(date, low, high, fallen, wind, _sky(code, ctx), gusts, chance, rise, down)
                for date, code, high, low, fallen, wind, gusts, chance, rise, down in days
            ),
        )


def _sky(code: Any, ctx: Context, *, night: bool = False) -> Sky:
    condition, words = _SKIES.get(code, ("exceptional", "unusual"))
    return Sky(
        "clear-night" if night and condition == "sunny" else condition, ctx.text(f"sky.{words}")
    )


def _group(told: Any, ctx: Context) -> Mapping[str, Any]:
    if not isinstance(told, Mapping):
        raise NotReady(
            ctx.text("errors.not_the_service", service="Open-Meteo"),
            cure=ctx.text("errors.check_server"),
        )
    return told


def _explained(error: PluginError, ctx: Context) -> PluginError:
    told = None if error.response is None else error.response.data
    reason = told.get("reason") if isinstance(told, Mapping) else None
    if not reason:
        return error
    return InputInvalid(
        ctx.text("errors.refused", service="Open-Meteo", reason=reason),
        cure=ctx.text("errors.refused_cure"),
    )
