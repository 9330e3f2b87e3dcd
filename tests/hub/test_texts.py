"""The hub's own phrases."""

from importlib.resources import files

import pytest
import yaml

from ova.hub.texts import hub_texts

REASONS = (
    "empty",
    "too_long",
    "no_intent",
    "no_entity",
    "no_area",
    "no_floor",
    "no_entity_exposed",
    "needs_area",
    "negation",
    "exclusion",
)


def read(language: str) -> dict[str, object]:
    path = files("ova.pipeline") / "locale" / f"{language}.yaml"
    texts: dict[str, object] = yaml.safe_load(path.read_text("utf-8"))
    return texts


def test_english_and_german_have_the_same_keys():
    assert read("de").keys() == read("en").keys()


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_for_declining_has_its_words(language: str, reason: str):
    fields = {"entity": "disco ball", "area": "moon base", "floor": "ninth floor"}

    assert hub_texts(language).render(reason, **fields)


@pytest.mark.parametrize("language", ["xx", "../../etc/passwd", "", "de-CH"])
def test_a_language_without_phrases_falls_back(language: str):
    assert hub_texts(language).render("no_intent")
