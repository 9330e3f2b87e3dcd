"""A word graph in the form the decoder takes: tokens, their pronunciations, and arcs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ova.core import WILDCARD, WordGraph
from ova.engines.errors import BadSpeechInput
from ova.engines.stt.pronounce import pronunciations
from ova.engines.stt.sphinx.free import FREE_TOKENS, free_arcs

_PLAIN = re.compile(r"[^\W\d_](?:[\w'.&-]*\w)?'?", re.UNICODE)
_VARIANT = re.compile(r"\((\d+)\)$")

Arc = tuple[int, int, float] | tuple[int, int, float, str]
"""Start, end, probability and token; without a token the arc is empty."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A word in the way it was spoken."""

    word: str
    phones: tuple[str, ...]
    """The pronunciation."""


@dataclass(frozen=True, slots=True)
class Network:
    """What a decoder is built from. ``final`` is the state a sentence ends in; 0 begins it."""

    final: int
    arcs: tuple[Arc, ...]
    entries: dict[str, str]
    """Dictionary: tokens, with ``(2)``, ``(3)`` ... behind other pronunciations, and their phones."""
    words: dict[str, str]
    """Token to word; tokens of free speech to ``WILDCARD``."""
    has_free_speech: bool = False
    pronunciations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By word."""

    def spoken(self, entry: str) -> Spoken | None:
        """Return the word a segment of the decoder stands for; None for silence and noise."""
        word = self.words.get(_VARIANT.sub("", entry))
        return None if word is None else Spoken(word, tuple(self.entries.get(entry, "").split()))


def build_network(
    graph: WordGraph, dictionary: Path, known: Mapping[str, tuple[str, ...]] | None = None
) -> Network:
    """Look up or work out how the words are spoken, but for those of which it is ``known``.

    Arcs of words nobody can say are left out. Raises BadSpeechInput when no word is left.
    """
    wanted = graph.words
    spoken = {word: phones for word, phones in (known or {}).items() if word in wanted}
    if unknown := wanted - spoken.keys():
        spoken |= pronunciations(unknown, dictionary)
    if not spoken:
        raise BadSpeechInput(
            "There is no sentence the speech recogniser could hear.",
            cure="Enable a skill with sentences.",
            code="empty_graph",
        )
    tokens = {
        word: word if _PLAIN.fullmatch(word) else f"word-{index}"
        for index, word in enumerate(sorted(spoken))
    }
    arcs: list[Arc] = []
    for arc in graph.arcs:
        if arc.word is None:
            arcs.append((arc.start, arc.end, arc.probability))
        elif arc.word in tokens:
            arcs.append((arc.start, arc.end, arc.probability, tokens[arc.word]))
    entries = {
        token if number == 1 else f"{token}({number})": phones
        for word, token in tokens.items()
        for number, phones in enumerate(spoken[word], start=1)
    }
    words = {token: word for word, token in tokens.items()}
    if graph.has_free_speech:
        arcs += free_arcs(graph)
        entries |= FREE_TOKENS
        words |= dict.fromkeys(FREE_TOKENS, WILDCARD)
    return Network(graph.final, tuple(arcs), entries, words, graph.has_free_speech, spoken)
