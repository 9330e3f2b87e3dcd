"""Weather and forecasts: Open-Meteo without a key, OpenWeatherMap with one."""

from typing import Any

from ova.sdk import Ova, SecretMissing

from .source import Weather

manifest = {
    "name": "Weather",
    "description": "The weather now, and a forecast that can be asked for.",
    "version": "1.1.0",
    "docs": "/integration/weather/docs",
    "logo": "logo.svg",
    "category": "weather",
    "local": False,
    "http": {"headers": {"User-Agent": "OpenVoiceAssistant (weather)"}, "timeout_s": 10},
    "events": {
        "weather.condition_changed": "The weather has changed, as from cloudy to rainy",
        "weather.look_out": "Something to look out for is in the forecast",
    },
    "config": {
        "type": "object",
        "required": ["location"],
        "properties": {
            "provider": {
                "title": "Service",
                "description": "open_meteo needs no key",
            },
            "location": {
                "title": "Place",
                "description": "A town, as in Graz; or latitude and longitude, as in 47.07, 15.44",
            },
            "api_key": {"title": "API key", "description": "For OpenWeatherMap"},
            "units": {
                "title": "Units",
                "description": "home: as the temperatures in the settings of the hub",
            },
            "server": {
                "title": "Server",
                "description": "Blank for the service's own; or one you run, as in http://host:8080",
                "pattern": "^(https?://[^/]+(/.*)?)?$",
            },
        },
    },
}


def default_config() -> dict[str, Any]:
    """Return the settings at the first import."""
    return {
        "provider": "open_meteo",
        "provider_options": ["open_meteo", "openweathermap"],
        "location": "",
        "api_key": "",
        "units": "home",
        "units_options": ["home", "metric", "imperial"],
        "server": "",
    }


def build_integration(config: dict[str, Any], ova: Ova) -> Weather:
    """Make the source; nothing is asked yet. Raises SecretMissing for OpenWeatherMap without a key."""
    if config["provider"] == "openweathermap" and not config["api_key"]:
        raise SecretMissing(
            "OpenWeatherMap needs a key.",
            cure="Make one in your account there, or choose open_meteo.",
        )
    return Weather(config, ova)
