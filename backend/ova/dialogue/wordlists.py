"""The words answers are given in, by language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, TypeVar

import yaml

from ova.language import digits_from_words, tokens_of

Tokens = tuple[str, ...]
Label = TypeVar("Label")
WORDS_KEPT = 8192
"""Words whose digits need not be looked for again."""
ANSWER_INTENT = "OvaAnswer"
TALK_INTENT = "OvaCorrection"


class Kind(StrEnum):
    """What a phrase says in an answer."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"
    """Neither: "I don't know", "what?"."""
    ALL = "all"
    NONE = "none"
    AROUND = "around"
    """Nothing: "um", "the", "one"."""


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """Phrases as rows of tokens."""

    kinds: Mapping[Tokens, Kind] = field(default_factory=dict)
    places: Mapping[Tokens, int] = field(default_factory=dict)
    """Phrases for the first, the second ... to 0, 1 ...; -1 is the last."""
    joining: frozenset[Tokens] = frozenset()
    """Join two answers: "and"."""
    ones: frozenset[Tokens] = frozenset()
    """Stand at the end of an answer for what was spoken of: "the kitchen one"."""
    beside_values: frozenset[Tokens] = frozenset()
    """Mean nothing beside a value that was asked for: "for ten minutes or so"."""
    first_yes: str = ""
    """The word for yes that people are told to say."""

    def of(self, *kinds: Kind) -> dict[Tokens, Kind]:
        """Return the phrases of some kinds."""
        return {phrase: kind for phrase, kind in self.kinds.items() if kind in kinds}

    def without(self, tokens: Tokens, *kinds: Kind) -> Tokens:
        """Return the words of a text that are in no phrase of these kinds."""
        left = (piece for piece, kind in pieces(tokens, self.of(*kinds)) if kind is None)
        return tuple(word for piece in left for word in piece)


def table_of(language: str) -> Mapping[str, Any]:
    """Return what is written of a language in ``ova.dialogue.words``; nothing when none is."""
    family = language.replace("_", "-").partition("-")[0].lower()
    return _read(family) if family.isalpha() else {}


@cache
def answer_words(language: str) -> AnswerWords:
    """Return the answers of a language; without any when nothing is written of it."""
    answers: Mapping[str, Any] = table_of(language).get("answers", {})
    places = {
        phrase: place
        for place, phrases in enumerate(answers.get("places", ()))
        for phrase in _phrases(phrases, language)
    }
    kinds = {
        phrase: kind
        for kind in reversed(Kind)  # a phrase listed twice is of the first kind
        for phrase in _phrases(answers.get(kind.value, ()), language)
    }
    return AnswerWords(
        kinds=kinds,
        places=places | dict.fromkeys(_phrases(answers.get("last", ()), language), -1),
        joining=frozenset(_phrases(answers.get("and", ()), language)),
        ones=frozenset(_phrases(answers.get("ones", ()), language)),
        beside_values=frozenset(_phrases(answers.get("beside_values", ()), language)),
        first_yes=next(iter(answers.get("yes", ())), ""),
    )


def answer_sentences(language: str) -> dict[str, Any]:
    """Return the answers a speech decoder has to hear, as a source of sentences for the Grammar.

    They are for the decoder only: what they mean depends on what was asked.
    """
    sentences = table_of(language).get("answers", {}).get("heard", [])
    intents = {ANSWER_INTENT: {"data": [{"sentences": list(sentences)}]}} if sentences else {}
    return {"language": language, "speech": "only", "intents": intents}


def conversation_sentences(language: str) -> dict[str, Any]:
    """Return the corrections and the like a speech decoder has to hear, for it only, as the answers."""
    sentences = table_of(language).get("heard", [])
    intents = {TALK_INTENT: {"data": [{"sentences": list(sentences)}]}} if sentences else {}
    return {"language": language, "speech": "only", "intents": intents}


def answer_tokens(text: str, language: str) -> Tokens:
    """Return the words and numbers of a text, numbers in digits: "lamp one" is ``lamp 1``."""
    return tuple(_in_digits(token, language) for token in tokens_of(text) if token[0].isalnum())


def pieces(tokens: Tokens, phrases: Mapping[Tokens, Label]) -> list[tuple[Tokens, Label | None]]:
    """Cut a text into known phrases, the longest first, and single words with None."""
    longest = max(map(len, phrases), default=1)
    cut: list[tuple[Tokens, Label | None]] = []
    at = 0
    while at < len(tokens):
        lengths = range(min(longest, len(tokens) - at), 0, -1)
        length = next((n for n in lengths if tokens[at : at + n] in phrases), 1)
        piece = tokens[at : at + length]
        cut.append((piece, phrases.get(piece)))
        at += length
    return cut


@cache
def _read(family: str) -> Mapping[str, Any]:
    source = files("ova.dialogue.words") / f"{family}.yaml"
    if not source.is_file():
        return {}
    table: dict[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return table


def _phrases(texts: Iterable[str], language: str) -> list[Tokens]:
    return [answer_tokens(text, language) for text in texts]


@lru_cache(maxsize=WORDS_KEPT)
def _in_digits(token: str, language: str) -> str:
    digits = digits_from_words(token, language)
    return digits if digits.isdigit() else token
