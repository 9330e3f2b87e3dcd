"""What authors declare, and what they hear when they declare it wrongly."""

import ast
import dataclasses
import random
from pathlib import Path

import pytest

import ova.sdk
from ova.core import Area, Intent, InvalidInput, OvaError, Reply, Slot, Unavailable, Utterance
from ova.sdk import (
    ActionError,
    AuthFailed,
    Device,
    InputInvalid,
    NotReady,
    PluginError,
    RateLimited,
    Turn,
    control,
    handles,
)
from ova.sdk.decorators import CONTROL_MARK, EXCLUSIONS_MARK, INTENTS_MARK


class Texts:
    """Shows what it was asked to render."""

    def render(self, key, rng=None, **fields):
        return f"{key} {sorted(fields.items())} {rng is not None}"


def a_turn(**changes):
    intent = Intent("Ask", "skill", (Slot("name", "Ann"), Slot("count", 0)))
    return Turn(Utterance("ask Ann"), intent, **changes)


def test_a_turn_gives_the_slots_it_has_and_defaults_for_the_others():
    turn = a_turn()
    assert turn.slot("name") == "Ann"
    assert turn.slot("count", 5) == 0
    assert turn.slot("other") is None
    assert turn.slot("other", 5) == 5
    assert turn.slots == {"name": "Ann", "count": 0}


def test_a_turn_renders_texts_with_its_own_randomness():
    turn = a_turn(replies=Texts(), rng=random.Random(1), area=Area("k", "Kitchen"))  # noqa: S311 - picks a text
    assert turn.reply("hello", name="Ben", count=2) == Reply(
        "hello [('count', 2), ('name', 'Ben')] True"
    )
    assert turn.text("bye") == "bye [] True"
    assert turn.area.name == "Kitchen"


def test_a_turn_without_texts_answers_with_the_key():
    assert a_turn().reply("hello").text == "hello"


def test_a_turn_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        a_turn().language = "de"


def test_marks_leave_the_method_as_it_is():
    def method(self, turn):
        return turn

    assert handles("A", "B")(method) is method
    assert handles("C")(method) is method
    assert getattr(method, INTENTS_MARK) == ("C", "A", "B")
    assert control(method) is method
    assert getattr(method, CONTROL_MARK) == ()
    assert control("light", "fan")(method) is method
    assert getattr(method, CONTROL_MARK) == ("light", "fan")


@pytest.mark.parametrize("names", [(), ("",), (5,), ("A", None)])
def test_handles_wants_names(names):
    with pytest.raises(InputInvalid, match="@handles"):
        handles(*names)


def test_a_forgotten_pair_of_brackets_is_explained():
    with pytest.raises(InputInvalid, match="Name at least one intent"):

        @handles
        def method(self, turn):
            return None


@pytest.mark.parametrize("domains", [("",), (5,), ("light", None)])
def test_control_wants_domains(domains):
    with pytest.raises(InputInvalid, match="@control"):
        control(*domains)


@pytest.mark.parametrize(
    "wrong", [{"key": ""}, {"key": 5}, {"name": " "}, {"name": None}, {"domain": ""}]
)
def test_a_device_needs_a_key_a_name_and_a_domain(wrong):
    with pytest.raises(InputInvalid, match=next(iter(wrong))):
        Device(**({"key": "a", "name": "A", "domain": "light"} | wrong))


def test_a_device_keeps_what_the_hub_knows_unless_it_says_a_state():
    device = Device("a", "A", "light")
    assert (device.state, device.attributes, device.aliases, device.virtual) == (
        None,
        {},
        (),
        False,
    )


@pytest.mark.parametrize(
    ("error", "code", "status", "kind"),
    [
        (PluginError, "plugin_error", 502, OvaError),
        (ActionError, "action_failed", 502, PluginError),
        (AuthFailed, "auth_failed", 502, PluginError),
        (NotReady, "not_ready", 503, Unavailable),
        (RateLimited, "rate_limited", 503, Unavailable),
        (InputInvalid, "invalid_input", 422, InvalidInput),
    ],
)
def test_errors_of_authors_are_errors_of_the_hub(error, code, status, kind):
    raised = error("It did not work.", cure="Try again.")
    assert isinstance(raised, kind)
    assert isinstance(raised, PluginError)
    assert (raised.code, raised.status, str(raised)) == (
        code,
        status,
        "It did not work. Try again.",
    )


def test_rate_limits_say_when_to_ask_again():
    assert RateLimited("Too often.", retry_after_s=30).retry_after_s == 30


def test_the_room_imports_only_core_and_the_standard_library():
    for file in Path(ova.sdk.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("ova"):
                assert node.module.split(".")[1] in ("core", "sdk"), file.name


def test_a_handler_says_for_which_intents_it_leaves_things_alone():
    @handles("Off", exclusions=True)
    @handles("On")
    def switch(turn):
        return None

    assert getattr(switch, INTENTS_MARK) == ("Off", "On")
    assert getattr(switch, EXCLUSIONS_MARK) == ("Off",)


def test_a_turn_tells_what_to_leave_alone():
    kitchen = Slot("area", "Kitchen", "kitchen")
    turn = Turn(Utterance("words"), Intent("Off", "skill", excluded=(kitchen,)))
    assert turn.excluded == (kitchen,)
    assert a_turn().excluded == ()
