"""From a text to what is done, asked and said."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from ova.core import (
    Intent,
    Match,
    Option,
    OvaError,
    Question,
    QuestionKind,
    Reading,
    Reply,
    RunEventType,
    RunResult,
    Slot,
    Step,
    StepKind,
    Trace,
    Transcript,
    Utterance,
)
from ova.engines import EspeakVoice, SpeechPool, SpeechSettings
from ova.hub.texts import hub_texts
from ova.pipeline import Pipeline, RunRequest

TALK = RunRequest(conversation_id="talk")
ALONE = RunRequest()


def intent(name: str, target: str = "", text: str = "") -> Intent:
    slots = (Slot("name", target),) if target else ()
    return Intent(name, "home", slots, text=text)


LAMP = intent("HassTurnOn", "bedroom lamp")
HALL = intent("HassTurnOn", "hall lamp")
UNSURE = Question(
    QuestionKind.UNSURE, (Option("bedroom lamp", "turn on the bedroom lamp", (LAMP,)),)
)
WHICH = Question(
    QuestionKind.AMBIGUOUS,
    (
        Option("bedroom lamp", "turn on the bedroom lamp", (LAMP,)),
        Option("hall lamp", "turn on the hall lamp", (HALL,)),
    ),
)
SHALL_I = Question(QuestionKind.CONFIRM, (Option("front door", "unlock the front door", (HALL,)),))
TRACE = Trace(
    (
        Reading(
            "HassTurnOn",
            "home",
            "turn on [the] {name}",
            "home/en.yaml",
            "turn on the lamp",
            0.8,
            {"name": "lamp"},
            (Step(StepKind.TYPO, "lapm", "lamp", 0.2),),
        ),
    )
    * 9,
    ("turn on the hall lamp", "turn on the bedroom lamp", "turn on the desk lamp"),
)


@dataclass
class Desk:
    """A pipeline with what it understands and what its skills answer."""

    matches: dict[str, Match] = field(default_factory=dict)
    replies: dict[str, Reply | Exception] = field(default_factory=dict)
    handled: list[str] = field(default_factory=list)
    language: str = "en"
    pipeline: Pipeline | None = None
    now: float = 1000.0

    def understand(self, utterance: Utterance) -> Match:
        return self.matches.get(utterance.text, Match(utterance.text, reason="no_intent"))

    def handle(self, utterance: Utterance, command: Intent) -> Reply:
        key = str(command.value("name") or command.name)
        self.handled.append(key)
        reply = self.replies.get(key, Reply(f"Did {key}."))
        if isinstance(reply, Exception):
            raise reply
        return reply

    def say(self, text: str, request: RunRequest = TALK) -> RunResult:
        assert self.pipeline is not None
        return self.pipeline.text(text, request)


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    speech = SpeechPool(SpeechSettings(workers=1))
    made.pipeline = Pipeline(
        understand=made.understand,
        handle=made.handle,
        speak=lambda text, language, *_others: EspeakVoice().stream(text, language),
        speech=speech,
        texts=hub_texts,
        on_event=lambda _event: None,
        on_result=lambda _result: None,
        clock=lambda: made.now,
    )
    yield made
    made.pipeline.close()
    speech.close()


def data_of(result: RunResult, kind: RunEventType) -> dict[str, object]:
    (found,) = [event.data for event in result.events if event.type is kind]
    return found


def test_every_command_of_a_sentence_is_carried_out_in_order(desk: Desk):
    desk.matches["both"] = Match("both", LAMP, also=(HALL,))

    result = desk.say("both")

    assert desk.handled == ["bedroom lamp", "hall lamp"]
    assert result.reply == "Did bedroom lamp. Did hall lamp."
    assert result.intent is LAMP
    assert result.error is None
    wire = result.to_json()
    assert (wire["intent"], wire["slots"]) == ("HassTurnOn", {"name": "bedroom lamp"})
    assert wire["commands"] == [
        {
            "intent": "HassTurnOn",
            "slots": {"name": name},
            "skill": "home",
            "template": "",
            "score": 1.0,
            "reply": f"Did {name}.",
            "error": None,
        }
        for name in ("bedroom lamp", "hall lamp")
    ]
    told = data_of(result, RunEventType.INTENT_END)
    assert told["intent"] == "HassTurnOn"
    assert told["commands"] == wire["commands"]


def test_what_several_commands_answer_alike_is_said_once(desk: Desk):
    desk.replies = {
        "bedroom lamp": Reply("Okay.", speech="Okay dokay."),
        "hall lamp": Reply("Okay.", keep_listening=True),
    }
    desk.matches["both"] = Match("both", LAMP, also=(HALL,))

    result = desk.say("both", RunRequest(conversation_id="talk", speak=True))

    assert result.reply == "Okay."
    assert result.keep_listening
    assert data_of(result, RunEventType.TTS_START)["tts_input"] == "Okay dokay. Okay."


def test_one_command_that_fails_does_not_keep_the_others_back(desk: Desk):
    desk.replies = {"bedroom lamp": Reply("I can't reach the bedroom lamp.", error="unreachable")}
    desk.matches["both"] = Match("both", LAMP, also=(HALL,))

    result = desk.say("both")

    assert desk.handled == ["bedroom lamp", "hall lamp"]
    assert result.reply == "I can't reach the bedroom lamp. Did hall lamp."
    assert (result.error, result.reason) == ("unreachable", "I can't reach the bedroom lamp.")
    assert [one.error for one in result.commands] == ["unreachable", None]


@pytest.mark.parametrize(
    "failure",
    [
        RuntimeError("boom"),
        OvaError("Boom.", code="handler_failed"),
        Reply(
            "Sorry, something went wrong with that.",
            error="handler_failed",
            data={"plugin": "home", "name": "Home", "reason": "boom"},
        ),
    ],
)
def test_a_failure_that_does_not_say_what_failed_is_named(desk: Desk, failure: Reply | Exception):
    desk.replies = {"blinds": failure}
    close = intent("HassTurnOff", "blinds", text="close the blinds")
    desk.matches["both"] = Match("both", LAMP, also=(close,))

    result = desk.say("both")

    assert result.reply == (
        "Did bedroom lamp. This did not work: close the blinds. Sorry, something went wrong with that."
    )
    errors = [event.data for event in result.events if event.type is RunEventType.ERROR]
    assert len(errors) == 1
    assert errors[0]["code"] == result.error
    assert result.events[-1].type is RunEventType.RUN_END


def test_without_words_of_its_own_a_failed_command_is_named_by_its_target(desk: Desk):
    desk.replies = {"hall lamp": RuntimeError("boom")}
    desk.matches["both"] = Match("", LAMP, also=(HALL,))

    assert "This did not work: hall lamp." in desk.say("both").reply


@pytest.mark.parametrize(
    ("error", "answer"),
    [
        ("no_skill", "I understood that, but nothing here can do it."),
        ("exclusion", "Sorry, I can't make an exception there, so I changed nothing."),
    ],
)
def test_refusals_of_the_hub_are_said_in_the_words_of_the_home(desk: Desk, error: str, answer: str):
    desk.replies = {"bedroom lamp": Reply("Nein.", error=error, data={"plugin": "x", "reason": ""})}
    desk.matches["on"] = Match("on", LAMP)

    result = desk.say("on")

    assert (result.reply, result.error) == (answer, error)
    assert result.reason == answer


@pytest.mark.parametrize(
    ("question", "asked", "alone"),
    [
        (
            UNSURE,
            "Did you mean: turn on the bedroom lamp?",
            "Did you mean: turn on the bedroom lamp? Please say it again in full.",
        ),
        (
            WHICH,
            "Which one do you mean: bedroom lamp or hall lamp?",
            "Which one do you mean: bedroom lamp or hall lamp? Please say it again in full.",
        ),
        (
            SHALL_I,
            "Shall I unlock the front door?",
            "Shall I unlock the front door? If so, say: yes, unlock the front door.",
        ),
    ],
)
def test_a_question_is_asked_and_waits_for_its_answer(
    desk: Desk, question: Question, asked: str, alone: str
):
    kind = question.kind.value
    desk.matches["hm"] = Match("hm", reason=kind, question=question, trace=TRACE)

    result = desk.say("hm")

    assert desk.handled == []
    assert (result.reply, result.keep_listening, result.error) == (asked, True, kind)
    told = data_of(result, RunEventType.INTENT_END)
    options = [{"label": one.label, "sentence": one.sentence} for one in question.options]
    assert told["question"] == {"kind": kind, "options": options}
    assert (told["intent"], told["reason"]) == (None, kind)
    assert result.to_json()["question"] == told["question"]
    waiting = desk.pipeline.sessions.take_question(desk.now, "talk")
    assert (waiting.question, waiting.times) == (question, 1)

    lone = desk.say("hm", ALONE)
    assert (lone.reply, lone.keep_listening) == (alone, False)


def test_a_question_asked_again_is_worded_and_counted_so(desk: Desk):
    desk.matches["hm"] = Match("hm", reason="unsure", question=UNSURE, detail={"again": True})

    result = desk.say("hm")

    assert result.reply == "Please answer yes or no. Did you mean: turn on the bedroom lamp?"
    assert desk.pipeline.sessions.take_question(desk.now, "talk").times == 2


def test_of_many_options_a_few_are_told(desk: Desk):
    options = tuple(Option(f"lamp {n}", f"turn on lamp {n}", (LAMP,)) for n in range(1, 8))
    desk.matches["hm"] = Match(
        "hm", reason="ambiguous", question=Question(QuestionKind.AMBIGUOUS, options)
    )

    assert desk.say("hm").reply == (
        "7 things fit, for example lamp 1, lamp 2 or lamp 3. Which one do you mean?"
    )


def test_options_with_one_label_are_told_by_their_sentences(desk: Desk):
    options = (
        Option("lamp", "turn on the lamp in the hall", (LAMP,)),
        Option("lamp", "turn on the lamp in the office", (HALL,)),
    )
    desk.matches["hm"] = Match(
        "hm", reason="ambiguous", question=Question(QuestionKind.AMBIGUOUS, options)
    )

    assert desk.say("hm").reply == (
        "Which one do you mean: turn on the lamp in the hall or turn on the lamp in the office?"
    )


def test_another_command_ends_the_question(desk: Desk):
    desk.matches = {
        "hm": Match("hm", reason="unsure", question=UNSURE),
        "on": Match("on", HALL),
    }
    desk.say("hm")
    desk.say("on")

    assert desk.pipeline.sessions.take_question(desk.now, "talk") is None
    assert desk.pipeline.sessions.get(desk.now, "talk").last_intents == (HALL,)


def test_a_question_goes_on_waiting_when_nothing_was_heard(desk: Desk):
    desk.matches["hm"] = Match("hm", reason="unsure", question=UNSURE)
    desk.say("hm")
    run = desk.pipeline.open_run(TALK, "audio")

    silence = desk.pipeline.answering.heard(run, TALK, Transcript(""))

    assert not silence.keep_listening
    assert desk.pipeline.sessions.take_question(desk.now, "talk").question is UNSURE


@pytest.mark.parametrize(
    ("reason", "detail", "reply"),
    [
        ("empty", {}, "I heard nothing."),
        ("too_long", {}, "Sorry, that was too long for me."),
        ("not_a_command", {}, "I did not take that as a command."),
        ("negation", {"words": "don't"}, "All right, I won't."),
        (
            "exclusion",
            {"words": "except"},
            "Sorry, I can't make an exception there, so I changed nothing.",
        ),
        (
            "no_entity",
            {"entity": "disco ball"},
            "Sorry, I don't know any device called disco ball.",
        ),
        (
            "no_entity_exposed",
            {"entity": "Secret Lamp"},
            "Sorry, Secret Lamp is not shared with me.",
        ),
        ("no_area", {"area": "moon"}, "Sorry, I don't know any area called moon."),
        ("no_floor", {"floor": "attic"}, "Sorry, I don't know any floor called attic."),
        (
            "entity_elsewhere",
            {"entity": "floor lamp", "area": "kitchen", "actual_area": "living room"},
            "Floor lamp is in the living room, not in the kitchen.",
        ),
        (
            "entity_elsewhere",
            {"entity": "lamp", "area": "kitchen", "actual_area": ["hall", "office"]},
            "Lamp is in the hall and office, not in the kitchen.",
        ),
        ("entity_elsewhere", {"entity": "lamp", "area": "kitchen"}, "Lamp is not in the kitchen."),
        ("needs_area", {}, "Please say which room you mean as well."),
        ("refused", {}, "All right, I won't."),
        (
            "unsure_dropped",
            {},
            "Sorry, I still don't know what you mean, so I changed nothing.",
        ),
        ("brand_new_reason", {}, "Sorry, I couldn't do that."),
    ],
)
def test_every_reason_for_doing_nothing_is_told(
    desk: Desk, reason: str, detail: dict[str, object], reply: str
):
    desk.matches["hm"] = Match("hm", reason=reason, detail=detail)

    result = desk.say("hm")

    assert (result.reply, result.error, result.reason) == (reply, reason, reply)
    assert (result.commands, result.keep_listening) == ((), False)
    told = data_of(result, RunEventType.INTENT_END)
    assert (told["reason"], told["detail"]) == (reason, detail)


def test_a_text_close_to_what_can_be_said_is_helped_on(desk: Desk):
    desk.matches["hm"] = Match("hm", reason="no_intent", trace=TRACE)
    desk.matches["dont"] = Match("dont", reason="negation", trace=TRACE)

    result = desk.say("hm")

    assert result.reply == (
        "Sorry, I couldn't understand that. "
        "You can say, for example: turn on the hall lamp or turn on the bedroom lamp."
    )
    assert data_of(result, RunEventType.INTENT_END)["nearest"] == list(TRACE.nearest)
    assert desk.say("dont").reply == "All right, I won't."


@pytest.mark.parametrize(
    "match", [Match("hm", LAMP, trace=TRACE), Match("hm", reason="no_intent", trace=TRACE)]
)
def test_how_it_was_understood_is_told_when_asked_and_always_kept(desk: Desk, match: Match):
    desk.matches["hm"] = match

    asked = desk.say("hm", RunRequest(explain=True))
    silent = desk.say("hm")

    assert asked.to_json()["trace"] == TRACE.to_json()
    assert "trace" not in silent.to_json()
    kept = data_of(silent, RunEventType.INTENT_END)["trace"]
    assert kept["nearest"] == list(TRACE.nearest)
    assert len(kept["readings"]) == 5


def test_what_came_about_without_a_grammar_has_an_empty_trace(desk: Desk):
    desk.matches["stop"] = Match("stop", LAMP)

    assert desk.say("stop", RunRequest(explain=True)).to_json()["trace"] == {
        "readings": [],
        "nearest": [],
        "stages": [],
    }


def test_a_fault_in_understanding_ends_the_run_with_an_apology(desk: Desk):
    def burst(_utterance: Utterance) -> Match:
        raise RuntimeError("boom")

    desk.pipeline.answering._understand = burst

    result = desk.say("anything")

    assert (result.reply, result.error) == (
        "Sorry, something went wrong with that.",
        "intent-failed",
    )


def test_questions_may_be_asked_from_a_listener_of_the_run(desk: Desk):
    """The question waits before its run has ended: an answer may be quick."""
    desk.matches["hm"] = Match("hm", reason="unsure", question=UNSURE)
    seen: list[bool] = []

    def at_the_end(event: object) -> None:
        if event.type is RunEventType.RUN_END:
            seen.append(desk.pipeline.sessions.take_question(desk.now, "talk") is not None)

    on_event: Callable[[object], None] = at_the_end
    desk.pipeline.text("hm", TALK, on_event)

    assert seen == [True]
