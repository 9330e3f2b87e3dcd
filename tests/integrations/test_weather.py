"""The weather, from servers that answer as the two services do."""

from types import SimpleNamespace

import pytest
from tests.integrations.servers import Answer, serving
from tests.integrations.weather_services import OpenMeteo, OpenWeatherMap

from ova.core import PluginState
from ova.plugins import ConnectionTestFailed
from ova.sdk import InputInvalid, NotReady, RateLimited

KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def meteo():
    return OpenMeteo()


@pytest.fixture
def server(meteo):
    with serving(meteo.answer) as server:
        yield server


@pytest.fixture
def graz(bench, server):
    """Open-Meteo, for Graz."""
    info = bench.enable("weather", {"location": "Graz", "server": server.url})
    assert (info.state, info.warnings) == (PluginState.LOADED, ())
    return bench


@pytest.fixture
def owm():
    return OpenWeatherMap(KEY)


@pytest.fixture
def london(bench, owm):
    """OpenWeatherMap, for London."""
    with serving(owm.answer) as server:
        config = {"provider": "openweathermap", "location": "London, GB", "api_key": KEY}
        info = bench.enable("weather", {**config, "server": server.url})
        assert (info.state, info.warnings) == (PluginState.LOADED, ())
        bench.server = server
        yield bench


def states(bench):
    found = {}
    for entity in bench.hub.home.entities("sensor"):
        if entity.key.startswith("weather."):
            unit = entity.state.attributes.get("unit_of_measurement", "")
            found[entity.key.removeprefix("weather.")] = f"{entity.state.state} {unit}".strip()
    return found


def test_the_sensors_are_in_the_home(graz):
    assert states(graz) == {
        "temperature": "11.6 °C",
        "humidity": "81 %",
        "wind": "14.4 km/h",
        "condition": "cloudy",
    }


def test_openweathermap_fills_the_same_sensors(london):
    assert states(london) == {
        "temperature": "10.0 °C",
        "humidity": "69 %",
        "wind": "18.0 km/h",
        "condition": "rainy",
    }


@pytest.mark.parametrize("chosen", ["imperial", "home"])
def test_units_are_those_of_the_settings(graz, chosen):
    graz.hub.settings = SimpleNamespace(current=SimpleNamespace(temperature_unit="F"))
    graz.hub.integration_manager.set_config("weather", {"units": chosen})
    assert states(graz)["temperature"] == "52.9 °F"
    assert states(graz)["wind"] == "8.9 mph"
    assert graz.data("weather", "precipitation_daily").series["precipitation"][1] == 0.165


def test_openweathermap_tells_rain_in_inches_as_well(london):
    london.hub.integration_manager.set_config("weather", {"units": "imperial"})
    assert states(london)["temperature"] == "50.0 °F"
    assert states(london)["wind"] == "11.2 mph"
    assert london.data("weather", "precipitation_daily").series["precipitation"][1] == 0.16


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("now", "In Graz it is 12 °C, overcast, wind 14 km/h. "
         "Today in Graz: overcast, 4 to 12 °C, no rain."),
        ("today", "Today in Graz: overcast, 4 to 12 °C, no rain."),
        ("tomorrow", "Tomorrow in Graz: light rain, 5 to 13 °C, 4.2 mm of rain."),
        ("monday", "Monday in Graz: light snow, 7 to 15 °C, 8 mm of snow."),
        ("friday", "Friday in Graz: overcast, 4 to 12 °C, no rain."),
    ],
)  # fmt: skip
def test_the_forecast_is_a_sentence(graz, day, said):
    assert graz.act("weather", "forecast", day=day).message == said


def test_the_forecast_is_data_as_well(graz):
    told = graz.act("weather", "forecast", day="tomorrow").data
    assert told["place"] == "Graz"
    assert told["day"]["date"] == "2026-03-07"
    assert told["day"]["sky"] == {"condition": "rainy", "words": "light rain"}


def test_openweathermap_sums_three_hours_up_to_days(london):
    result = london.act("weather", "forecast", day="tomorrow")
    assert result.message == "Tomorrow in London: light rain, 8 to 13 °C, 4 mm of rain."


def test_a_day_that_is_too_far_off_is_refused(london):
    with pytest.raises(InputInvalid, match="does not reach Thursday") as caught:
        london.act("weather", "forecast", day="thursday")
    assert caught.value.cure == "It covers 6 days."


def test_a_day_is_one_of_those_there_are(graz):
    action = graz.entry("weather").capabilities.action("forecast")
    assert action.input.faults({"day": "doomsday"})[0]["field"] == "/day"


