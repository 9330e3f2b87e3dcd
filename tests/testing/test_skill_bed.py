"""Skills tried as their authors try them: in a hub whose clock moves only when it is told to."""

import textwrap
import threading

import pytest

from ova.plugins import PluginBroken
from ova.plugins.patience import Patience
from ova.testing import SkillBed

CODE = """
    import threading
    from ova.sdk import Reply, handles, on_event, on_schedule

    manifest = {"required_integrations": ["bell"]}
    GO_ON = threading.Event()

    class Skill:
        def __init__(self, ova):
            self.ova = ova
            self.calls = []

        @handles("Lamp")
        def lamp(self, turn):
            self.ova.home.control("light.kitchen_light", "turn_on")
            return Reply("On.", speech="It is on now.")

        @handles("Egg")
        def egg(self, turn):
            where = turn.satellite.id if turn.satellite else None
            self.ova.timers.set(turn.slot("length"), name="egg", satellite_id=where)
            return turn.reply("egg", place=turn.area.name if turn.area else "nowhere")

        @handles("Hang")
        def hang(self, turn):
            self.calls.append("hangs")
            GO_ON.wait()

        @handles("Halt")
        def halt(self, turn):
            return "The skill was asked."

        @handles("Bell")
        def bell(self, turn):
            return self.ova.integrations.bell

        @on_event("bell.*")
        def rung(self, event):
            self.calls.append(event.payload["by"])
            if event.payload["by"] == "nobody":
                raise ValueError("nobody rang")

        @on_schedule("07:30", days="thu")
        def thursday(self):
            self.calls.append(f"{self.ova.now():%a %H:%M}")

        @on_schedule(every="4h")
        def often(self):
            self.calls.append("4h")

    def build_skill(config, ova):
        return Skill(ova)
"""
SENTENCES = """
    language: en
    intents:
      Lamp: {data: [{sentences: ["light up please"]}]}
      Egg: {data: [{sentences: ["boil an egg for {duration:length}"]}]}
      Hang: {data: [{sentences: ["hang around"]}]}
      Halt: {data: [{sentences: [stop, halt the skill]}]}
      Bell: {data: [{sentences: ["who is the bell"]}]}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("skills") / "trial"
    texts = folder / "locale" / "en"
    texts.mkdir(parents=True)
    (folder / "__init__.py").write_text(textwrap.dedent(CODE), encoding="utf-8")
    (texts / "sentences.yaml").write_text(textwrap.dedent(SENTENCES), encoding="utf-8")
    (texts / "replies.yaml").write_text('egg: "In the {place}."\n', encoding="utf-8")
    return folder


@pytest.fixture
def ask(folder):
    with SkillBed(folder, home=True) as bed:
        bed.integration("bell", "a doorbell", events=["bell.rung"])
        yield bed


def test_an_answer_tells_what_was_understood_done_and_said(ask):
    answer = ask("light up please")
    assert (answer.intent, answer.skill, answer.slots) == ("Lamp", "trial", {})
    assert (answer.reply, answer.speech, answer.error) == ("On.", "It is on now.", None)
    assert answer.did == ["light.kitchen_light turn_on"]
    assert ask.state("light.kitchen_light") == "on"
    assert answer.trace["readings"]
    assert ask("no such thing").intent is None


def test_timers_ring_on_the_satellite_that_asked_when_the_clock_is_moved(ask):
    answer = ask("boil an egg for ten minutes", satellite="kitchen")
    assert (answer.slots, answer.reply) == ({"length": 600}, "In the Kitchen.")
    ask.wait("9m")
    assert ask.ringing == []
    ask.wait("61s")
    assert [one.name for one in ask.ringing] == ["egg"]
    assert len(ask.satellite("kitchen").rings) == 1
    assert ask("stop", satellite="kitchen").intent == "OvaStop"  # and not the skill's own "stop"
    assert ask.ringing == []
    assert ask("halt the skill").reply == "The skill was asked."


def test_events_and_times_reach_the_skill_and_a_fault_is_named(ask):
    ask.tell("bell.rung", {"by": "Ann"})
    ask.tell("bell.rung", {"by": "nobody"})
    ask.tell("bell.rung", {"by": "Ben"})
    assert ask.object.calls == ["Ann", "nobody", "Ben"]
    assert (
        "its handler of the event bell.* failed: ValueError: nobody rang" in ask.info.warnings[-1]
    )
    ask.wait_until("23:59")
    assert ask.object.calls[3:] == ["4h"] * 4
    ask.wait_until("2026-03-12T08:00")
    assert ask.object.calls[7:] == ["4h", "4h", "Thu 07:30"]


def test_an_integration_that_is_another_one_now_is_the_one_the_skill_gets(ask):
    assert ask("who is the bell").reply == "a doorbell"
    ask.integration("bell", "a cow")
    assert ask("who is the bell").reply == "a cow"
    ask.remove_integration("bell")
    assert ask("who is the bell").reply == "Trial needs bell, which is not set up."


def test_a_skill_that_hangs_keeps_only_who_asked_it_waiting(ask, monkeypatch):
    asked, told = threading.Event(), {}

    def patient(self, function, *args):
        asked.set()
        return function(*args)

    handler = ask.hub.skill_manager.handler("Hang", "trial")
    release = handler.__func__.__globals__["GO_ON"]
    monkeypatch.setattr(Patience, "call", patient)
    waiting = threading.Thread(target=lambda: told.update(hung=ask("hang around", satellite="a")))
    waiting.start()
    try:
        assert asked.wait(60)
        assert ask("boil an egg for two minutes", satellite="kitchen").error is None
        assert ask("never mind", satellite="b").error is None
        assert "hung" not in told
    finally:
        release.set()
        waiting.join(60)
    assert told["hung"].reply == ""


def test_a_skill_that_cannot_be_used_says_why(tmp_path):
    (tmp_path / "broken.py").write_text("raise RuntimeError('not today')\n", encoding="utf-8")
    with pytest.raises(PluginBroken, match="not today"):
        SkillBed(tmp_path / "broken.py")
