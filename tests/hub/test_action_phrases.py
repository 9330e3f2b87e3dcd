"""Phrases and input schemas, made into sentences and lists."""

from enum import Enum
from types import SimpleNamespace
from typing import Any, Literal

import pytest
from pydantic import BaseModel, Field

from ova.core import HomeNames, SpokenName
from ova.hub.action_phrases import PhraseSet, field_of_slot, phrases_of
from ova.language import SentenceSource, accepts, compile_grammar
from ova.plugins import ActionDef
from ova.plugins.declared import schema_check
from ova.plugins.translations import Translations
from ova.sdk import InputInvalid
from ova.sdk.phrases import phrases_by_language


class Color(Enum):
    RED = "deep_red"
    BLUE = "blue"


class Everything(BaseModel):
    color: Color | None = None
    mode: Literal["eco", "max-power"] = "eco"
    level: int = Field(0, gt=0, lt=10, multiple_of=2)
    count: int = 0
    degrees: float = 0.0
    day: Any = Field(None, json_schema_extra={"type": "string", "format": "date"})
    name: str = ""
    zone: str = ""
    deep: dict[str, int] = {}
    yes: bool = False


DEMO = SimpleNamespace(
    id="demo",
    translations=Translations({"de": {"actions.act.inputs.mode.choices.eco": "sparsam|sparend"}}),
)


def made(*phrases: Any, declared: Any = Everything) -> PhraseSet:
    action = ActionDef("act", "", schema_check(declared), None, lambda: None, {"en": phrases})
    return phrases_of(DEMO, action, "en")  # type: ignore[arg-type]  # its id is all


def slots(found: PhraseSet, text: str) -> dict[str, Any] | None:
    grammar = compile_grammar([SentenceSource("x", "en", found.data)], HomeNames())
    assert grammar.problems == ()
    intent = grammar.match(text).intent
    return intent and {field_of_slot(slot.name): slot.value for slot in intent.slots}


@pytest.mark.parametrize(
    ("phrase", "text", "inputs"),
    [
        ("paint it {color}", "paint it deep red", {"color": "deep_red"}),
        ("go {mode}", "go max power", {"mode": "max-power"}),
        ("level {level}", "level eight", {"level": 8}),
        ("level {level}", "level seven", None),
        ("count to {count}", "count to twelve thousand", {"count": 12_000}),
        ("heat to {degrees}", "heat to 21.5", {"degrees": 21.5}),
        ("call {name} (now|soon)", "call aunt mary now", {"name": "aunt mary"}),
        ("water [the] {zone} please", "water back yard please", {"zone": "back yard"}),
        ("sleep for {duration:count}", "sleep for ten minutes", {"count": 600}),
        ("stop everything now", "stop everything now", {}),
    ],
)
def test_fields_are_said_as_what_they_are(phrase: str, text: str, inputs: dict[str, Any] | None):
    found = made(phrase)

    assert found.problems == ()
    assert slots(found, text) == inputs


def test_a_field_with_a_format_takes_the_value_of_that_kind():
    assert made("wake me on {day}").data["intents"]["demo.act"]["data"][0]["sentences"] == [
        "wake me on {date:day}"
    ]


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("{name}", "a word of its own"),
        ("[please] {name}", "a word of its own"),
        ("(please|[now]) {name}", "a word of its own"),
        ("", "a word of its own"),
        ("set {other}", "no field 'other'; its fields are: color, mode"),
        ("set {deep}", "'deep' is of the type object, which cannot be said"),
        (7, "a phrase is a text"),
        ("switch {yes}", "'yes' is of the type boolean, which cannot be said"),
    ],
)
def test_a_phrase_that_cannot_be_said_is_told_with_its_reason(phrase: str, reason: str):
    found = made("stop everything now", phrase)

    assert len(found.problems) == 1
    assert reason in found.problems[0]
    assert slots(found, "stop everything now") == {}


@pytest.mark.parametrize(
    ("phrase", "text", "inputs"),
    [
        ("how is the weather in {name}", "how is the weather in graz", {"name": "graz"}),
        ("play {name} next", "play Björk Guðmundsdóttir next", {"name": "Björk Guðmundsdóttir"}),
        (
            "tell {name} on telegram {mood}",
            "tell Ioana on telegram Hallo du",
            {"name": "Ioana", "mood": "Hallo du"},
        ),
    ],
)
def test_free_text_is_taken_as_it_was_said(phrase: str, text: str, inputs: dict[str, Any]):
    schema = {"type": "object", "properties": {"name": {}, "mood": {}}}

    assert slots(made(phrase, declared=schema), text) == inputs


