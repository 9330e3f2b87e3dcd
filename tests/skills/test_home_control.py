"""Commands for the home: what is called, what it does, what is answered."""

import pytest

from ova.core import Intent, Slot
from ova.home import DeclaredEntity

KITCHEN = ("light.counter_light", "light.kitchen_light")


@pytest.mark.parametrize(
    ("text", "area", "entity", "state"),
    [
        ("turn on the kitchen light", None, "light.kitchen_light", "on"),
        ("Turn the kitchen light on, please.", None, "light.kitchen_light", "on"),
        ("kitchen light on", None, "light.kitchen_light", "on"),
        ("switch off the floor lamp", None, "light.floor_lamp", "off"),
        ("turn off the reading light", None, "light.floor_lamp", "off"),
        ("turn on the ceiling lamp in the hallway", None, "light.ceiling_lamp_2", "on"),
        ("turn on the ceiling lamp", "Hallway", "light.ceiling_lamp_2", "on"),
        ("turn on the ceiling lamp", "Office", "light.ceiling_lamp", "on"),
        ("lights off", "Bedroom", "light.bedroom_light", "off"),
        ("turn on the coffee machine", None, "switch.coffee_machine", "on"),
        ("turn off the tv plug", None, "switch.tv_plug", "off"),
        ("toggle the coffee machine", None, "switch.coffee_machine", "on"),
        ("toggle the tv plug", None, "switch.tv_plug", "off"),
        ("turn on the ceiling fan", None, "fan.ceiling_fan", "on"),
        ("turn on the fan", "Bedroom", "fan.ceiling_fan", "on"),
        ("open the living room blinds", None, "cover.living_room_blinds", "open"),
        ("open the blinds", "Living Room", "cover.living_room_blinds", "open"),
        ("open the blinds in the living room", None, "cover.living_room_blinds", "open"),
        ("close the bedroom curtain", None, "cover.bedroom_curtain", "closed"),
        ("close all the curtains", None, "cover.bedroom_curtain", "closed"),
        ("open the garage door", None, "cover.garage_door", "open"),
        ("lock the back door", None, "lock.back_door", "locked"),
        ("unlock the front door", None, "lock.front_door", "unlocked"),
        ("lock all the doors", None, "lock.back_door", "locked"),
        ("turn off the living room thermostat", None, "climate.living_room_thermostat", "off"),
        ("turn on the living room tv", None, "media_player.living_room_tv", "on"),
        ("pause the kitchen speaker", None, "media_player.kitchen_speaker", "paused"),
        ("pause the music", None, "media_player.kitchen_speaker", "paused"),
        ("stop the music", "Kitchen", "media_player.kitchen_speaker", "paused"),
        ("resume the bedroom speaker", None, "media_player.bedroom_speaker", "playing"),
        ("play the music", "Bedroom", "media_player.bedroom_speaker", "playing"),
        ("start robby", None, "vacuum.robby", "cleaning"),
        ("start the vacuum", None, "vacuum.robby", "cleaning"),
        ("return robby to base", None, "vacuum.robby", "returning"),
        ("send the vacuum home", None, "vacuum.robby", "returning"),
    ],
)
def test_a_command_changes_the_state(hub, ask, text, area, entity, state):
    reply = ask(text, area)
    assert reply.error is None, reply.text
    assert reply.text
    assert hub.state(entity) == state


