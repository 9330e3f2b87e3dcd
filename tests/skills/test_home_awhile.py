"""Something for a while: what ends it is planned, and each thing goes back to what it was."""

from dataclasses import replace

import pytest

from ova.core import PlanKind, ScheduleState
from ova.hub.putting_back import put_back
from ova.schedule.plan_rules import PlanRules

KITCHEN = ("light.counter_light", "light.kitchen_light")


@pytest.fixture
def end(hub):
    """Let the plans that put things back come due; return what could not be."""

    def end():
        told = []
        for plan in hub.schedules.find(PlanKind.COMMAND):
            told.append(put_back(hub.home, plan, "en", wait_s=0.0))
            hub.schedules.cancel(plan.id)
        return told

    return end


def everything(hub):
    return {one.id: (one.state.state, one.state.attributes) for one in hub.home.entities()}


@pytest.mark.parametrize(
    ("text", "area", "entity", "state", "command"),
    [
        (
            "turn on the light in the kitchen for half an hour",
            None,
            "light.counter_light",
            "on",
            "turn off the lights in the kitchen",
        ),
        ("turn on all lights for ten minutes", "Office", "light.kitchen_light", "on", None),
        ("turn on the lights for an hour", "Kitchen", "light.counter_light", "on", None),
        (
            "turn off the lights in the bedroom for an hour",
            None,
            "light.bedroom_light",
            "off",
            None,
        ),
        (
            "turn off the heating in the living room for 20 minutes",
            None,
            "climate.living_room_thermostat",
            "off",
            "turn on the living room thermostat",
        ),
        (
            "turn off the tv plug for 5 minutes",
            None,
            "switch.tv_plug",
            "off",
            "turn on the TV plug",
        ),
    ],
)
def test_it_is_so_for_a_while_and_then_as_before(hub, ask, end, text, area, entity, state, command):
    before = everything(hub)

    reply = ask(text, area)

    assert reply.error is None, reply.text
    assert hub.state(entity) == state
    (plan,) = hub.schedules.find(PlanKind.COMMAND)
    assert command in (None, plan.data["text"])
    assert end() == [None]
    after = everything(hub)
    assert {one: now[0] for one, now in after.items()} == {
        one: was[0] for one, was in before.items()
    }


def test_heat_is_put_back_unless_somebody_set_it_meanwhile(hub, ask, end):
    thermostat = "climate.living_room_thermostat"

    def wanted():
        return hub.home.entity(thermostat).state.attributes["temperature"]

    assert "23 degrees" in ask("heat the living room for an hour").text
    ask("heat the living room to 25 degrees for two hours")  # which takes over from the first
    assert (wanted(), len(hub.schedules.find(PlanKind.COMMAND))) == (25, 1)
    assert end() == [None]
    assert wanted() == 21
    ask("heat the living room to 25 degrees for two hours")
    hub.home.control(thermostat, "set_temperature", {"temperature": 19})
    assert end() == [None]
    assert wanted() == 19


def test_what_was_on_already_stays_on_beside_others_and_goes_off_alone(hub, ask, end):
    hub.home.control("light.kitchen_light", "turn_on")
    ask("turn on the lights in the kitchen for ten minutes")
    end()
    assert [hub.state(one) for one in KITCHEN] == ["off", "on"]
    assert "turn it off again" in ask("turn on the kitchen light for ten minutes").text
    end()
    assert hub.state("light.kitchen_light") == "off"


def test_what_cannot_be_reached_is_told_and_what_failed_is_not_planned(hub, ask, end):
    hub.house.broken.add("light.counter_light")
    assert ask("turn on the lights in the kitchen for ten minutes").error
    (plan,) = hub.schedules.find(PlanKind.COMMAND)
    assert [one["entity_id"] for one in plan.data["back"]] == ["light.kitchen_light"]
    hub.house.broken.add("light.kitchen_light")
    (told,) = end()
    assert told == "Kitchen Light could not be put back"


def test_a_plan_that_was_being_put_back_is_taken_up_after_an_end_of_the_hub(hub, ask):
    ask("turn on the kitchen light for ten minutes")
    (plan,) = hub.schedules.find(PlanKind.COMMAND)
    begun = replace(plan, state=ScheduleState.RINGING, data={**plan.data, "running": True})
    assert PlanRules(lambda: None).found(begun).state is ScheduleState.PENDING
    later = hub.schedules.edit(plan.id, {"in_s": 60.0})
    assert later.data["back"] == plan.data["back"]
    assert "back" not in hub.schedules.edit(plan.id, {"text": "turn off the tv plug"}).data
