"""Questions about the home."""

import pytest


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("is the front door locked", "Yes, the front door is locked."),
        ("is the back door locked", "No, the back door is unlocked."),
        ("did i lock the back door", "No, the back door is unlocked."),
        ("is the kitchen light on", "No, the kitchen light is off."),
        ("is the floor lamp on", "Yes, the floor lamp is on."),
        ("is the bedroom light on", "Yes, the bedroom light is on at 50 percent."),
        ("is the garage door open", "No, the garage door is closed."),
        ("is the garage door closed", "Yes, the garage door is closed."),
        ("is the kitchen window open", "Yes, the kitchen window is open."),
        ("is robby cleaning", "No, Robby is at its base."),
        ("are any lights on", "Yes, the bedroom light and the floor lamp are on."),
        ("are any lights on in the kitchen", "No, no lights are on in the kitchen."),
        ("are the lights on in the living room", "Yes, the floor lamp is on."),
        ("are all the lights off", "No, the bedroom light and the floor lamp are not off."),
        ("are all the lights off in the kitchen", "Yes, all lights are off in the kitchen."),
        ("how many lights are on", "2 lights are on."),
        ("how many lights are on in the living room", "One light is on in the living room: the floor lamp."),
        ("how many lights are on in the kitchen", "No lights are on in the kitchen."),
        ("which lights are on", "The bedroom light and the floor lamp."),
        ("which lights are on in the kitchen", "No lights are on in the kitchen."),
        ("are all the doors locked", "No, the back door is not locked."),
        ("which doors are unlocked", "The back door."),
        ("are any windows open", "Yes, the kitchen window is open."),
        ("are the blinds closed", "Yes, all blinds are closed."),
        ("are any curtains open", "Yes, the bedroom curtain is open."),
        ("what is the state of the front door", "The front door is locked."),
        ("what is the bedroom temperature", "The bedroom temperature is 18.5 °C."),
        ("what is the kitchen humidity", "The kitchen humidity is 47%."),
        ("what is the temperature in the living room", "It's 20.5 degrees in the living room."),
        ("how warm is it in the living room", "It's 20.5 degrees in the living room."),
        ("what is the temperature in the bedroom", "It's 18.5 degrees in the bedroom."),
        (
            "what is the state of the living room thermostat",
            "The living room thermostat is set to heating at 21 degrees, and it's 20.5 degrees there.",
        ),
    ],
)  # fmt: skip
def test_a_question_is_answered(hub, ask, text, answer):
    reply = ask(text)
    assert reply.text == answer
    assert reply.error is None
    assert hub.house.calls == []


def test_units_are_spoken_as_words(ask):
    assert (
        ask("what is the bedroom temperature").spoken == "The bedroom temperature is 18.5 degrees."
    )
    assert ask("what is the kitchen humidity").spoken == "The kitchen humidity is 47 percent."


@pytest.mark.parametrize(
    ("area", "answer"), [("Living Room", "It's 20.5 degrees."), ("Bedroom", "It's 18.5 degrees.")]
)
def test_the_temperature_is_that_of_the_room_one_is_in(ask, area, answer):
    assert ask("what is the temperature", area=area).text == answer
    assert ask("how warm is it", area=area).text == answer


def test_a_room_without_a_thermometer_says_so(ask):
    reply = ask("what is the temperature in the kitchen")
    assert reply.error == "no_domain_in_area"
    assert reply.text == "Sorry, I don't know any thermometers in the kitchen."


def test_something_that_cannot_be_reached_is_not_guessed(hub, ask):
    hub.home.set_state("lock.front_door", "unavailable")
    reply = ask("is the front door locked")
    assert (reply.text, reply.error) == ("I can't reach the front door.", "unavailable")
    assert ask("are all the doors locked").text == (
        "No, the back door is not locked. I can't reach the front door."
    )
    hub.home.set_state("lock.back_door", "unavailable")
    assert ask("are all the doors locked").text == "I can't reach the back door and the front door."


def test_a_thermometer_that_is_silent_says_so(hub, ask):
    hub.home.set_state("sensor.bedroom_temperature", "unknown")
    reply = ask("how warm is it", area="Bedroom")
    assert reply.error == "entity_wrong_state"


def test_what_is_not_exposed_is_not_told(hub, ask):
    hub.home.set_state("light.secret_lamp", "on")
    assert "secret" not in ask("which lights are on").text
    assert ask("how many lights are on").text == "2 lights are on."


def test_whether_somebody_is_home_is_told_by_name(ask):
    assert ask("is anyone home").text == "Yes, Anna is at home."
