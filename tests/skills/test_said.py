"""What people say to all bundled skills at once: understood by the right one, or left alone."""

from pathlib import Path

import pytest
import yaml

from ova.cli.bench_sources import bundled_sentences
from ova.core import HomeNames, SpokenName
from ova.language import Grammar, compile_grammar

from .conftest import SATURDAY

TABLES = Path(__file__).parent / "said"
GERMAN = HomeNames(
    entities=tuple(
        SpokenName(name, name, domain, area)
        for name, domain, area in (
            ("Küchenlicht", "light", "Küche"),
            ("Stehlampe", "light", "Wohnzimmer"),
            ("Kaffeemaschine", "switch", "Küche"),
            ("Fernseher", "media_player", "Wohnzimmer"),
            ("Küchenradio", "media_player", "Küche"),
            ("Haustür", "lock", "Flur"),
            ("Anna", "person", None),
            ("Ben", "person", None),
            ("Clara", "person", None),
        )
    ),
    areas=tuple((name, name) for name in ("Küche", "Wohnzimmer", "Schlafzimmer", "Büro", "Flur")),
    floors=(("Erdgeschoss", "Erdgeschoss"), ("Obergeschoss", "Obergeschoss")),
)


def come_to(grammar: Grammar, text: str) -> str:
    """Return the intent of a text, "null" when nothing would be done or asked."""
    area, _, words = text.rpartition(": ")
    known = area in ("Kitchen", "Küche")
    match = grammar.match(words if known else text, area=area if known else None, now=SATURDAY)
    if match.intent is not None:
        return match.intent.name
    return "a question" if match.question is not None else "null"


def mistaken(grammar: Grammar, language: str) -> dict[str, str]:
    """Return the lines of a table that come to something else, and to what."""
    table = yaml.safe_load((TABLES / f"{language}.yaml").read_text(encoding="utf-8"))
    found = {}
    for intents, lines in table.items():
        for line in lines:
            text, _, other = line.partition(" -> ")
            wanted = (other or ("null" if intents == "talk" else intents)).split("|")
            came = come_to(grammar, text)
            if came not in wanted:
                found[text] = f"{came}, not {' or '.join(wanted)}"
    return found


def test_what_people_say_in_english_is_understood_by_the_right_skill(grammar):
    assert mistaken(grammar, "en") == {}


def test_what_people_say_in_german_is_understood_by_the_right_skill():
    grammar = compile_grammar(bundled_sentences("de"), GERMAN, "de")
    assert mistaken(grammar, "de") == {}


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_tables_are_large_enough_to_tell_something(language):
    table = yaml.safe_load((TABLES / f"{language}.yaml").read_text(encoding="utf-8"))
    assert sum(map(len, table.values())) >= 200
