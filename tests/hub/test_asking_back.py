"""Handlers that ask and go on with the answer, in a whole hub."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.hubs import a_new_grammar, hub_in_process

from ova.core import Outcome, RunResult
from ova.hub import OpenVoiceAssistant
from ova.language import accepts
from ova.pipeline import RunRequest

BAR = '''
"""Asks in every way there is."""

import threading

from ova.sdk import handles


class Bar:
    def __init__(self):
        self.closed = threading.Event()
        self.said = []

    @handles("BarMix")
    def mix(self, turn):
        try:
            strength = yield turn.ask("how_strong", slot="percentage:strength")
            if strength > 50 and not (yield turn.confirm("really")):
                return turn.reply("left")
            drink = yield turn.choose("which", {"lemonade": 1, "iced tea": 2})
            return turn.reply("mixed", strength=strength, drink=drink)
        finally:
            self.closed.set()

    @handles("BarNote")
    def note(self, turn):
        text = yield turn.ask("what")
        self.said.append(text)
        return turn.reply("noted", text=text)

    @handles("BarBreak")
    def smash(self, turn):
        yield turn.confirm("really")
        return {}["the glass"]

    @handles("BarWrong")
    def wrong(self, turn):
        yield "a text"


def build_skill(config, ova):
    return Bar()


def default_config():
    return {}
'''
SENTENCES = """
language: en
intents:
  BarMix: {data: [{sentences: ["mix me a drink"]}]}
  BarNote: {data: [{sentences: ["leave the barkeeper a note"]}]}
  BarBreak: {data: [{sentences: ["smash a glass"]}]}
  BarWrong: {data: [{sentences: ["water the bar"]}]}
