"""A skill that does everything a skill should not: the hub, "stop" and its neighbours live on."""

import textwrap
import threading
from dataclasses import replace

import pytest

from ova.plugins import meters
from ova.testing import SkillBed

CODE = """
    import logging
    import threading
    from ova.sdk import handles

    log = logging.getLogger(__name__)
    GO_ON, HANGS = threading.Event(), threading.Event()

    def hang():
        HANGS.set()
        GO_ON.wait()

    class Unruly:
        def __init__(self, ova):
            self.ova = ova

        @handles("Raise")
        def fall(self, turn):
            raise ValueError("it fell")

        @handles("Hang")
        def hang(self, turn):
            hang()

        @handles("HangLater")
        def hang_later(self, turn):
            yield turn.ask("what", "anything")
            hang()

        @handles("HangAtTheEnd")
        def hang_at_the_end(self, turn):
            try:
                yield turn.ask("what", "anything")
            finally:
                hang()

        @handles("RaiseAtTheEnd")
        def raise_at_the_end(self, turn):
            try:
                yield turn.ask("what", "anything")
            finally:
                raise ValueError("it fell at the end")

        @handles("AskOnAndOn")
        def ask_on_and_on(self, turn):
            while True:
                yield turn.ask("what", "anything")

        @handles("Control")
        def control(self, turn):
            while True:
                self.ova.home.control("light.kitchen_light", "turn_on")

        @handles("Order")
        def order(self, turn):
            while True:
                self.ova.actions.run("demo_home", "no_such_action")

        @handles("Plan")
        def plan(self, turn):
            while True:
                self.ova.timers.set(600)

        @handles("Talk")
        def talk(self, turn):
            return self.ova.converse("talk to yourself").reply

        @handles("Log")
        def write(self, turn):
            for number in range(2000):
                log.warning("line %d", number)

        @handles("Say")
        def say(self, turn):
            return "word " * 100_000

        @handles("Stop")
        def stop(self, turn):
            hang()

        def unload(self):
            raise RuntimeError("it does not want to go")

    def build_skill(config, ova):
        return Unruly(ova)
"""
SENTENCES = """
    language: en
    intents:
      Raise: {data: [{sentences: ["fall over"]}]}
      Hang: {data: [{sentences: ["hang around"]}]}
      HangLater: {data: [{sentences: ["hang around later"]}]}
      HangAtTheEnd: {data: [{sentences: ["hang on to it"]}]}
      RaiseAtTheEnd: {data: [{sentences: ["fall over last"]}]}
      AskOnAndOn: {data: [{sentences: ["ask on and on"]}]}
      Control: {data: [{sentences: ["switch like mad"]}]}
      Order: {data: [{sentences: ["order like mad"]}]}
      Plan: {data: [{sentences: ["plan like mad"]}]}
      Talk: {data: [{sentences: ["talk to yourself"]}]}
      Log: {data: [{sentences: ["write it all down"]}]}
      Say: {data: [{sentences: ["say everything"]}]}
      Stop: {data: [{sentences: [stop, be still, stop everything]}]}
"""
BROKEN = """\
language: en
intents:
  Never:
    data:
      - sentences: ["never (closed"]
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    folder = tmp_path_factory.mktemp("skills") / "unruly"
    texts = folder / "locale" / "en"
    texts.mkdir(parents=True)
    (folder / "__init__.py").write_text(textwrap.dedent(CODE), encoding="utf-8")
    (texts / "sentences.yaml").write_text(textwrap.dedent(SENTENCES), encoding="utf-8")
    (texts / "broken.yaml").write_text(BROKEN, encoding="utf-8")
    (texts / "torn.yaml").write_text("language: en\nintents: [\n", encoding="utf-8")
    (texts / "replies.yaml").write_text("what: What?\n", encoding="utf-8")
    few = {name: replace(one, at_once=50, a_second=0.0) for name, one in meters.RATES.items()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(meters, "RATES", few)
        with SkillBed(folder, home=True, skills=["timers"]) as bed:
            for place in ("kitchen", "hall"):
                bed("cancel all timers", satellite=place)  # what runs for a satellite begins
            yield bed
            vars_of(bed)["GO_ON"].set()


def vars_of(ask):
    """Return what the skill's module holds."""
    return type(ask.object).fall.__globals__


@pytest.fixture
def hanging(ask):
    """Let what hangs go on when the test is over."""
    module = vars_of(ask)
    module["GO_ON"].clear()
    module["HANGS"].clear()
    yield module["HANGS"]
    module["GO_ON"].set()


