"""What a rebuild of the grammar costs, and what it costs the commands that come meanwhile."""

import multiprocessing
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import cycle
from typing import Any, Protocol

from ova.bench.nlu.padding import entity_count
from ova.bench.nlu.times import percentiles
from ova.core import HomeNames, SpokenName
from ova.language import Grammar, GrammarCompiler, SentenceSource

ENTITIES = 2000
LEAST_MATCHES = 400
LEAST_REBUILDS = 2
LONGEST_S = 60.0


class Keeper(Protocol):
    """What the hub rebuilds its grammar with, in the background."""

    @property
    def grammar(self) -> Grammar:
        """The Grammar in force."""

    @property
    def generation(self) -> int:
        """How many Grammars have been in force."""

    def start(self) -> None:
        """Build the first Grammar."""

    def refresh(self) -> None:
        """Ask for a rebuild."""

    def wait_ready(self, timeout_s: float) -> bool:
        """Wait for the first Grammar."""

    def close(self) -> None:
        """Stop rebuilding."""


MakeKeeper = Callable[[Callable[[], Grammar]], Keeper]


def measure_rebuild(
    sources: Sequence[SentenceSource],
    names: HomeNames,
    texts: Sequence[tuple[str, str | None]],
    make_keeper: MakeKeeper,
    *,
    language: str = "en",
    progress: Callable[[str], None],
) -> dict[str, Any]:
    """Time compiling for a large home, and matches of texts (with their areas) while it is done.

    Returns seconds to compile, and to compile with the decoder's word graph: in a fresh process that
    has nothing kept (``first_start``) or all (``later_start``); in one that has compiled before,
    with a name that is new (``name_changed``) or a sentence (``sentence_changed``). And the
    milliseconds of matches on one thread with the keeper idle, and rebuilding all the time.
    """
    progress(f"compiling for {entity_count(names)} entities")
    kept = _Kept()
    compiler = GrammarCompiler(language, kept)
    compiler.compile(sources, names).word_graph()
    return {
        "entities": entity_count(names),
        "first_start": _in_fresh_process(_Kept(), sources, names, language),
        "later_start": _in_fresh_process(kept, sources, names, language),
        "name_changed": _compile_times(compiler, sources, _changed(names, "renamed")),
        "sentence_changed": _compile_times(compiler, [*sources, _another(language)], names),
        "matches": _while_rebuilding(
            sources, names, texts, make_keeper, language=language, progress=progress
        ),
    }


def compile_afresh(
    kept: "_Kept", sources: Sequence[SentenceSource], names: HomeNames, language: str
) -> dict[str, float]:
    """Return the seconds the first compilation of a process takes."""
    return _compile_times(GrammarCompiler(language, kept), sources, names)


class _Kept(dict[str, bytes]):
    """What a hub keeps from one start to the next, in memory."""

    def load(self, key: str) -> bytes | None:
        """Return what was saved under a key, or None."""
        return self.get(key)

    def save(self, key: str, data: bytes) -> None:
        """Keep data under a key."""
        self[key] = data


def _in_fresh_process(
    kept: _Kept, sources: Sequence[SentenceSource], names: HomeNames, language: str
) -> dict[str, float]:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as processes:
        return processes.submit(compile_afresh, kept, sources, names, language).result()


def _compile_times(
    compiler: GrammarCompiler, sources: Sequence[SentenceSource], names: HomeNames
) -> dict[str, float]:
    """Return the seconds one compilation takes, without and with the word graph."""
    started = time.perf_counter()
    grammar = compiler.compile(sources, names)
    compiled = time.perf_counter()
    grammar.word_graph()
    ended = time.perf_counter()
    return {
        "compile_s": round(compiled - started, 3),
        "with_word_graph_s": round(ended - started, 3),
    }


def _while_rebuilding(
    sources: Sequence[SentenceSource],
    names: HomeNames,
    texts: Sequence[tuple[str, str | None]],
    make_keeper: MakeKeeper,
    *,
    language: str,
    progress: Callable[[str], None],
) -> dict[str, Any]:
    versions = cycle([names, _changed(names, "renamed"), _changed(names, "another")])
    compiler = GrammarCompiler(language)
    keeper = make_keeper(lambda: compiler.compile(sources, next(versions)))
    keeper.start()
    try:
        keeper.wait_ready(LONGEST_S)
        for text, area in texts[:20]:
            keeper.grammar.match(text, area=area)
        progress("sentences while nothing is rebuilt")
        idle, _ = _matches(keeper, texts, refresh=False)
        progress("sentences while the grammar is rebuilt")
        started, before = time.perf_counter(), keeper.generation
        busy, generation = _matches(keeper, texts, refresh=True)
        seconds, rebuilds = time.perf_counter() - started, generation - before
    finally:
        keeper.close()
    return {
        "idle": _summary(idle),
        "rebuilding": {
            **_summary(busy),
            "rebuilds": rebuilds,
            "seconds_per_rebuild": round(seconds / rebuilds, 2) if rebuilds else None,
        },
    }


def _matches(
    keeper: Keeper, texts: Sequence[tuple[str, str | None]], *, refresh: bool
) -> tuple[list[float], int]:
    """Return the milliseconds of matches, and the generation of the grammar at their end."""
    ms: list[float] = []
    first, ends_at = keeper.generation, time.perf_counter() + LONGEST_S
    for text, area in cycle(texts):
        if refresh:
            keeper.refresh()
        keeper.grammar.forget()
        started = time.perf_counter()
        keeper.grammar.match(text, area=area)
        ended = time.perf_counter()
        ms.append((ended - started) * 1000)
        enough = not refresh or keeper.generation - first >= LEAST_REBUILDS
        if (len(ms) >= LEAST_MATCHES and enough) or ended > ends_at:
            break
    return ms, keeper.generation


def _summary(ms: Sequence[float]) -> dict[str, Any]:
    return {**percentiles(ms), "max_ms": round(max(ms), 3)}


def _changed(names: HomeNames, word: str) -> HomeNames:
    """Return a home in which one more thing is called by a word that is new."""
    return replace(names, entities=(*names.entities, SpokenName(word, word, "light")))


def _another(language: str) -> SentenceSource:
    block = {"sentences": ["water the flowers"]}
    return SentenceSource("another", language, {"intents": {"Water": {"data": [block]}}})
