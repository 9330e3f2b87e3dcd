"""Commands with their time in the middle: what is planned is the whole command, at the whole time."""

import pytest

from ova.cli.bench_sources import bundled_sentences
from ova.core import HomeNames, SpokenName
from ova.language import Grammar, compile_grammar

from .conftest import SATURDAY

HOUSE = HomeNames(
    entities=(
        SpokenName("Heizung", "Heizung", "climate", "Wohnzimmer"),
        SpokenName("Rollladen", "Rollladen", "cover", "Wohnzimmer"),
        SpokenName("Haustür", "Haustür", "lock", "Flur"),
    ),
    areas=(("Küche", "Küche"), ("Wohnzimmer", "Wohnzimmer"), ("Flur", "Flur")),
    floors=(("Obergeschoss", "Obergeschoss"),),
)
COMMAND = "conversation_command"


@pytest.fixture(scope="module")
def german() -> Grammar:
    return compile_grammar(bundled_sentences("de"), HOUSE, "de")


@pytest.mark.parametrize(
    ("text", "command", "when"),
    [
        (
            "schalte die heizung jeden montag um acht aus",
            "schalte die Heizung aus",
            {"days": "0", "time": "20:00"},
        ),
        (
            "mach das licht morgen um sieben an",
            "mach das licht an",
            {"moment": "2026-11-22T07:00"},
        ),
        (
            "mach das licht morgen um sieben in der küche an",
            "mach das licht in der Küche an",
            {"moment": "2026-11-22T07:00"},
        ),
        (
            "öffne jeden morgen um sieben den rollladen",
            "öffne den Rollladen",
            {"days": "0 1 2 3 4 5 6 am"},
        ),
        (
            "stelle die heizung morgen um sechs auf 21 grad",
            "stelle die Heizung auf 21 grad",
            {"moment": "2026-11-22T06:00"},
        ),
        (
            "schließe jeden abend um zehn die haustür ab",
            "schliesse die Haustür ab",
            {"days": "0 1 2 3 4 5 6 pm", "time": "22:00"},
        ),
        ("schalte die heizung am 31. februar aus", "schalte die Heizung aus", {"no_date": "02-31"}),
    ],
)
def test_a_german_command_is_put_together_around_its_time(german, text, command, when):
    match = german.match(text, area="Wohnzimmer", now=SATURDAY)
    assert match.intent is not None
    assert match.intent.name == "PlanCommand"
    assert match.intent.value(COMMAND) == command
    assert {name: match.intent.value(name) for name in when} == when


@pytest.mark.parametrize(
    ("text", "command", "when"),
    [
        (
            "turn the kitchen light every monday at eight off",
            "turn the Kitchen Light off",
            {"days": "0", "time": "20:00"},
        ),
        (
            "turn on the light tomorrow at seven in the kitchen",
            "turn on the light in the Kitchen",
            {"moment": "2026-11-22T07:00"},
        ),
        (
            "turn the kitchen light on monday at eight",
            "turn the Kitchen Light on",
            {"moment": "2026-11-23T08:00"},
        ),
    ],
)
def test_an_english_command_is_put_together_around_its_time(grammar, text, command, when):
    match = grammar.match(text, area="Kitchen", now=SATURDAY)
    assert match.intent is not None
    assert match.intent.name == "PlanCommand"
    assert match.intent.value(COMMAND) == command
    assert {name: match.intent.value(name) for name in when} == when


def test_a_command_for_a_day_asks_at_what_time(hub):
    asked = hub.ask("turn the kitchen light on tomorrow", area="Kitchen")
    assert asked.question is not None
    assert hub.schedules.all() == []


def test_tomorrow_is_no_greeting(german):
    for text in ("morgen mach das licht an", "morgen abend mach das licht an"):
        match = german.match(text, area="Wohnzimmer", now=SATURDAY)
        assert match.intent is None or match.intent.name == "PlanCommand"
