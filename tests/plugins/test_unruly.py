"""Plugins that do what no author should: the hub and their neighbours live on."""

import random
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from ova.core import Intent, OvaError, PluginState, Utterance
from ova.plugins.errors import PluginFault
from ova.plugins.patience import Patience
from ova.sdk import Turn

GOOD = """
    from ova.sdk import handles

    class Good:
        @handles("Good")
        def good(self, turn):
            return "fine"

    def build_skill(config, ova):
        return Good()
"""
HANDLER = """
    import threading
    from ova.sdk import Reply, handles

    class Odd(Exception):
        def __str__(self):
            raise ValueError("no words")

    class Unruly:
        @handles("Unruly")
        def go(self, turn):
            {body}

    def build_skill(config, ova):
        return Unruly()
"""


def turn(intent, skill):
    return Turn(
        Utterance("words"),
        Intent(intent, skill),
        replies=None,
        rng=random.Random(1),  # noqa: S311 - picks nothing
    )


def handled(workshop, body):
    """Return the reply of a handler with this body, called as the hub calls it: in a thread."""
    workshop.write("skills/unruly.py", HANDLER.format(body=body))
    manager = workshop.start().skill_manager
    manager.enable("unruly")
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(manager.handle, turn("Unruly", "unruly")).result()


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("raise Odd", "its text cannot be had: ValueError"),
        ("raise RuntimeError('one\\n\\x1b[31mtwo\\x00')", "RuntimeError: one [31mtwo"),
        ("return Reply(5)", "a Reply whose text is a int"),
        ("return Reply('x', speech=[])", "a Reply whose speech is a list"),
        ("return Reply('x', error=6)", "a Reply whose error is a int"),
        ("return 'word ' * 1_000_000", "a Reply whose text is longer than 10000 characters"),
        ("return chr(0xD800)", "a Reply whose text holds half a character"),
        ("return Reply('x', data={'a': object()})", "a Reply whose data is not JSON"),
        ("return Reply('x', data={'a': float('nan')})", "a Reply whose data is not JSON"),
        ("return Reply('x', data=[1])", "a Reply whose data is no mapping"),
    ],
)
def test_a_handler_that_breaks_every_custom_is_answered_for(workshop, body, reason):
    reply = handled(workshop, body)
    assert reply.error == "handler_failed"
    assert reply.text == "Something went wrong in Unruly."
    assert reason in reply.data["reason"]
    assert reply.data["reason"].isprintable()


SENTENCES = ["intents: 5\n", "intents: [a, b]\n", "intents: {5: {}}\n", "- just\n- a list\n"]


@pytest.mark.parametrize("sentences", SENTENCES)
def test_sentences_of_another_shape_do_not_keep_the_hub_from_starting(workshop, sentences):
    workshop.write("skills/good.py", GOOD)
    workshop.write("skills/bad/__init__.py", GOOD.replace("Good", "Bad"))
    workshop.write("skills/bad/locale/en/sentences.yaml", sentences)
    first = workshop.start()
    for skill in ("bad", "good"):
        first.skill_manager.enable(skill)
    first.stop()

    again = workshop.start()
    assert again.skill_manager.handle(turn("Good", "good")).text == "fine"


def test_a_plugin_the_hub_makes_no_sense_of_is_left_out_and_its_neighbours_are_not(workshop):
    nonsense = GOOD + "\n    manifest = {'config': {'a': {'pattern': '('}}}\n"
    workshop.write("skills/aaa.py", nonsense)
    workshop.write("skills/good.py", GOOD)
    manager = workshop.start().skill_manager
    manager.enable("good")
    assert manager.handle(turn("Good", "good")).text == "fine"
    manager.reload("aaa")
    assert manager.info("aaa").state in (PluginState.BROKEN, PluginState.NOT_LOADED)


def test_default_settings_of_the_wrong_kind_are_named(workshop):
    workshop.write("skills/five.py", GOOD + "\n    default_config = 5\n")
    info = workshop.start().skill_manager.info("five")
    assert info.state == PluginState.BROKEN
    assert "default_config" in info.reason


def test_default_settings_may_be_a_plain_mapping(workshop):
    workshop.write("skills/plain.py", GOOD + "\n    default_config = {'size': 3}\n")
    assert workshop.start().skill_manager.config("plain") == {"size": 3}


def test_a_call_that_hangs_is_given_up_and_after_some_the_plugin_is_left_alone():
    patience = Patience(wait_s=0.01, most_stuck=2)
    enough = Event()
    for _ in range(2):
        with pytest.raises(PluginFault) as given_up:
            patience.call(enough.wait, 20)
        assert "did not answer" in given_up.value.reason
    with pytest.raises(PluginFault) as refused:
        patience.call(lambda: "never called")
    assert "2 earlier calls" in refused.value.reason
    enough.set()


def test_what_a_patient_call_returns_or_raises_comes_through():
    patience = Patience()
    assert patience.call(lambda one, two: one + two, 1, 2) == 3
    with pytest.raises(OvaError, match="on purpose"):
        patience.call(_refuse)


def _refuse():
    raise OvaError("This was on purpose.")
