"""Questions that programs ask on a satellite, in a whole hub with a satellite's link."""

import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from tests.hubs import hub_in_process

from ova.core import AskResult, Conflict, InvalidInput, RunResult, Unavailable
from ova.hub import OpenVoiceAssistant
from ova.language import accepts
from ova.pipeline import RunRequest

OFFERED = {"yes": ["(yes|sure)"], "later": ["in {duration}"], "play": ["play {song}"]}


class Kitchen:
    """A satellite that is connected, and hears that it is asked something."""

    def __init__(self, hub: OpenVoiceAssistant, threads: ThreadPoolExecutor) -> None:
        self.hub = hub
        self.threads = threads
        self.ended: list[dict[str, Any]] = []
        self.over: list[str] = []
        self.asked = threading.Event()
        self.link = hub.open_link(self._take)
        assert self.link.hello({"id": "kitchen", "name": "Kitchen", "version": "1"})["ok"]

    def _take(self, name: str, *args: Any) -> None:
        if name == "play_end":
            self.ended.append(args[0])
            self.threads.submit(self.link.played, {"id": args[0]["id"]})
            self.asked.set()
        elif name == "question_over":
            self.over.append(args[0]["id"])

    def ask(self, *args: Any, **options: Any) -> "Future[AskResult]":
        """Ask in a thread, and return once the satellite was told to listen."""
        self.asked.clear()
        answer = self.threads.submit(self.hub.satellites.ask, "kitchen", *args, **options)
        if not self.asked.wait(60):
            answer.result(0)  # raises what went wrong
        return answer

    def say(self, text: str) -> RunResult:
        return self.hub.pipeline.text(text, RunRequest(satellite_id="kitchen"))


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVoiceAssistant]:
    with hub_in_process(tmp_path_factory.mktemp("ova")) as hub:
        hub.converse("what time is it")
        yield hub


@pytest.fixture
def kitchen(running: OpenVoiceAssistant) -> Iterator[Kitchen]:
    running.pipeline.sessions.close(satellite_id="kitchen")
    with ThreadPoolExecutor(4) as threads:
        kitchen = Kitchen(running, threads)
        yield kitchen
        running.satellite_asks.close()
        kitchen.link.close()


@pytest.mark.parametrize(
    ("said", "chosen", "slots"),
    [
        ("um, sure", "yes", {}),
        ("in ten minutes please", "later", {"duration": 600}),
        ("play some jazz", "play", {"song": "some jazz"}),
    ],
)
def test_the_answer_that_was_given_comes_back(
    kitchen: Kitchen, said: str, chosen: str, slots: dict[str, Any]
):
    answer = kitchen.ask("Shall I start the washing machine?", OFFERED)

    assert kitchen.ended[-1]["keep_listening"] is True
    graph = kitchen.hub.pipeline.answers(RunRequest(satellite_id="kitchen"))
    assert graph is not None
    assert accepts(graph, "in ten minutes")
    run = kitchen.say(said)

    assert (run.error, run.reply) == (None, "")
    assert answer.result(60) == AskResult(chosen, said, slots)
    assert kitchen.over[-1] == kitchen.ended[-1]["id"]


def test_a_page_is_told_what_can_be_answered_as_it_stands(kitchen: Kitchen):
    kitchen.ask("Shall I?", {**OFFERED, "no": ["no [thanks]"]})
    assert kitchen.ended[-1]["question"] == {
        "kind": "offer",
        "language": "en",
        "options": [
            {"label": "Yes", "sentence": "yes"},
            {"label": "No thanks", "sentence": "no thanks"},
        ],
    }


def test_a_conversation_is_begun_and_what_is_said_then_is_a_command(kitchen: Kitchen):
    light = "light.kitchen_light"
    kitchen.hub.home.control(light, "turn_off")
    kitchen.hub.satellites.converse("kitchen", "It is getting dark.")

    assert kitchen.ended[-1]["keep_listening"] is True
    assert kitchen.say("repeat that").reply == "It is getting dark."
    assert kitchen.say("turn on the kitchen light").error is None
    assert kitchen.hub.home.entity(light).state.state == "on"

    kitchen.ask("Shall I?", OFFERED)
    with pytest.raises(Conflict, match="asked there already"):
        kitchen.hub.satellites.converse("kitchen", "It is getting dark.")
    with pytest.raises(InvalidInput, match="nothing to say"):
        kitchen.hub.satellites.converse("kitchen", " ... ")


def test_without_offered_answers_any_text_is_one(kitchen: Kitchen):
    answer = kitchen.ask("What do we need?")
    kitchen.say("Milk and honey")
    assert answer.result(60) == AskResult(None, "Milk and honey")


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (["no thanks"], "refused"),
        (["never mind"], "cancelled"),
        (["turn on the kitchen light"], "other_command"),
        (["bananas", "what", "bananas"], "no_match"),
    ],
)
def test_without_an_answer_the_reason_is_told(kitchen: Kitchen, said: list[str], reason: str):
    answer = kitchen.ask("Shall I?", OFFERED)
    for text in said:
        kitchen.say(text)
    told = answer.result(60)
    assert (told.id, told.reason) == (None, reason)


@pytest.mark.parametrize("how", ["goes", "is forgotten"])
def test_nobody_waits_for_a_satellite_that_has_gone(kitchen: Kitchen, how: str):
    answer = kitchen.ask("Shall I?", OFFERED, timeout_s=60)
    if how == "goes":
        kitchen.link.close()
    else:
        kitchen.hub.satellites.forget("kitchen")
    assert answer.result(50) == AskResult(reason="left")
    assert not kitchen.hub.satellite_asks.waits("")
    assert kitchen.link.hello({"id": "kitchen", "name": "Kitchen", "version": "1"})["ok"]
    assert kitchen.say("sure").intent is None


def test_nobody_waits_longer_than_was_said(kitchen: Kitchen):
    assert kitchen.ask("Shall I?", OFFERED, timeout_s=0.01).result(60).reason == "timeout"
    assert kitchen.say("sure").intent is None


def test_what_cannot_be_asked_is_refused_in_words(kitchen: Kitchen):
    kitchen.ask("Shall I?", OFFERED)
    ask = kitchen.hub.satellites.ask
    with pytest.raises(Conflict, match="asked there already"):
        ask("kitchen", "And this?", OFFERED)
    with pytest.raises(InvalidInput, match="never closed"):
        ask("kitchen", "Shall I?", {"yes": ["(yes|sure"]})
    with pytest.raises(InvalidInput, match="no sentences"):
        ask("kitchen", "Shall I?", {"yes": []})
    with pytest.raises(InvalidInput, match="seconds"):
        ask("kitchen", "Shall I?", timeout_s=600)
    kitchen.link.close()
    kitchen.hub.satellite_asks.close()
    with pytest.raises(Unavailable, match="not connected"):
        ask("kitchen", "Shall I?", OFFERED)
