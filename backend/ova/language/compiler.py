"""Makes Grammars, and makes again only what has changed."""

import json
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from typing import Protocol

from ova.core import HomeNames, WordGraph
from ova.language.catalogue import Catalogue, read_sources
from ova.language.frozen import (
    FORMAT,
    NotFrozen,
    freeze_graph,
    freeze_sentences,
    thaw_graph,
    thaw_sentences,
)
from ova.language.grammar import Grammar
from ova.language.names import name_lists
from ova.language.package import PACKAGE
from ova.language.sentences import Sentences, compile_sentences
from ova.language.source import GrammarProblem, SentenceSource
from ova.language.speech import SpeechCompiler
from ova.language.vocabulary import vocabulary


class GrammarStore(Protocol):
    """Keeps what was compiled from one start to the next. May forget anything at any time."""

    def load(self, key: str) -> bytes | None:
        """Return what was saved under a key, or None."""

    def save(self, key: str, data: bytes) -> None:
        """Keep data under a key."""


class GrammarCompiler:
    """Compiles the sentences of one language. Not to be used by several threads at once."""

    def __init__(self, language: str = "en", store: GrammarStore | None = None) -> None:
        """``store`` keeps results from one start to the next."""
        self.language = language
        self._store = store
        self._key = ""
        self._sentences: Sentences | None = None

    def compile(self, sources: Sequence[SentenceSource], names: HomeNames) -> Grammar:
        """Compile all sentences of the language with the names of a home.

        Sentences that are the same as the last time, or as those in the store, are not compiled
        again. A faulty template disables only itself and is listed in ``problems``.
        """
        key = _key(sources, self.language)
        if self._sentences is None or not key or key != self._key:
            self._sentences = self._compiled(key, sources)
            self._key = key
        return Grammar(
            self._sentences,
            names,
            self.language,
            graph=lambda: self._graph(key, sources, names),
        )

    def _compiled(self, key: str, sources: Sequence[SentenceSource]) -> Sentences:
        kept = self._store.load(f"sentences-{key}") if self._store is not None and key else None
        if kept is not None:
            with suppress(NotFrozen):  # else it is compiled anew and saved over
                return thaw_sentences(kept)
        sentences = compile_sentences(read_sources(sources, self.language), self.language)
        if self._store is not None and key:
            with suppress(NotFrozen):  # a list has values that are no JSON: compiled at every start
                self._store.save(f"sentences-{key}", freeze_sentences(sentences))
        return sentences

    def _graph(
        self, key: str, sources: Sequence[SentenceSource], names: HomeNames
    ) -> tuple[WordGraph, tuple[GrammarProblem, ...]]:
        key = f"graph-{_digest(key, repr(names))}" if key else ""
        kept = self._store.load(key) if self._store is not None and key else None
        if kept is not None:
            with suppress(NotFrozen):  # else it is built anew and saved over
                return thaw_graph(kept)
        graph, problems = spoken_graph(read_sources(sources, self.language), names, self.language)
        if self._store is not None and key:
            self._store.save(key, freeze_graph(graph, problems))
        return graph, problems


def compile_grammar(
    sources: Sequence[SentenceSource], names: HomeNames, language: str = "en"
) -> Grammar:
    """Compile all sentences of a language with the names of a home, and keep nothing."""
    return GrammarCompiler(language).compile(sources, names)


def spoken_graph(
    catalogue: Catalogue, names: HomeNames, language: str
) -> tuple[WordGraph, tuple[GrammarProblem, ...]]:
    """Return the sentences that may be spoken, and what can only be typed."""
    lists = name_lists(names, language)
    compiler = SpeechCompiler(language, lists.spoken)
    for block, rules in catalogue.spoken:
        compiler.add(block, rules)
    graph = compiler.graph()
    reason = "This name cannot be spoken, only typed; give it an alias made of words."
    unspeakable = [GrammarProblem("", "", "", name, reason) for name in lists.unspeakable]
    return graph, (*compiler.problems, *unspeakable)


def _key(sources: Sequence[SentenceSource], language: str) -> str:
    """Return what tells equal sentences; "" when they hold something that cannot be compared."""
    try:
        written = json.dumps(
            [
                [each.skill, each.language, each.file, each.data, dict(each.places)]
                for each in sources
            ],
            ensure_ascii=True,
        )
    except (TypeError, ValueError):
        return ""
    return _digest(
        language,
        version("openvoiceassistant"),
        version(PACKAGE),
        str(FORMAT),
        vocabulary(language).digest,
        written,
    )


def _digest(*parts: str) -> str:
    return sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:40]
