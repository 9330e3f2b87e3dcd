"""Commands that leave something alone: "all the lights except the kitchen"."""

import pytest

from ova.core import Intent, Slot
from ova.home import DeclaredEntity

LIGHTS = {
    "light.kitchen_light": "off",
    "light.counter_light": "off",
    "light.living_room_lamp": "off",
    "light.floor_lamp": "on",
    "light.bedroom_light": "on",
    "light.ceiling_lamp": "off",
    "light.ceiling_lamp_2": "off",
}
KITCHEN = {"light.kitchen_light", "light.counter_light"}
FIRST_FLOOR = {"light.bedroom_light", "light.ceiling_lamp"}


def excepting(intent, *excluded, response="default", metadata=None, **slots):
    return Intent(
        intent,
        "home",
        tuple(Slot(name, value) for name, value in slots.items()),
        response=response,
        metadata=metadata or {},
        excluded=tuple(Slot(name, value) for name, value in excluded),
    )


def switched(hub):
    return {call[0] for call in hub.house.calls}


@pytest.mark.parametrize(
    ("excluded", "left", "answer"),
    [
        (
            [("area", "Kitchen")],
            KITCHEN,
            "Turned on 5 lights but not the ones in the kitchen.",
        ),
        (
            [("name", "Bedroom Light")],
            {"light.bedroom_light"},
            "Turned on 6 lights but not the bedroom light.",
        ),
        (
            [("floor", "First Floor")],
            FIRST_FLOOR,
            "Turned on 5 lights but not the ones on the first floor.",
        ),
        (
            [("area", "Kitchen"), ("name", "Floor Lamp")],
            KITCHEN | {"light.floor_lamp"},
            "Turned on 4 lights but not the floor lamp and the ones in the kitchen.",
        ),
        (
            [("name", "Ceiling Lamp")],
            {"light.ceiling_lamp", "light.ceiling_lamp_2"},
            "Turned on 5 lights but not the ceiling lamp.",
        ),
    ],
)
def test_what_is_excepted_is_left_alone(hub, excluded, left, answer):
    reply = hub.carry_out(excepting("HassTurnOn", *excluded, domain="light"))

    assert reply.error is None
    assert reply.text == answer
    assert switched(hub) == set(LIGHTS) - left
    for light in left:
        assert hub.state(light) == LIGHTS[light]


def test_an_exception_within_an_area_keeps_to_the_area(hub):
    reply = hub.carry_out(
        excepting("HassTurnOn", ("name", "Counter Light"), domain="light", area="Kitchen")
    )

    assert reply.text == "Turned on the kitchen light but not the counter light."
    assert switched(hub) == {"light.kitchen_light"}


def test_an_area_excepted_means_the_rest_of_the_house_wherever_it_is_said(hub):
    there = {"context_area": "Living Room"}
    hub.carry_out(
        excepting("HassTurnOff", ("area", "Kitchen"), domain="light", metadata=there), "Living Room"
    )

    assert switched(hub) == set(LIGHTS) - KITCHEN


def test_a_thing_of_the_same_area_excepted_means_the_rest_of_the_area(hub):
    there = {"context_area": "Living Room"}
    hub.carry_out(
        excepting("HassTurnOff", ("name", "Floor Lamp"), domain="light", metadata=there),
        "Living Room",
    )

    assert switched(hub) == {"light.living_room_lamp"}


@pytest.mark.parametrize(
    ("intent", "untouched"),
    [
        (excepting("HassLightSet", ("area", "Kitchen"), domain="light", brightness=30), KITCHEN),
        (
            excepting("HomeAdjustLight", ("name", "Floor Lamp"), domain="light", direction=-1),
            {"light.floor_lamp"},
        ),
        (
            excepting("HassTurnOn", ("area", "Living Room"), domain="cover"),
            {"cover.living_room_blinds"},
        ),
        (
            excepting("HassSetPosition", ("area", "Bedroom"), domain="cover", position=50),
            {"cover.bedroom_curtain"},
        ),
        (
            excepting("HassMediaPause", ("name", "Kitchen Speaker")),
            {"media_player.kitchen_speaker"},
        ),
        (
            excepting("HassSetVolume", ("area", "Kitchen"), volume_level=10),
            {"media_player.kitchen_speaker"},
        ),
    ],
)
def test_every_kind_of_command_leaves_it_alone(hub, intent, untouched):
    hub.home.set_state("media_player.bedroom_speaker", "playing")
    before = {one: hub.home.entity(one).state for one in untouched}

    reply = hub.carry_out(intent)

    assert reply.error is None, reply.text
    assert hub.house.calls
    assert switched(hub).isdisjoint(untouched)
    assert {one: hub.home.entity(one).state for one in untouched} == before