@pytest.mark.parametrize(
    ("text", "area", "entity", "attribute", "value"),
    [
        ("set the kitchen light to 40 percent", None, "light.kitchen_light", "brightness", 102),
        ("dim the kitchen light to 40%", None, "light.kitchen_light", "brightness", 102),
        ("set the brightness to 100", "Office", "light.ceiling_lamp", "brightness", 255),
        ("set the kitchen light to red", None, "light.kitchen_light", "color_name", "red"),
        ("set the kitchen light to warm white", None, "light.kitchen_light", "color_temp_kelvin", 2700),
        ("dim the bedroom light", None, "light.bedroom_light", "brightness", 76),
        ("make it brighter", "Bedroom", "light.bedroom_light", "brightness", 178),
        ("brighten the bedroom light by 10 percent", None, "light.bedroom_light", "brightness", 153),
        ("set the bedroom curtain to 30 percent", None, "cover.bedroom_curtain", "current_position", 30),
        ("set the ceiling fan to 50 percent", None, "fan.ceiling_fan", "percentage", 50),
        ("set the fan speed to 25 percent", "Bedroom", "fan.ceiling_fan", "percentage", 25),
        ("set the temperature to 22.5 degrees", "Living Room", "climate.living_room_thermostat", "temperature", 22.5),
        ("set the thermostat to twenty two degrees", None, "climate.living_room_thermostat", "temperature", 22),
        ("set the living room thermostat fan to low", None, "climate.living_room_thermostat", "fan_mode", "low"),
        ("set the volume to 50 percent", "Kitchen", "media_player.kitchen_speaker", "volume_level", 0.5),
        ("turn the volume up", "Kitchen", "media_player.kitchen_speaker", "volume_level", 0.4),
        ("turn down the volume by twenty percent", "Kitchen", "media_player.kitchen_speaker", "volume_level", 0.1),
        ("mute the kitchen speaker", None, "media_player.kitchen_speaker", "is_volume_muted", True),
        ("unmute", "Kitchen", "media_player.kitchen_speaker", "is_volume_muted", False),
    ],
)  # fmt: skip
def test_a_command_sets_a_value(hub, ask, text, area, entity, attribute, value):
    reply = ask(text, area)
    assert reply.error is None, reply.text
    assert hub.value(entity, attribute) == value


@pytest.mark.parametrize(
    ("text", "area", "entity", "service"),
    [
        ("next song", "Kitchen", "media_player.kitchen_speaker", "media_next_track"),
        ("skip this song", None, "media_player.kitchen_speaker", "media_next_track"),
        ("previous track", "Kitchen", "media_player.kitchen_speaker", "media_previous_track"),
        ("stop the living room blinds", None, "cover.living_room_blinds", "stop_cover"),
        ("stop the blinds", "Living Room", "cover.living_room_blinds", "stop_cover"),
        ("pause robby", None, "vacuum.robby", "pause"),
    ],
)
def test_a_command_calls_a_service(hub, ask, text, area, entity, service):
    assert ask(text, area).error is None
    assert hub.house.calls == [(entity, service, {})]


@pytest.mark.parametrize(
    ("text", "area", "answer"),
    [
        ("turn on the kitchen light", None, "Turned on the kitchen light."),
        ("turn off the tv plug", None, "Turned off the TV plug."),
        ("open the garage door", None, "Opened the garage door."),
        ("turn on the lights", "Kitchen", "Turned on the lights."),
        ("turn on the lights in the kitchen", None, "Turned on the lights in the kitchen."),
        ("turn off the lights in the bedroom", None, "Turned off the bedroom light."),
        ("turn on the lights on the first floor", None, "Turned on the lights on the first floor."),
        ("turn off all the lights", None, "Turned off all the lights."),
        ("lock the doors", None, "Locked the back door and the front door."),
        ("set the kitchen to blue", None, "Set the kitchen light to blue."),
        ("set the kitchen light to warm white", None, "Set the kitchen light to warm white."),
        ("start robby", None, "Started Robby."),
        ("mute", "Kitchen", "Muted the kitchen speaker."),
    ],
)
def test_the_reply_says_what_was_done(ask, text, area, answer):
    assert ask(text, area).text == answer


def test_lights_of_an_area_are_switched_and_no_others(hub, ask):
    ask("turn on the lights", area="Kitchen")
    assert {call[0] for call in hub.house.calls} == set(KITCHEN)


def test_lights_of_a_floor_are_switched(hub, ask):
    ask("turn on the lights on the first floor")
    assert {call[0] for call in hub.house.calls} == {"light.bedroom_light", "light.ceiling_lamp"}


def test_all_lights_means_all_that_are_exposed(hub, ask):
    ask("turn off all the lights")
    switched = {call[0] for call in hub.house.calls}
    assert len(switched) == 7
    assert "light.secret_lamp" not in switched


