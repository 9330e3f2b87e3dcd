"""The home as a whole, and the white of its lights."""

import pytest


def states(hub):
    return {one.name: one.state.state for one in hub.home.entities()}


@pytest.mark.parametrize("text", ["turn everything off", "everything off", "switch off everything"])
def test_everything_off_leaves_locks_and_blinds_alone(hub, ask, text):
    reply = ask(text)

    assert reply.error is None
    assert "bedroom light" in reply.text or "floor lamp" in reply.text
    after = states(hub)
    assert {
        after[name] for name in ("Floor Lamp", "Bedroom Light", "TV Plug", "Kitchen Speaker")
    } == {"off"}
    assert (after["Back Door"], after["Bedroom Curtain"]) == ("unlocked", "open")
    assert {call[1] for call in hub.house.calls} == {"turn_off"}
    assert ask(text).text == "Nothing is on."


def test_everything_off_in_one_place_only(hub, ask):
    ask("turn off everything in the bedroom")
    assert (states(hub)["Bedroom Light"], states(hub)["Floor Lamp"]) == ("off", "on")
    ask("turn everything off in here", area="Living Room")
    assert (states(hub)["Floor Lamp"], states(hub)["Kitchen Speaker"]) == ("off", "playing")


def test_everything_off_but_one_thing(hub, ask):
    reply = ask("turn everything off except the tv plug")
    assert reply.error is None
    assert (states(hub)["TV Plug"], states(hub)["Floor Lamp"]) == ("on", "off")


@pytest.mark.parametrize(
    ("text", "area", "answer"),
    [
        ("what is on in the kitchen", None, "The kitchen speaker is on."),
        ("what's on on the first floor", None, "The bedroom light and the bedroom speaker are on."),
        ("what is still on in here", "Living Room", "The floor lamp and the TV plug are on."),
        ("is anything on in the office", None, "Nothing is on in the office."),
        ("is anything open", None, "Yes, the kitchen window is open."),
        ("is anything still open in the living room", None, "I don't know of any doors or windows there."),
        ("is everything closed", None, "No, the kitchen window is open."),
    ],
)  # fmt: skip
def test_what_is_on_and_open_is_told(ask, text, area, answer):
    assert ask(text, area=area).text == answer


def test_the_white_goes_by_steps_to_its_end(hub, ask):
    ask("turn on the kitchen light")
    assert ask("make the kitchen light warmer").text == "Made the kitchen light warmer."
    light = next(one for one in hub.home.entities() if one.name == "Kitchen Light")
    assert light.state.attributes["color_temp_kelvin"] == 2400
    ask("make the lights in the kitchen a bit warmer")
    assert ask("make the kitchen light warmer").text == "The kitchen light is as warm as it gets."
    assert ask("make the kitchen light cooler").error is None
    assert ask("make the bedroom light warmer").error == "feature_not_supported"


def test_a_bit_brighter_needs_no_verb(hub, ask):
    assert ask("a bit brighter", area="Bedroom").text == "Set the bedroom light to 70 percent."
    assert ask("dim the bedroom light by 30 percent").text == "Set the bedroom light to 40 percent."