def test_data_is_offered_by_hour_and_by_day(graz):
    entry = graz.entry("weather")
    names = entry.call("endpoints", entry.capabilities.data.endpoints, entry.context)
    assert names == [
        "temperature_hourly",
        "temperature_daily",
        "precipitation_hourly",
        "precipitation_daily",
        "wind_hourly",
        "wind_daily",
    ]
    for name in names:
        batch = graz.data("weather", name)
        assert list(batch.dates) == sorted(batch.dates)
        assert {len(values) for values in batch.series.values()} == {len(batch.dates)}
        assert len(batch.dates) == (168 if name.endswith("hourly") else 7)
    daily = graz.data("weather", "temperature_daily")
    assert (daily.dates[0], daily.series["low"][0], daily.series["high"][0]) == (
        "2026-03-06",
        4,
        12,
    )
    with pytest.raises(InputInvalid, match="no series 'pollen'"):
        graz.data("weather", "pollen")


def test_what_was_fetched_is_kept_for_a_while(graz, server):
    asked = len(server.asked)
    graz.act("weather", "forecast")
    graz.data("weather", "wind_hourly")
    graz.hub.integration_manager.sync("weather")
    assert len(server.asked) == asked


def test_the_town_is_looked_up_once(graz, server, start):
    start()
    graz.poll("weather", "condition_changed")
    assert server.paths().count("/v1/forecast") >= 3
    assert server.paths().count("/v1/search") == 1


def test_the_poll_refreshes_the_sensors_and_tells_a_change(graz, meteo):
    assert graz.poll("weather", "condition_changed") == [], "the first look is no change"
    meteo.code, meteo.temperature = 63, 9.1
    (record,) = graz.poll("weather", "condition_changed", "1000")
    assert record["data"] == {"condition": "rainy", "words": "rain", "temperature": 9.1}
    assert states(graz)["temperature"] == "9.1 °C"
    assert graz.poll("weather", "condition_changed", "1900") == []


def test_clear_nights_are_no_sunny_days(graz, meteo):
    meteo.code, meteo.is_day = 0, 0
    graz.poll("weather", "condition_changed")
    assert states(graz)["condition"] == "clear-night"


@pytest.mark.parametrize(
    ("failure", "error", "words"),
    [
        (Answer(b"", 503), NotReady, "HTTP 503"),
        (Answer({}, 429, {"Retry-After": "60"}), RateLimited, "less often"),
        (Answer(b"<html>Sign in to the hotel</html>"), NotReady, "is not Open-Meteo"),
        (Answer({"current": {}, "hourly": {"time": ["x"]}, "daily": {}}), NotReady, "understood"),
    ],
)
def test_an_outage_is_shown_at_the_sensors_until_it_is_over(graz, meteo, failure, error, words):
    meteo.failing = failure
    with pytest.raises(error, match=words):
        graz.poll("weather", "condition_changed")
    assert set(states(graz).values()) <= {
        "unavailable",
        "unavailable °C",
        "unavailable %",
        "unavailable km/h",
    }
    meteo.failing = None
    graz.poll("weather", "condition_changed", "1000")
    assert states(graz)["humidity"] == "81 %"


def test_coordinates_need_no_look_up(bench, server):
    config = {"location": "47.07, 15.44", "server": server.url}
    assert bench.enable("weather", config).state == PluginState.LOADED
    assert "/v1/search" not in server.paths()
    assert bench.act("weather", "forecast").message.startswith("Outside it is 12 °C, overcast")


@pytest.mark.parametrize(
    ("location", "words"),
    [("Atlantis", "Atlantis is not known to Open-Meteo"), ("147.07, 15.44", "nowhere on earth")],
)
def test_a_place_that_is_not_there_is_refused_before_it_is_saved(graz, location, words):
    with pytest.raises(ConnectionTestFailed, match=words):
        graz.hub.integration_manager.set_config("weather", {"location": location})
    assert graz.entry("weather").context.config["location"] == "Graz"


def test_openweathermap_without_a_key_needs_set_up(bench):
    info = bench.enable("weather", {"provider": "openweathermap", "location": "London"}, force=True)
    assert info.state == PluginState.NEEDS_SETUP
    assert info.reason == "OpenWeatherMap needs a key."


def test_a_wrong_key_is_refused_and_shown_nowhere(london, caplog):
    with pytest.raises(ConnectionTestFailed, match="refuses the key") as caught:
        london.hub.integration_manager.set_config("weather", {"api_key": "wrong-key-9876"})
    assert caught.value.code == "invalid_auth"
    shown = f"{caught.value} {caught.value.cure} {caplog.text} {london.hub.integration_manager.config('weather')}"
    assert KEY not in shown
    assert "wrong-key-9876" not in shown


def test_the_key_is_sent_to_no_other_service(graz, server):
    graz.hub.integration_manager.set_config("weather", {"api_key": KEY})
    assert KEY not in str(server.asked)


def test_diagnostics_say_which_place_was_found(london):
    entry = london.entry("weather")
    shown = entry.call("diagnostics", entry.hook("diagnostics"), entry.context)
    assert shown["place"]["name"] == "London"
    assert (shown["hours"], shown["days"]) == (40, 6)
    assert KEY not in str(shown)