def test_a_player_excepted_is_not_taken_because_nothing_else_plays(hub):
    reply = hub.carry_out(excepting("HassMediaPause", ("area", "Kitchen")), "Bedroom")

    assert (reply.error, reply.text) == ("entity_wrong_state", "Nothing is playing.")
    assert hub.house.calls == []


@pytest.mark.parametrize(
    ("intent", "error", "answer"),
    [
        (
            excepting("HassTurnOff", ("area", "Kitchen"), domain="light", area="Kitchen"),
            "no_valid_targets",
            "That leaves nothing, so I changed nothing.",
        ),
        (
            excepting("HassTurnOff", ("area", "Moon"), domain="light"),
            "no_area",
            "Sorry, I don't know any area called Moon.",
        ),
        (
            excepting("HassTurnOff", ("floor", "Attic"), domain="light"),
            "no_floor",
            "Sorry, I don't know any floor called Attic.",
        ),
        (
            excepting("HassTurnOff", ("name", "Disco Ball"), domain="light"),
            "no_entity",
            "Sorry, I don't know anything called Disco Ball.",
        ),
        (
            excepting("HassTurnOff", ("domain", "fan"), area="Kitchen"),
            "exclusion",
            "Sorry, I can't make an exception there, so I changed nothing.",
        ),
        (
            excepting("HassTurnOff", ("area", "Kitchen"), name="Floor Lamp"),
            "exclusion",
            "Sorry, I can't make an exception there, so I changed nothing.",
        ),
    ],
)
def test_an_exception_that_makes_no_sense_changes_nothing(hub, intent, error, answer):
    reply = hub.carry_out(intent)

    assert (reply.error, reply.text) == (error, answer)
    assert hub.house.calls == []


@pytest.mark.parametrize("name", ["HassToggle", "HassVacuumStart", "HassGetState", "HassMediaNext"])
def test_commands_that_know_no_exceptions_are_refused(hub, name):
    reply = hub.carry_out(excepting(name, ("area", "Kitchen"), domain="light"))

    assert reply.error == "exclusion"
    assert hub.house.calls == []


def test_a_group_with_an_excepted_member_and_the_members_of_an_excepted_group_are_left_alone(hub):
    def lamp(key, area=None, members=None):
        attributes = {"entity_id": members} if members else {}
        return DeclaredEntity(
            f"groups.light.{key}", key, "light", area, state="off", attributes=attributes
        )

    declared = [
        lamp("east", "Kitchen"),
        lamp("west", "Office"),
        lamp("whole house", members=["light.east", "light.west"]),
    ]
    hub.home.sync("groups", declared)
    hub.home.set_controller("groups", hub.house.control)

    hub.carry_out(excepting("HassTurnOn", ("area", "Kitchen"), domain="light"))
    assert {"light.east", "light.whole_house"}.isdisjoint(switched(hub))
    assert "light.west" in switched(hub)

    hub.house.calls.clear()
    hub.carry_out(excepting("HassTurnOn", ("name", "whole house"), domain="light"))
    assert {"light.east", "light.west", "light.whole_house"}.isdisjoint(switched(hub))
    assert "light.floor_lamp" in switched(hub)


def test_different_things_are_counted_as_things(hub):
    reply = hub.carry_out(excepting("HassTurnOff", ("name", "TV Plug"), area="Living Room"))

    assert "things but not the TV plug" in reply.text
    assert hub.state("switch.tv_plug") == "on"
