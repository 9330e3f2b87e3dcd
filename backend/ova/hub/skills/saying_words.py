"""Sentences written out, put into words and wire form."""

from collections.abc import Sequence
from typing import Any

from ova.language import Saying


def has_words(saying: Saying, words: Sequence[str]) -> bool:
    """Tell whether all words are in a sentence or its examples."""
    text = " ".join(
        (saying.intent, saying.template, *(one.text for one in saying.examples))
    ).casefold()
    return all(word in text for word in words)


def saying_json(one: Saying) -> dict[str, Any]:
    """Return the wire form."""
    return {
        "intent": one.intent,
        "template": one.template,
        "file": one.file,
        "line": one.line,
        "meaning": dict(one.meaning),
        "examples": [example.text for example in one.examples],
        "spoken": one.spoken,
    }


def examples_of(sayings: Sequence[Saying], most: int = 3) -> list[str]:
    """Return a few different examples: such as can be said as they are, about a thing by its name."""
    ranked = sorted(
        (one for one in sayings if one.examples),
        key=lambda one: (
            not one.examples[0].whole,
            "name" not in one.slots,
            len(one.examples[0].text),
        ),
    )
    return list(dict.fromkeys(one.examples[0].text for one in ranked))[:most]


def meanings_of(sayings: Sequence[Saying]) -> list[dict[str, Any]]:
    """Return what the sentences of an intent mean beside their words, each with an example."""
    found: dict[str, dict[str, Any]] = {}
    for one in sayings:
        meaning = {key: value for key, value in one.meaning.items() if value != "default"}
        known = found.setdefault(
            repr(sorted(meaning.items())), {"meaning": meaning, "examples": []}
        )
        if len(known["examples"]) < 2 and one.examples:
            known["examples"].append(one.examples[0].text)
    return list(found.values())
