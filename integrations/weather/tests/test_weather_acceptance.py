"""Weather passes what every integration must, over real HTTP, and answers what people ask."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.integrations.servers import Answer, serving
from tests.integrations.servers import Asked as Request
from tests.integrations.weather_services import OpenMeteo, OpenWeatherMap

from ova.sdk import ActionError, InputInvalid
from ova.testing import Asked, IntegrationAcceptance, Service, Testbed, run_action

FOLDER = Path(__file__).parents[1]
KEY = "k-123456789"


def forwarded(service: Service, answer: Callable[[Request], Answer], *paths: str) -> None:
    """Have a stand-in answer what is asked, without a network."""

    def told(asked: Asked) -> Any:
        request = Request(asked.method, asked.path, asked.params, dict(asked.headers), asked.body)
        return answer(request).body

    for path in paths:
        service.answer("GET", path, told)


class TestOpenMeteo(IntegrationAcceptance):
    """What every integration must do, without a key."""

    path = FOLDER
    config = {"location": "Graz"}
    invalid_config = {"location": "Atlantis"}
    actions = {"forecast": {"day": "tomorrow morning"}, "elsewhere": {"place": "Graz"}}

    def answers(self, service: Service) -> None:
        """Tell the weather of Graz."""
        forwarded(service, OpenMeteo().answer, "/v1/search", "/v1/forecast")


class TestOpenWeatherMap(IntegrationAcceptance):
    """The same with a key."""

    path = FOLDER
    config = {"provider": "openweathermap", "api_key": KEY, "location": "London, GB"}
    invalid_config = {"api_key": "wrong-key-000"}
    actions = {"forecast": {"day": "tomorrow"}, "elsewhere": {"place": "London"}}

    def answers(self, service: Service) -> None:
        """Tell the weather of London."""
        pages = ("/geo/1.0/direct", "/data/2.5/weather", "/data/2.5/forecast")
        forwarded(service, OpenWeatherMap(KEY).answer, *pages)


@pytest.fixture
def service() -> OpenMeteo:
    """Return the weather of Graz, to be changed by a test."""
    return OpenMeteo()


@pytest.fixture
def bed(service: OpenMeteo) -> Iterator[Testbed]:
    """Return the integration with that service."""
    with (
        serving(service.answer) as server,
        Testbed(FOLDER, {"location": "Graz", "server": server.url}, network=True) as bed,
    ):
        yield bed


def said(bed: Testbed, name: str, **inputs: Any) -> str:
    """Return the sentence an action answers with."""
    action = bed.entry.capabilities.action(name)
    assert action.input.faults(inputs) == []
    told = bed.entry.call("action", action.run, action.input.made(inputs), bed.entry.context)
    assert run_action(bed.entry, name, inputs) == told.data
    return str(told.message)


@pytest.mark.parametrize(
    ("name", "inputs", "answer"),
    [
        ("rain", {}, "No, no rain today. The chance is 5 percent."),
        (
            "rain",
            {"day": "tomorrow"},
            "Yes, tomorrow 4.2 mm of rain from 6:00. The chance is 70 percent.",
        ),
        ("rain", {"day": "monday"}, "Yes, on Monday 8 mm of snow. The chance is 60 percent."),
        ("rain", {"day": "tonight"}, "No, no rain tonight. The chance is 5 percent."),
        ("temperatures", {"day": "tomorrow"}, "Tomorrow between 5 and 13 °C."),
        ("temperatures", {"day": "tonight"}, "Tonight between 5 and 16 °C."),
        ("wind", {}, "Today wind up to 22 km/h, gusts of 40."),
        ("sun", {"day": "saturday"}, "On Saturday the sun rises at 6:24 and sets at 17:52."),
        (
            "forecast",
            {"day": "tomorrow morning"},
            "Tomorrow morning: overcast, 8 to 10 °C, 1 mm of rain from 6:00.",
        ),
        ("forecast", {"day": "tonight"}, "Tonight: overcast, 5 to 16 °C, no rain."),
        (
            "warnings",
            {},
            "Look out: On Sunday storm with gusts of 80 km/h.",
        ),
    ],
)
def test_a_question_is_answered_in_a_sentence(
    bed: Testbed, name: str, inputs: dict[str, Any], answer: str
) -> None:
    assert said(bed, name, **inputs) == answer


def test_weather_of_today_is_told_while_the_service_is_away(
    bed: Testbed, service: OpenMeteo
) -> None:
    before = said(bed, "forecast")
    service.failing = Answer({"error": True}, status=503)
    bed.entry.context.cache.set("reading en", None)
    assert said(bed, "forecast") == before
    assert bed.object.age_s() >= 0


def test_the_next_hours_and_the_week_are_told(bed: Testbed) -> None:
    assert said(bed, "hourly", hours=8).startswith("10:00 10 °C, overcast; 12:00 11 °C, overcast")
    assert len(bed.action("hourly", {"hours": 8})["hours"]) == 8
    week = said(bed, "week")
    assert week.startswith("On Friday: overcast, 4 to 12 °C, no rain. On Saturday: light rain")
    assert len(bed.action("week")["days"]) == 7


def test_another_place_is_found_by_its_name_and_leaves_home_as_it_is(bed: Testbed) -> None:
    assert said(bed, "elsewhere", place="graz").startswith("In Graz it is 12 °C, overcast")
    assert said(bed, "elsewhere", place="52.5, 13.4").startswith("Outside it is 12 °C")
    with pytest.raises(InputInvalid, match="Atlantis is not known"):
        bed.action("elsewhere", {"place": "Atlantis"})
    assert bed.action("forecast")["place"] == "Graz"


def test_what_to_look_out_for_is_told_once_and_again_when_it_is_new(
    bed: Testbed, service: OpenMeteo
) -> None:
    assert [one["data"]["kind"] for one in bed.poll("look_out")] == ["storm"]
    assert bed.poll("look_out") == []
    service.coldest = -3
    bed.object.test_connection(bed.entry.context)  # looks anew
    frost = bed.poll("look_out")
    assert frost[0]["data"]["words"] == "frost, -3 °C"
    assert {one["data"]["kind"] for one in frost} == {"frost"}


def test_openweathermap_tells_the_sun_of_today_only() -> None:
    with serving(OpenWeatherMap(KEY).answer) as server:
        config = {"provider": "openweathermap", "api_key": KEY, "location": "London, GB"}
        with Testbed(FOLDER, {**config, "server": server.url}, network=True) as bed:
            assert bed.action("sun")["sunrise"] == "2026-03-06T06:00"
            with pytest.raises(ActionError, match="does not tell the times of the sun"):
                bed.action("sun", {"day": "tomorrow"})
            assert bed.action("rain", {"day": "tomorrow"})["chance"] == 80


def test_the_card_tells_how_warm_it_is(bed: Testbed) -> None:
    bed.load()
    assert bed.object.health(bed.entry.context) == ("ok", "12 °C")
