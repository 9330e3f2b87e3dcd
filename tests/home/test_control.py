"""Control and its checks."""

import pytest

from ova.core import EntityState, InvalidInput, NotAllowed, NotFound, Unavailable
from ova.home import SERVICES, ControlFailed, DeclaredEntity

LAMP = "light.reading_lamp"


@pytest.fixture
def calls(demo):
    made = []

    def controller(entity, service, data):
        made.append((entity.id, service, data))
        return EntityState("on" if service == "turn_on" else "off", data)

    demo.set_controller("demo", controller)
    return made


def test_a_service_reaches_the_integration_and_its_answer_is_stored_and_told(demo, calls, database):
    heard = []
    demo.subscribe(heard.append)
    lamp = demo.control(LAMP, "turn_on", {"brightness_pct": 40.0, "color_name": None})
    assert calls == [(LAMP, "turn_on", {"brightness_pct": 40})]
    assert (lamp.state.state, lamp.state.attributes) == ("on", {"brightness_pct": 40})
    assert heard == [lamp] == [demo.entity(LAMP)]
    assert lamp.state in [one.entity.state for one in database.entities.all()]


def test_an_integration_may_report_the_state_later(demo):
    demo.set_controller("demo", lambda entity, service, data: None)
    assert demo.control(LAMP, "turn_on").state.state == "off"


def test_a_controller_may_report_from_within(demo):
    demo.set_controller("demo", lambda entity, service, data: demo.set_state(LAMP, "on").state)
    assert demo.control(LAMP, "turn_on").state.state == "on"


def test_an_unknown_service_is_answered_with_the_known_ones(demo, calls):
    with pytest.raises(InvalidInput) as refused:
        demo.control(LAMP, "turn_onn")
    assert "Did you mean turn_on?" in refused.value.cure
    assert "turn_on, turn_off, toggle" in refused.value.cure
    with pytest.raises(InvalidInput, match="cannot be controlled"):
        demo.control("sensor.outside", "turn_on")
    assert calls == []


@pytest.mark.parametrize(
    ("service", "data", "named"),
    [
        ("turn_on", {"brightness": 3}, "brightness_pct"),
        ("turn_on", {"brightness_pct": 101}, "0 to 100"),
        ("turn_on", {"brightness_pct": -1}, "0 to 100"),
        ("turn_on", {"brightness_pct": "40"}, "whole number"),
        ("turn_on", {"brightness_pct": 40.5}, "whole number"),
        ("turn_on", {"brightness_pct": True}, "whole number"),
        ("turn_on", {"brightness_pct": float("nan")}, "whole number"),
        ("turn_on", {"rgb_color": [1, 2]}, "three"),
        ("turn_on", {"rgb_color": [1, 2, 256]}, "three"),
        ("turn_on", {"color_name": ""}, "text"),
        ("turn_on", {"color_temp_kelvin": 5}, "1000"),
        ("turn_off", {"brightness_pct": 5}, "takes no data"),
        ("turn_on", ["brightness_pct"], "object"),
    ],
)
def test_data_that_does_not_fit_is_refused_by_name(demo, calls, service, data, named):
    with pytest.raises(InvalidInput) as refused:
        demo.control(LAMP, service, data)
    assert named in str(refused.value)
    assert calls == []


@pytest.mark.parametrize(
    ("service", "data", "named"),
    [
        ("set_temperature", {}, "needs the field temperature"),
        ("set_temperature", {"temperature": 31}, "5 to 30"),
        ("set_hvac_mode", {"hvac_mode": "cool"}, "off, heat"),
        ("set_hvac_mode", {"hvac_mode": "hot"}, "heat_cool"),
        ("set_hvac_mode", {"hvac_mode": ["heat"]}, "heat_cool"),
    ],
)
def test_a_device_narrows_what_is_possible(demo, calls, service, data, named):
    with pytest.raises(InvalidInput) as refused:
        demo.control("climate.heater", service, data)
    assert named in str(refused.value)
    assert calls == []
    assert demo.control("climate.heater", "set_temperature", {"temperature": 21.5})


GOOD = {
    "media_content_id": "Breakfast",
    "media_content_type": "playlist",
    "brightness_pct": 50,
    "rgb_color": [255, 0, 0],
    "color_temp_kelvin": 2700,
    "color_name": "red",
    "effect": "rainbow",
    "position": 30,
    "temperature": 20.5,
    "hvac_mode": "heat",
    "fan_mode": "low",
    "percentage": 100,
    "volume_level": 0.5,
    "is_volume_muted": True,
}


@pytest.mark.parametrize(
    ("domain", "service"),
    [(domain, service) for domain, services in SERVICES.items() for service in services],
)
def test_every_service_takes_good_data(home, domain, service):
    home.sync("demo", [DeclaredEntity("thing", "Thing", domain)])
    seen = []
    home.set_controller("demo", lambda entity, name, data: seen.append((name, data)))
    data = {name: GOOD[name] for name in SERVICES[domain][service]}
    home.control(f"{domain}.thing", service, data)
    assert seen == [(service, data)]


def test_an_unknown_entity_cannot_be_controlled(demo, calls):
    with pytest.raises(NotFound):
        demo.control("light.none", "turn_on")


def test_without_an_integration_nothing_is_reached(demo, calls):
    demo.mark_unavailable("demo")
    with pytest.raises(Unavailable, match="Reading Lamp"):
        demo.control(LAMP, "turn_on")
    demo.sync("demo", [DeclaredEntity("lamp", "Reading Lamp", "light")])
    demo.remove_controller("demo")
    with pytest.raises(Unavailable) as refused:
        demo.control(LAMP, "turn_on")
    assert "demo" in refused.value.cure
    assert calls == []


def test_a_controller_that_raises_is_named_with_its_reason(demo, caplog):
    def fail(entity, service, data):
        raise OSError("no route to lamp")

    demo.set_controller("demo", fail)
    with pytest.raises(ControlFailed) as failed:
        demo.control(LAMP, "turn_on")
    assert failed.value.status == 502
    assert "Reading Lamp" in failed.value.message
    assert "no route to lamp" in failed.value.message
    assert demo.entity(LAMP).state.state == "off"


def test_the_cure_of_an_integration_is_passed_on(demo):
    def fail(entity, service, data):
        raise NotAllowed("The token was refused.", cure="Enter a new token.")

    demo.set_controller("demo", fail)
    with pytest.raises(ControlFailed) as failed:
        demo.control(LAMP, "turn_on")
    assert str(failed.value) == (
        "Reading Lamp did not do it: The token was refused. Enter a new token."
    )


@pytest.mark.parametrize("answer", ["on", EntityState("on", {"x": object()})])
def test_an_answer_without_sense_is_the_integrations_fault(demo, answer):
    demo.set_controller("demo", lambda entity, service, data: answer)
    with pytest.raises(ControlFailed):
        demo.control(LAMP, "turn_on")
    assert demo.entity(LAMP).state.state == "off"


@pytest.mark.parametrize("number", [10**400, -(10**400), float("nan"), float("inf")])
def test_a_number_beyond_all_bounds_is_refused(demo, calls, number):
    with pytest.raises(InvalidInput, match="cannot be used for brightness_pct"):
        demo.control(LAMP, "turn_on", {"brightness_pct": number})
    assert calls == []