@pytest.fixture
def ringing(ask):
    """A timer that rings in the kitchen."""
    ask("set a timer for one minute", satellite="kitchen")
    ask.wait("1m")
    assert len(ask.satellite("kitchen").rings) >= 1
    assert len(ask.ringing) == 1


def stops(ask):
    """Tell that "stop" is the hub's, answered, and silences what rings."""
    answer = ask("stop", satellite="kitchen")
    assert (answer.intent, answer.error, ask.ringing) == ("OvaStop", None, [])
    assert ask("set a timer for ten minutes", satellite="hall").error is None


def test_one_that_raises_is_named_in_the_answer_the_history_and_on_its_page(ask):
    answer = ask("fall over", satellite="kitchen")
    assert (answer.reply, answer.error) == ("Something went wrong in Unruly.", "handler_failed")
    assert "ValueError: it fell" in answer.reason
    assert "unruly/__init__.py" in answer.reason
    assert "it fell" in ask.info.warnings[-1]
    kept = ask.hub.history.get(answer.run.run_id)
    assert (kept["text"], kept["error"]) == ("fall over", "handler_failed")
    assert "it fell" in str(kept["events"])
    assert "Unruly" in str(kept["events"])


@pytest.mark.parametrize("before", [["hang around"], ["hang around later", "pears"]])
def test_one_that_never_returns_keeps_neither_stop_nor_others_waiting(
    ask, hanging, ringing, before
):
    *first, last = before
    for text in first:
        assert ask(text, satellite="kitchen").question
    waiting = threading.Thread(target=ask, args=(last,), kwargs={"satellite": "kitchen"})
    waiting.start()
    assert hanging.wait(60)
    stops(ask)
    vars_of(ask)["GO_ON"].set()
    waiting.join(60)


def test_one_that_never_returns_is_given_up_on_and_named(ask, hanging, monkeypatch):
    live = ask.hub.skill_manager._records["unruly"].live
    with monkeypatch.context() as patch:
        patch.setattr(live.patience, "_wait_s", 0.05)
        answer = ask("hang around", satellite="kitchen")
    assert (answer.reply, answer.error) == ("Something went wrong in Unruly.", "handler_failed")
    assert "did not answer" in answer.reason
    assert "did not answer" in ask.info.warnings[-1]


@pytest.mark.parametrize("text", ["hang on to it", "fall over last"])
def test_a_question_that_is_stopped_may_hang_or_raise_as_it_ends(ask, hanging, ringing, text):
    assert ask(text, satellite="kitchen").question
    stops(ask)
    assert ask("pears", satellite="kitchen").skill != "unruly"


def test_a_stop_of_its_own_is_never_asked(ask, hanging, ringing):
    stops(ask)
    assert not hanging.is_set()


def test_questions_without_end_end_with_never_mind(ask):
    for text in ("ask on and on", "pears", "apples", "plums"):
        assert ask(text, satellite="kitchen").question
    assert ask("never mind", satellite="kitchen").question is None
    assert ask("plums", satellite="kitchen").skill is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("switch like mad", "it controls more than 0 things a second"),
        ("plan like mad", "it plans more than 0 things a second"),
        ("talk to yourself", "it says more than 0 things a second"),
        ("say everything", "longer than 10000 characters"),
    ],
)
def test_a_flood_is_cut_and_named(ask, text, reason):
    ask(text, satellite="kitchen")
    assert any(reason in one for one in ask.info.warnings)
    assert ask("cancel all timers").error is None


def test_a_flood_of_orders_fails_at_the_first_that_cannot_be(ask):
    assert ask("order like mad").error == "not_found"


def test_a_flood_of_lines_is_cut_and_named_at_once(ask):
    ask("write it all down")
    assert any("it logs too much; lines are left out" in one for one in ask.info.warnings)


def test_broken_sentences_are_named_with_file_line_and_cure_and_spare_the_others(ask):
    problems = [one for one in ask.hub.grammar.problems if one.skill == "unruly"]
    assert len(problems) == 1
    assert "broken.yaml:5" in str(problems[0])
    assert "'(' is never closed" in str(problems[0])
    assert any("torn.yaml:3" in one for one in ask.info.warnings)
    assert ask("fall over").skill == "unruly"


def test_one_that_does_not_want_to_go_goes(ask):
    ask.hub.skill_manager.disable("unruly")
    assert ask("fall over").skill is None
    assert ask("cancel all timers").error is None
    ask.hub.skill_manager.enable("unruly")
