"""Open-Meteo and OpenWeatherMap as their public descriptions say, over real HTTP.

https://open-meteo.com/en/docs, https://openweathermap.org/current, https://openweathermap.org/forecast5
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.integrations.servers import Answer, Asked

START = datetime(2026, 3, 6, tzinfo=UTC)
"""A Friday."""


def _inch(millimetres: float) -> float:
    return round(millimetres / 25.4, 3)


def _fahrenheit(celsius: float) -> float:
    return round(celsius * 9 / 5 + 32, 1)


def _mph(kmh: float) -> float:
    return round(kmh / 1.609344, 1)


class OpenMeteo:
    """Graz, an hour east of Greenwich, with whatever weather a test wants."""

    def __init__(self) -> None:
        self.code = 3
        self.temperature = 11.6
        self.is_day = 1
        self.coldest = 4
        self.failing: Answer | None = None

    def answer(self, asked: Asked) -> Answer:
        """Answer a request."""
        if self.failing is not None:
            return self.failing
        return {"/v1/search": self.search, "/v1/forecast": self.forecast}[asked.path](asked.query)

    def search(self, query: dict[str, str]) -> Answer:
        """Find a place."""
        known = {"graz": (47.06667, 15.45), "vienna": (48.20849, 16.37208)}
        name = query["name"].casefold()
        if name not in known:
            return Answer({"generationtime_ms": 0.5})
        row = {
            "id": 2778067,
            "name": name.title(),
            "latitude": known[name][0],
            "longitude": known[name][1],
            "country_code": "AT",
            "timezone": "Europe/Vienna",
        }
        return Answer({"results": [row], "generationtime_ms": 0.7})

    def forecast(self, query: dict[str, str]) -> Answer:
        """Tell the forecast."""
        latitude = float(query["latitude"])
        if not -90 <= latitude <= 90:
            reason = f"Latitude must be in range of -90 to 90°. Given: {latitude}."
            return Answer({"error": True, "reason": reason}, 400)
        fahrenheit = query.get("temperature_unit") == "fahrenheit"
        mph = query.get("wind_speed_unit") == "mph"
        inches = query.get("precipitation_unit") == "inch"
        degrees: Callable[[float], float] = _fahrenheit if fahrenheit else round
        speed: Callable[[float], float] = _mph if mph else float
        fallen: Callable[[float], float] = _inch if inches else float
        hours = range(24 * int(query["forecast_days"]))
        days = range(int(query["forecast_days"]))
        current = {
            "temperature_2m": _fahrenheit(self.temperature) if fahrenheit else self.temperature,
            "relative_humidity_2m": 81,
            "weather_code": self.code,
            "wind_speed_10m": speed(14.4),
            "is_day": self.is_day,
            "apparent_temperature": degrees(self.temperature - 2),
            "wind_gusts_10m": speed(31),
        }
        hourly = {
            "temperature_2m": [degrees(5 + hour % 24 / 2) for hour in hours],
            "precipitation": [fallen(0.5 if hour in (30, 31) else 0) for hour in hours],
            "wind_speed_10m": [speed(10 + hour % 5) for hour in hours],
            "precipitation_probability": [70 if hour in (30, 31) else 5 for hour in hours],
            "weather_code": [61 if hour in (30, 31) else 3 for hour in hours],
        }
        daily = {
            "weather_code": [(3, 61, 0, 71, 95, 2, 45)[day % 7] for day in days],
            "temperature_2m_max": [degrees(12 + day) for day in days],
            "temperature_2m_min": [degrees(self.coldest + day) for day in days],
            "precipitation_sum": [fallen((0, 4.2, 0, 8, 12, 0, 0)[day % 7]) for day in days],
            "wind_speed_10m_max": [speed(22 + day) for day in days],
            "wind_gusts_10m_max": [speed(80 if day == 2 else 40) for day in days],
            "precipitation_probability_max": [(5, 70, 0, 60, 90, 0, 5)[day % 7] for day in days],
            "sunrise": [f"{START + timedelta(days=day):%Y-%m-%d}T06:24" for day in days],
            "sunset": [f"{START + timedelta(days=day):%Y-%m-%d}T17:52" for day in days],
        }
        answer = {
            "latitude": latitude,
            "longitude": float(query["longitude"]),
            "utc_offset_seconds": 3600,
            "timezone": "Europe/Vienna",
            "current": {
                "time": "2026-03-06T09:15",
                "interval": 900,
                **_chosen(query, "current", current),
            },
            "hourly": {
                "time": [f"{START + timedelta(hours=hour):%Y-%m-%dT%H:%M}" for hour in hours],
                **_chosen(query, "hourly", hourly),
            },
            "daily": {
                "time": [f"{START + timedelta(days=day):%Y-%m-%d}" for day in days],
                **_chosen(query, "daily", daily),
            },
        }
        return Answer(answer)


def _chosen(query: dict[str, str], group: str, known: dict[str, Any]) -> dict[str, Any]:
    return {name: known[name] for name in query[group].split(",")}


class OpenWeatherMap:
    """London, for those with the key."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.failing: Answer | None = None

    def answer(self, asked: Asked) -> Answer:
        """Answer a request."""
        if self.failing is not None:
            return self.failing
        if asked.query.get("appid") != self.key:
            message = (
                "Invalid API key. Please see https://openweathermap.org/faq#error401 for more info."
            )
            return Answer({"cod": 401, "message": message}, 401)
        pages = {
            "/geo/1.0/direct": self.direct,
            "/data/2.5/weather": self.weather,
            "/data/2.5/forecast": self.forecast,
        }
        return pages[asked.path](asked.query)

    def direct(self, query: dict[str, str]) -> Answer:
        """Find a place."""
        known = {"name": "London", "lat": 51.5073, "lon": -0.1276, "country": "GB"}
        return Answer([known] if query["q"].startswith("London") else [])

    def weather(self, query: dict[str, str]) -> Answer:
        """Tell the weather of now."""
        return Answer(
            {
                **self._row(query, 9, 501, "moderate rain", "10n"),
                "timezone": 0,
                "cod": 200,
                "sys": {
                    "sunrise": int((START + timedelta(hours=6)).timestamp()),
                    "sunset": int((START + timedelta(hours=18)).timestamp()),
                },
            }
        )

    def forecast(self, query: dict[str, str]) -> Answer:
        """Tell the forecast."""
        rows = []
        for step in range(40):
            hour = 12 + step * 3
            wet = hour // 24 == 1
            sky = (500, "light rain", "10d") if wet else (800, "clear sky", "01d")
            row = self._row(query, hour, *sky)
            if wet:
                row["rain"] = {"3h": 0.5}
                row["pop"] = 0.8
            rows.append(row)
        return Answer({"cod": "200", "cnt": 40, "list": rows, "city": {"timezone": 0}})

    def _row(
        self, query: dict[str, str], hour: int, code: int, words: str, icon: str
    ) -> dict[str, Any]:
        imperial = query["units"] == "imperial"
        degrees: Callable[[float], float] = _fahrenheit if imperial else float
        return {
            "dt": int((START + timedelta(hours=hour)).timestamp()),
            "main": {
                "temp": degrees(10),
                "temp_min": degrees(8),
                "temp_max": degrees(13),
                "humidity": 69,
            },
            "weather": [{"id": code, "main": words, "description": words, "icon": icon}],
            "wind": {"speed": 11.2 if imperial else 5.0, "deg": 200},
        }
