"""The one Grammar in force: rebuilt in the background, swapped in one step."""

import gc
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ova.core import WordGraph
from ova.language import Grammar, GrammarProblem, SentenceConflict

log = logging.getLogger(__name__)

KEPT_S = 60.0
"""So long the Grammar of the language before stays: commands that began in it are over by then."""


class GrammarKeeper:
    """Rebuilds the Grammar when names, skills or sentences change.

    Commands wait for it only where there is none of their language.
    """

    def __init__(
        self,
        build: Callable[[], Grammar],
        on_graph: Callable[[WordGraph], None] | None,
        *,
        kept_s: float = KEPT_S,
    ) -> None:
        """``build`` compiles from what is there now; ``on_graph`` takes the decoder's word graph.

        ``kept_s`` is how long the Grammar of the language before a change stays.
        """
        self._build = build
        self._on_graph = on_graph
        self._kept_s = kept_s
        self._grammar: Grammar | None = None
        self._before: Grammar | None = None
        self._graph_key = ""
        self._generation = 0
        self._swapped = threading.Condition()
        self._wanted = threading.Event()
        self._rebuilding = False
        self._ready = threading.Event()
        self._settled = threading.Event()
        self._closing = False
        self.on_change: Callable[[], None] = lambda: None
        """Called when a Grammar begins to be built, is in force, or is heard by the decoder."""
        self.on_refresh: Callable[[], None] = lambda: None
        """Called when a rebuild is asked for: other languages need one, too."""
        self._thread = threading.Thread(target=self._work, name="ova-grammar", daemon=True)

    def start(self) -> None:
        """Build the first Grammar in the background."""
        self._thread.start()
        self.refresh()

    def close(self) -> None:
        """Stop rebuilding."""
        self._closing = True
        self._wanted.set()
        if self._thread.is_alive():
            self._thread.join()

    @property
    def grammar(self) -> Grammar:
        """The Grammar in force; the first call waits for the first one."""
        grammar = self._grammar
        if grammar is None:
            self._ready.wait()
            grammar = self._grammar
            assert grammar is not None, "ready is set after the first grammar"  # noqa: S101 - tells the type checker what ready means
        return grammar

    @property
    def now(self) -> Grammar | None:
        """The Grammar in force; None before there is one."""
        return self._grammar

    def in_language(self, language: str, timeout_s: float) -> Grammar | None:
        """Return the Grammar of the language a command was begun in, or None.

        Waits for one of a language the home has just changed to; the one of the language before
        stays for commands that began in it.
        """
        if self.grammar.language != language:
            with self._swapped:
                self._swapped.wait_for(
                    lambda: self._of(language) is not None or not self.busy, timeout_s
                )
        return self._of(language)

    def _of(self, language: str) -> Grammar | None:
        """Return the Grammar of a language, of those there are."""
        known = (self._grammar, self._before)
        return next((one for one in known if one is not None and one.language == language), None)

    @property
    def busy(self) -> bool:
        """Whether a newer Grammar is being built, or will be."""
        return self._wanted.is_set() or self._rebuilding

    def wait_settled(self, timeout_s: float) -> bool:
        """Wait until the Grammar in force has every change there was; False when that took too long."""
        with self._swapped:
            return self._swapped.wait_for(lambda: not self.busy, timeout_s)

    @property
    def ready(self) -> bool:
        """Whether there is a Grammar and the decoder has been given its graph."""
        return self._settled.is_set()

    def wait_ready(self, timeout_s: float) -> bool:
        """Wait for the first Grammar and the decoder's graph; False when that took too long."""
        return self._settled.wait(timeout_s)

    @property
    def problems(self) -> tuple[GrammarProblem, ...]:
        """What was left out of the Grammar in force."""
        return self._grammar.problems if self._grammar else ()

    @property
    def conflicts(self) -> tuple[SentenceConflict, ...]:
        """Sentences that two skills claim."""
        return self._grammar.conflicts if self._grammar else ()

    @property
    def generation(self) -> int:
        """How many Grammars have been in force."""
        return self._generation

    def refresh(self) -> None:
        """Ask for a rebuild; several requests in a row become one."""
        self._wanted.set()
        self.on_refresh()

    def _work(self) -> None:
        while True:
            if not self._wanted.wait(None if self._before is None else self._kept_s):
                self._before = None
                continue
            if self._closing:
                return
            self._rebuilding = True
            self._wanted.clear()
            self.on_change()
            try:
                with _uncollected():
                    self._rebuild()
            except Exception:
                log.exception("The grammar could not be built; the one before stays in force")
            finally:
                with self._swapped:
                    self._rebuilding = False
                    self._swapped.notify_all()
                self.on_change()

    def _rebuild(self) -> None:
        grammar = self._build()
        told = grammar.problems
        for problem in told:
            log.warning("Sentence left out: %s", problem)
        for conflict in grammar.conflicts:
            log.warning("Two skills claim a sentence: %s", conflict)
        with self._swapped:
            if self._grammar is not None and self._grammar.language != grammar.language:
                self._before = self._grammar
            self._grammar = grammar
            self._generation += 1
            self._swapped.notify_all()
        self._ready.set()
        self.on_change()
        if self._on_graph is not None:
            graph = grammar.word_graph()
            for problem in grammar.problems:
                if problem not in told:
                    log.warning("Sentence left out of what is heard: %s", problem)
            if graph.key != self._graph_key:
                self._on_graph(graph)
                self._graph_key = graph.key
        self._settled.set()
        grammar.warm_up()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector from stopping every thread over what is being built.

    A Grammar is hundreds of thousands of objects without cycles: going through them, while they are
    made or ever after, finds nothing and takes as long as answering a hundred commands.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.collect(1)
        gc.freeze()
        gc.enable()