"""
REPLIES = """
how_strong: "How strong, in percent?"
really: "Really?"
which: "Which one: {choices}?"
left: "All right."
mixed: "{strength} percent, drink {drink}."
what: "What shall I tell him?"
noted: "I will tell him: {text}."
"""


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVoiceAssistant]:
    folder: Path = tmp_path_factory.mktemp("ova")
    locale = folder / "skills" / "bar" / "locale" / "en"
    locale.mkdir(parents=True)
    (folder / "skills" / "bar" / "__init__.py").write_text(BAR)
    (locale / "sentences.yaml").write_text(SENTENCES)
    (locale / "replies.yaml").write_text(REPLIES)
    with hub_in_process(folder) as hub:
        with a_new_grammar(hub):
            hub.skill_manager.enable("bar")
        hub.converse("what time is it")
        yield hub


@pytest.fixture
def hub(running: OpenVoiceAssistant) -> OpenVoiceAssistant:
    for timer in running.timers.pending():
        running.timers.cancel(timer.id)
    running.home.control("light.kitchen_light", "turn_off")
    running.pipeline.sessions.close("talk")
    closed(running).clear()
    return running


def closed(hub: OpenVoiceAssistant) -> threading.Event:
    """Return what is set when a handler of the bar has ended, however it did."""
    event: threading.Event = hub.skill_manager.get_skill_module("bar").closed
    return event


def say(hub: OpenVoiceAssistant, *texts: str, talk: str | None = "talk") -> RunResult:
    return [hub.converse(text, conversation_id=talk) for text in texts][-1]


def test_a_timer_without_a_length_asks_for_how_long(hub: OpenVoiceAssistant):
    asked = say(hub, "set a pizza timer")

    assert (asked.reply, asked.error, asked.keep_listening) == ("For how long?", None, True)
    assert asked.outcome is Outcome.ASKED
    assert hub.timers.pending() == []
    graph = hub.pipeline.answers(RunRequest(conversation_id="talk"))
    assert graph is not None
    assert accepts(graph, "for ten minutes")

    done = say(hub, "um, for ten minuts please")

    assert (done.error, done.question, done.keep_listening) == (None, None, False)
    assert done.intent is not None
    assert done.intent.name == "HassStartTimer"
    assert done.intent.values() == {"name": "pizza", "duration": 600}
    assert [(timer.name, timer.duration_s) for timer in hub.timers.pending()] == [("pizza", 600)]


def test_every_kind_of_question_is_asked_and_answered_in_turn(hub: OpenVoiceAssistant):
    assert say(hub, "mix me a drink").reply == "How strong, in percent?"
    assert say(hub, "eighty percent").reply == "Really?"
    which = say(hub, "yes please")
    assert which.reply == "Which one: lemonade, iced tea?"
    assert which.question is not None
    assert [one.label for one in which.question.options] == ["lemonade", "iced tea"]

    assert say(hub, "the second one").reply == "80 percent, drink 2."
    assert say(hub, "mix me a drink", "eighty percent", "no").reply == "All right."


def test_any_text_may_be_wanted(hub: OpenVoiceAssistant):
    run = say(hub, "leave the barkeeper a note", "Turn on the kitchen light!")

    assert run.reply == "I will tell him: Turn on the kitchen light!."
    assert hub.home.entity("light.kitchen_light").state.state == "off"


def test_an_unclear_answer_is_asked_for_twice_more_and_then_dropped(hub: OpenVoiceAssistant):
    again = say(hub, "mix me a drink", "what")

    assert (again.error, again.keep_listening) == ("asked_again", True)
    assert again.reply == "Sorry, I did not get that. How strong, in percent?"
    assert say(hub, "like the sea").error == "asked_again"

    dropped = say(hub, "bananas")

    assert (dropped.error, dropped.question) == ("unsure_dropped", None)
    assert closed(hub).wait(60)
    assert say(hub, "eighty percent").intent is None


def test_another_command_is_carried_out_and_the_question_dropped(hub: OpenVoiceAssistant):
    run = say(hub, "mix me a drink", "turn on the kitchen light")

    assert run.error is None
    assert hub.home.entity("light.kitchen_light").state.state == "on"
    assert closed(hub).wait(60)
    assert say(hub, "eighty percent").intent is None


@pytest.mark.parametrize("text", ["never mind", "no", "stop"])
def test_who_wants_nothing_any_more_ends_the_question(hub: OpenVoiceAssistant, text: str):
    run = say(hub, "mix me a drink", text)

    assert run.question is None
    assert closed(hub).wait(60)
    assert say(hub, "eighty percent").intent is None


def test_the_questions_of_one_sentence_are_asked_one_after_the_other(hub: OpenVoiceAssistant):
    asked = say(hub, "mix me a drink and turn on the kitchen light and set a timer")

    assert asked.reply.endswith("How strong, in percent?")
    assert hub.home.entity("light.kitchen_light").state.state == "on"

    mixed = say(hub, "ten percent", "lemonade")

    assert mixed.reply == "10 percent, drink 1. For how long?"
    assert mixed.keep_listening
    assert say(hub, "half an hour").error is None
    assert [timer.duration_s for timer in hub.timers.pending()] == [1800]


def test_two_people_at_two_satellites_never_answer_for_each_other(hub: OpenVoiceAssistant):
    def at(satellite: str, text: str) -> RunResult:
        return hub.pipeline.text(text, RunRequest(satellite_id=satellite))

    assert at("hall", "mix me a drink").keep_listening
    assert at("attic", "set a timer").keep_listening
    assert hub.pipeline.answers(RunRequest(satellite_id="cellar")) is None
    assert at("cellar", "ten percent").intent is None
    assert at("hall", "ten percent").reply == "Which one: lemonade, iced tea?"
    assert at("attic", "ten minutes").error is None
    assert at("attic", "lemonade").intent is None
    assert at("hall", "lemonade").reply == "10 percent, drink 1."
    assert [one.duration_s for one in hub.timers.pending()] == [600]


def test_alone_nobody_can_answer_and_the_reply_says_so(hub: OpenVoiceAssistant):
    run = say(hub, "mix me a drink", talk=None)

    assert run.reply == "How strong, in percent? Please say it again in full."
    assert (run.outcome, run.keep_listening) == (Outcome.ASKED, False)
    assert closed(hub).wait(60)


def test_a_handler_that_fails_after_the_answer_is_named(hub: OpenVoiceAssistant):
    run = say(hub, "smash a glass", "yes")

    assert run.error == "handler_failed"
    (told,) = [event.data for event in run.events if event.type == "error"]
    assert told["plugin"] == "bar"
    assert "KeyError" in told["reason"]


def test_a_handler_that_yields_something_else_is_named(hub: OpenVoiceAssistant):
    run = say(hub, "water the bar")

    assert run.error == "handler_failed"
    (told,) = [event.data for event in run.events if event.type == "error"]
    assert told["reason"] == "the handler of BarWrong yielded a str"


def test_a_skill_that_is_reloaded_forgets_what_it_asked(hub: OpenVoiceAssistant):
    say(hub, "mix me a drink")
    ended = closed(hub)
    with a_new_grammar(hub):
        hub.skill_manager.reload("bar")

    assert ended.wait(60)
    assert say(hub, "ten percent").intent is None