def test_a_choice_is_said_as_its_translation_has_it():
    said = phrases_by_language({"en": "go {mode}", "de": "fahre {mode}"})
    action = ActionDef("act", "", schema_check(Everything), None, lambda: None, said)
    german = phrases_of(DEMO, action, "de-AT")  # type: ignore[arg-type]  # these parts are all

    assert slots(german, "fahre sparsam") == slots(german, "fahre sparend") == {"mode": "eco"}
    assert slots(german, "fahre max power") == {"mode": "max-power"}  # nobody translated it
    assert slots(german, "fahre eco") is None
    assert slots(made("go {mode}"), "go eco") == {"mode": "eco"}


def test_a_phrase_must_say_what_the_action_needs():
    schema = {"type": "object", "required": ["a", "b"], "properties": {"a": {}, "b": {}}}
    found = made("do {a}", "do {a} and {b}", declared=schema)

    assert found.problems == (
        "the phrase 'do {a}' cannot be used: it does not say b, which the action needs",
    )


def test_one_phrase_may_be_written_without_a_list():
    action = ActionDef(
        "act", "", schema_check(None), None, lambda: None, phrases_by_language("open sesame")
    )
    found = phrases_of(DEMO, action, "en")  # type: ignore[arg-type]  # its id is all

    assert slots(found, "open sesame") == {}


def test_a_home_understands_the_phrases_of_its_language_or_else_the_english_ones():
    said = phrases_by_language({"en": "make tea", "de": ["koch Tee", "mach Tee"], "fr": []})
    action = ActionDef("act", "", schema_check(None), None, lambda: None, said)

    assert action.said_in("de") == action.said_in("de-AT") == ("koch Tee", "mach Tee")
    assert action.said_in("fr") == action.said_in("en") == ("make tea",)
    assert action.to_json("de")["phrases"] == ["koch Tee", "mach Tee"]
    assert action.to_json()["phrases_by_language"] == {
        "en": ["make tea"],
        "de": ["koch Tee", "mach Tee"],
    }


@pytest.mark.parametrize("language", ["German", "", 5, "d"])
def test_a_language_of_phrases_that_there_is_not_is_refused_with_a_cure(language: Any):
    with pytest.raises(InputInvalid, match="language") as refused:
        phrases_by_language({language: ["koch Tee"]})
    assert "de" in refused.value.cure


def test_a_field_takes_the_names_of_the_home_when_it_asks_for_them():
    found = made("polish the {name:name} well")
    lamp = SpokenName("Reading Lamp", "Reading Lamp", "light")
    source = SentenceSource("x", "en", found.data)
    grammar = compile_grammar([source], HomeNames(entities=(lamp,)))

    intent = grammar.match("polish the reading lamp well").intent
    assert intent is not None
    assert {field_of_slot(slot.name): slot.value for slot in intent.slots} == {
        "name": "Reading Lamp"
    }
    assert grammar.match("polish the piano well").intent is None


def test_phrases_are_heard_as_well_as_typed():
    found = made("level {level} please", "paint it {color}")
    grammar = compile_grammar([SentenceSource("x", "en", found.data)], HomeNames())
    graph = grammar.word_graph()

    assert grammar.problems == ()
    assert accepts(graph, "level eight please")
    assert accepts(graph, "paint it deep red")


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "object", "properties": {"a": {"type": ["string", "null"]}}},
        {"type": "object", "properties": {"a": {"type": ["string", "integer"]}}},
        {"type": "object", "properties": {"a": {"enum": ["(", "<>", None]}}},
        {"type": "object", "properties": {"a": True}},
        {"type": "object", "properties": {"a": {"type": "integer", "minimum": 1, "maximum": 1e9}}},
    ],
)
def test_odd_schemas_are_sayable_or_told_and_never_raise(schema: dict[str, Any]):
    found = made("do {a} now", declared=schema)

    assert bool(found.problems) != bool(found.data["intents"])
