"""What libvosk's result objects say: words with times and posteriors, and other readings."""

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ova.core import WordTime

UNKNOWN = "[unk]"
"""The word of Vosk models for speech outside the vocabulary."""
LEAST_LIKELY = 0.1
"""Of an alternative that is to be taken in place of the first: its likelihood as a part of that one's."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The best reading of a piece of speech, and the other texts it may be."""

    words: tuple[WordTime, ...] = ()
    """In order, ``[unk]`` among them. Confidence: the posterior probability of the word."""
    others: tuple[str, ...] = ()
    """Without ``[unk]``, the likeliest first."""
    weights: tuple[float, ...] = ()
    """The posterior probability of each of the others."""

    @property
    def text(self) -> str:
        """The known words."""
        return known_words(word.word for word in self.words)


def reading(
    result: str, time_scale: float, fits: Callable[[Sequence[str]], bool] | None = None
) -> Reading:
    """Return what a JSON result of ``SetMaxAlternatives`` says; empty when nothing was heard.

    ``time_scale`` corrects the times. The likeliest alternative that ``fits`` counts, unless it is
    far less likely than the first: a bigram grammar allows more than its sentences. The log-likelihoods of the alternatives, made to sum to 1,
    are their posteriors, and that of a word is the sum over the alternatives that have it at that
    time (Wessel et al., "Confidence measures for large vocabulary continuous speech recognition",
    2001, with an n-best list in place of a lattice).
    """
    alternatives = [each for each in json.loads(result).get("alternatives", ()) if each.get("text")]
    if not alternatives:
        return Reading()
    best = max(float(each["confidence"]) for each in alternatives)
    weights = [math.exp(float(each["confidence"]) - best) for each in alternatives]
    total = sum(weights)
    chosen = next(
        (
            place
            for place, each in enumerate(alternatives)
            if weights[place] >= LEAST_LIKELY and fits is not None and fits(each["text"].split())
        ),
        0,
    )
    words = tuple(
        WordTime(
            entry["word"],
            entry["start"] * time_scale,
            entry["end"] * time_scale,
            sum(
                weight
                for weight, each in zip(weights, alternatives, strict=True)
                if _has(each.get("result", ()), entry)
            )
            / total,
        )
        for entry in alternatives[chosen].get("result", ())
    )
    text = known_words(entry.word for entry in words)
    others: dict[str, float] = {}
    for weight, each in zip(weights, alternatives, strict=True):
        other = known_words(each["text"].split())
        if other and other != text:
            others[other] = others.get(other, 0.0) + weight / total
    return Reading(words, tuple(others), tuple(others.values()))


def partial_words(result: str) -> list[str]:
    """Return the words of a JSON partial result, ``[unk]`` among them."""
    words: list[str] = json.loads(result).get("partial", "").split()
    return words


def known_words(words: Iterable[str]) -> str:
    """Return words as a text, without ``[unk]``."""
    return " ".join(word for word in words if word != UNKNOWN)


def _has(entries: Sequence[Mapping[str, Any]], wanted: Mapping[str, Any]) -> bool:
    return any(
        entry["word"] == wanted["word"]
        and entry["start"] < wanted["end"]
        and entry["end"] > wanted["start"]
        for entry in entries
    )