@pytest.mark.parametrize(
    ("text", "area", "error", "answer"),
    [
        (
            "turn on the fans",
            "Kitchen",
            "no_domain_in_area",
            "Sorry, I don't know any fans in the kitchen.",
        ),
        (
            "turn on the lights in the garage",
            None,
            "no_domain_in_area",
            "Sorry, I don't know any lights in the garage.",
        ),
        (
            "open the windows in the kitchen",
            None,
            "no_device_class_in_area",
            "Sorry, I don't know any windows in the kitchen.",
        ),
        (
            "set the counter light to red",
            None,
            "feature_not_supported",
            "Sorry, that can't be done with the counter light.",
        ),
        (
            "set the bedroom to red",
            None,
            "feature_not_supported",
            "Sorry, none of the lights can do that.",
        ),
        (
            "set the living room thermostat to 50 degrees",
            None,
            "invalid_input",
            "I can set the living room thermostat to between 7 and 30 degrees, not to 50.",
        ),
        (
            "set the living room thermostat fan to medium",
            None,
            "feature_not_supported",
            "Sorry, the living room thermostat has no fan mode medium.",
        ),
        (
            "pause the living room tv",
            None,
            "entity_wrong_state",
            "The living room TV isn't playing anything.",
        ),
        (
            "dim the lights",
            "Kitchen",
            "entity_wrong_state",
            "The counter light and the kitchen light are already off.",
        ),
        (
            "vacuum the kitchen",
            None,
            "feature_not_supported",
            "Sorry, I can't send Robby to the kitchen alone, so I did not start it.",
        ),
        (
            "unlock the door",
            None,
            "duplicate_targets",
            "That could be the back door and the front door. Please say which one.",
        ),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_done(hub, ask, text, area, error, answer):
    reply = ask(text, area)
    assert (reply.error, reply.text) == (error, answer)
    assert hub.house.calls == []


def test_two_things_of_one_name_are_not_taken_by_guessing(hub):
    reply = hub.carry_out(Intent("HassTurnOn", "home", (Slot("name", "Ceiling Lamp"),)))
    assert reply.error == "duplicate_entities"
    assert reply.text == (
        "There are 2 things called ceiling lamp: hallway, office. Please say which one."
    )
    assert hub.house.calls == []


def test_two_things_of_one_name_are_asked_about_and_the_area_chooses(hub):
    match = hub.match("turn on the ceiling lamp", "Kitchen")
    assert match.reason == "ambiguous"
    assert match.question is not None
    office = next(option for option in match.question.options if option.label == "Office")
    reply = hub.carry_out(office.intents[0])
    assert reply.error is None
    ((entity_id, service, _),) = hub.house.calls
    assert service == "turn_on"
    assert hub.home.entity(entity_id).area_id == hub.area("Office").id


@pytest.mark.parametrize(
    ("name", "area", "answer"),
    [
        ("Ceiling Lamp", "Kitchen", "Sorry, there is no ceiling lamp in the kitchen."),
        ("Kitchen Light", "Bedroom", "Sorry, there is no kitchen light in the bedroom."),
    ],
)
def test_a_thing_of_another_area_is_not_taken(hub, name, area, answer):
    slots = (Slot("name", name), Slot("area", area))
    reply = hub.carry_out(Intent("HassTurnOn", "home", slots))
    assert (reply.error, reply.text) == ("no_entity_in_area", answer)
    assert hub.house.calls == []


def test_a_thing_that_is_not_exposed_is_not_controlled(hub, ask):
    hub.home.update_entity("switch.coffee_machine", exposed=False)
    assert hub.match("turn on the coffee machine").intent is None
    hub.home.update_entity("cover.living_room_blinds", exposed=False)
    reply = ask("open the blinds", area="Living Room")
    assert reply.error == "no_device_class_in_area_exposed"
    assert reply.text == "Sorry, no blinds in the living room are shared with me."
    assert hub.house.calls == []


def test_two_players_are_not_paused_by_guessing(hub, ask):
    hub.home.set_state("media_player.bedroom_speaker", "playing")
    reply = ask("pause the music")
    assert reply.error == "duplicate_targets"
    assert reply.text == (
        "That could be the bedroom speaker and the kitchen speaker. Please say which one."
    )
    assert ask("pause the music", area="Bedroom").error is None
    assert [call[0] for call in hub.house.calls] == ["media_player.bedroom_speaker"]


def test_nothing_to_pause_or_resume_is_said_so(hub, ask):
    hub.home.set_state("media_player.kitchen_speaker", "idle")
    hub.home.set_state("media_player.bedroom_speaker", "idle")
    assert ask("pause the music").text == "Nothing is playing."
    assert ask("resume the music").text == "Nothing is paused."
    assert ask("play the music", area="Bedroom").text == "Playing on the bedroom speaker."


def test_a_light_that_fails_is_named_beside_those_that_worked(hub, ask):
    hub.house.broken.add("light.counter_light")
    reply = ask("turn on the lights", area="Kitchen")
    assert reply.text == (
        "Turned on the kitchen light. Sorry, that did not work with the counter light."
    )
    assert reply.error == "control_failed"
    assert reply.data["done"] == ["light.kitchen_light"]
    assert reply.data["failed"] == ["light.counter_light"]
    assert (hub.state("light.kitchen_light"), hub.state("light.counter_light")) == ("on", "off")


def test_things_that_cannot_be_reached_are_named(hub, ask):
    hub.home.remove_controller("house")
    reply = ask("turn on the lights", area="Kitchen")
    assert reply.text == "I can't reach the counter light and the kitchen light."
    assert reply.error == "entity_unavailable"
    assert ask("lock the back door").text == "I can't reach the back door."


def test_what_is_not_confirmed_is_not_claimed(hub, ask):
    hub.house.slow.add("light.kitchen_light")
    reply = ask("turn on the kitchen light")
    assert reply.text == "I told the kitchen light, but it has not confirmed it yet."
    assert reply.error is None
    reply = ask("turn on the lights", area="Kitchen")
    assert reply.text == (
        "Turned on the counter light. I told the kitchen light, but it has not confirmed it yet."
    )


def test_a_cover_on_its_way_is_said_to_be_opening(hub, ask):
    hub.house.slow.add("cover.garage_door")
    hub.home.set_state("cover.garage_door", "opening")
    assert ask("open the garage door").text == "Opening the garage door."


def test_a_light_set_to_nothing_is_switched_off(hub, ask):
    assert ask("set the bedroom light to 0 percent").text == "Turned off the bedroom light."
    assert hub.state("light.bedroom_light") == "off"


def test_a_brightness_the_lamp_did_not_take_is_told(hub, ask):
    hub.house.slow.add("light.bedroom_light")
    assert ask("set the bedroom light to 90 percent").text == "Set the bedroom light to 50 percent."


def test_only_lit_lights_are_dimmed(hub, ask):
    assert ask("dim the lights").text == "Dimmed the bedroom light and the floor lamp."
    assert {call[0] for call in hub.house.calls} == {"light.bedroom_light", "light.floor_lamp"}


def test_a_daylight_beyond_the_lamp_gives_the_nearest(hub, ask):
    hub.home.set_state("light.kitchen_light", None, {"max_color_temp_kelvin": 5000})
    assert ask("set the kitchen light to daylight").error is None
    assert hub.value("light.kitchen_light", "color_temp_kelvin") == 5000


def test_a_thermostat_that_is_off_says_so(hub, ask):
    ask("turn off the living room thermostat")
    assert ask("set the thermostat to 22 degrees").text == (
        "Set the living room thermostat to 22 degrees. "
        "The living room thermostat is switched off, though."
    )


def test_the_names_of_peoples_things_keep_their_capitals(hub, ask):
    hub.home.sync(
        "other",
        [
            DeclaredEntity(key="1", name="Anna's Lamp", domain="light", area="Office", state="off"),
            DeclaredEntity(
                key="2", name="The Big Lamp", domain="light", area="Office", state="off"
            ),
        ],
    )
    hub.home.set_controller("other", hub.house.control)
    assert ask("turn on anna's lamp").text == "Turned on Anna's Lamp."
    assert ask("turn on the big lamp").text == "Turned on the big lamp."


def test_many_names_are_shortened(hub, ask):
    hub.house.broken.update(
        entity.id for entity in hub.home.entities("light") if entity.id != "light.floor_lamp"
    )
    assert ask("turn off all the lights").text == (
        "Turned off the floor lamp. Sorry, that did not work with the bedroom light, "
        "the ceiling lamp in the office, the ceiling lamp in the hallway and 3 more."
    )


def test_never_mind_is_silent(ask):
    reply = ask("never mind")
    assert (reply.text, reply.error) == ("", None)
