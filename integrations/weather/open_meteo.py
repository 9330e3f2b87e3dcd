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
    0: ("sunny", "clear sky"),
    1: ("sunny", "mostly clear"),
    2: ("partlycloudy", "partly cloudy"),
    3: ("cloudy", "overcast"),
    45: ("fog", "fog"),
    48: ("fog", "freezing fog"),
    51: ("rainy", "light drizzle"),
    53: ("rainy", "drizzle"),
    55: ("rainy", "heavy drizzle"),
    56: ("snowy-rainy", "light freezing drizzle"),
    57: ("snowy-rainy", "freezing drizzle"),
    61: ("rainy", "light rain"),
    63: ("rainy", "rain"),
    65: ("pouring", "heavy rain"),
    66: ("snowy-rainy", "light freezing rain"),
    67: ("snowy-rainy", "freezing rain"),
    71: ("snowy", "light snow"),
    73: ("snowy", "snow"),
    75: ("snowy", "heavy snow"),
    77: ("snowy", "snow grains"),
    80: ("rainy", "light showers"),
    81: ("rainy", "showers"),
    82: ("pouring", "heavy showers"),
    85: ("snowy", "light snow showers"),
    86: ("snowy", "snow showers"),
    95: ("lightning-rainy", "thunderstorms"),
    96: ("hail", "thunderstorms with hail"),
    99: ("hail", "thunderstorms with heavy hail"),
}
"""By the WMO's code of present weather (table 4677), as far as the service uses it."""


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
            params={"name": name, "count": 1, "language": "en", "format": "json"},
        ).data
        rows = _group(told).get("results") or []
        if not rows:
            raise InputInvalid(
                f"{name} is not known to Open-Meteo.",
                cure="Write the town alone, or latitude and longitude.",
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
            raise _explained(error) from None
        answer = _group(told)
        now, hourly, daily = (_group(answer.get(name)) for name in ("current", "hourly", "daily"))
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
                _sky(now.get("weather_code"), night=now.get("is_day") == 0),
                now.get("apparent_temperature"),
                now.get("wind_gusts_10m"),
            ),
            tuple(
                Hour(time, warm, fallen, wind, chance, _sky(code))
                for time, warm, fallen, wind, chance, code in hours
            ),
            tuple(
                Day(date, low, high, fallen, wind, _sky(code), gusts, chance, rise, down)
                for date, code, high, low, fallen, wind, gusts, chance, rise, down in days
            ),
        )


def _sky(code: Any, *, night: bool = False) -> Sky:
    condition, words = _SKIES.get(code, ("exceptional", "unusual weather"))
    return Sky("clear-night" if night and condition == "sunny" else condition, words)


def _group(told: Any) -> Mapping[str, Any]:
    if not isinstance(told, Mapping):
        raise NotReady("What answers is not Open-Meteo.", cure="Check the server in the settings.")
    return told


def _explained(error: PluginError) -> PluginError:
    told = None if error.response is None else error.response.data
    reason = told.get("reason") if isinstance(told, Mapping) else None
    return (
        InputInvalid(f"Open-Meteo refuses: {reason}", cure="Check the place.") if reason else error
    )
