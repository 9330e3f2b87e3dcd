"""The hub's own phrases."""

from importlib.resources import files
from string import Formatter

import pytest
import yaml

from ova.hub.texts import hub_texts

REASONS = (
    "empty",
    "too_long",
    "no_intent",
    "not_a_command",
    "no_entity",
    "no_area",
    "no_floor",
    "no_entity_exposed",
    "entity_elsewhere",
    "entity_not_there",
    "needs_area",
    "negation",
    "exclusion",
    "refused",
    "unsure_dropped",
    "no_skill",
    "part_failed",
    "nearest",
)
QUESTIONS = ("unsure", "ambiguous", "ambiguous_many", "confirm")
LOCALES = files("ova.pipeline") / "locale"
LANGUAGES = sorted(
    each.name.removesuffix(".yaml") for each in LOCALES.iterdir() if each.name.endswith(".yaml")
)


def read(language: str) -> dict[str, str | list[str]]:
    texts: dict[str, str | list[str]] = yaml.safe_load(
        (LOCALES / f"{language}.yaml").read_text("utf-8")
    )
    return texts


def fields(text: str | list[str]) -> set[str]:
    """Return the places of a text, or of all its variants."""
    variants = [text] if isinstance(text, str) else text
    return {name for each in variants for _, name, _, _ in Formatter().parse(each) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_keys_and_places(language: str):
    english, texts = read("en"), read(language)

    assert texts.keys() == english.keys()
    for key, text in texts.items():
        assert fields(text) <= fields(english[key]), key


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_for_declining_has_its_words(language: str, reason: str):
    assert reason in hub_texts(language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("form", ["", "_again", "_alone"])
def test_every_question_tells_what_is_asked(language: str, question: str, form: str):
    told = hub_texts(language).render(
        question + form, sentence="SENTENCE", options="A or B", count=7, yes="YES"
    )

    assert ("A or B" if "ambiguous" in question else "SENTENCE") in told
    if form == "_alone" and question == "confirm":
        assert "YES" in told


@pytest.mark.parametrize("language", ["xx", "../../etc/passwd", "", "de-CH"])
def test_a_language_without_phrases_falls_back(language: str):
    assert hub_texts(language).render("no_intent")
