"""The languages satellites are spoken to in besides the home's: sentences and ears for each."""

import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from ova.core import Satellite, WordGraph
from ova.hub.grammar_keeper import GrammarKeeper
from ova.hub.home_grammar import HomeGrammar
from ova.hub.settings_keeper import SettingsKeeper
from ova.hub.speech import Ear, Speech
from ova.language import Grammar


class Tongues:
    """Keeps a Grammar for every language that is spoken somewhere in the home. Thread-safe."""

    def __init__(
        self,
        home: GrammarKeeper,
        sentences: HomeGrammar,
        speech: Speech,
        settings: SettingsKeeper,
        *,
        hears: bool,
    ) -> None:
        """``home`` keeps the Grammar of the home's language; ``hears``: speech is understood, too."""
        self._home = home
        self._sentences = sentences
        self._speech = speech
        self._settings = settings
        self._hears = hears
        self._following = threading.Lock()
        self._lock = threading.Lock()
        self._others: dict[str, GrammarKeeper] = {}
        home.on_refresh = self._refresh_others

    def follow(
        self, satellites: Iterable[Satellite], language_of: Callable[[Satellite], str]
    ) -> None:
        """Understand what is spoken at these satellites, and no other language any longer."""
        with self._following:
            self._follow(satellites, language_of)

    def _follow(
        self, satellites: Iterable[Satellite], language_of: Callable[[Satellite], str]
    ) -> None:
        settings = self._settings.current
        ears = set()
        for satellite in satellites:
            language = language_of(satellite)
            ears.add(self._speech.ear(language, satellite.preferences.recogniser))
        ears.discard(Ear(settings.language))
        languages = {ear.language for ear in ears} - {settings.language}
        with self._lock:
            gone = [(one, self._others.pop(one)) for one in self._others.keys() - languages]
            new = [(one, self._keeper(one)) for one in sorted(languages - self._others.keys())]
            self._others.update(new)
        self._speech.follow(frozenset(ears))
        for _, keeper in new:
            keeper.start()
        for language, keeper in gone:
            keeper.close()
            self._speech.forget(language)

    def in_language(self, language: str, timeout_s: float) -> Grammar | None:
        """Return the Grammar of the language a command was begun in, or None.

        Waits where it is being built for the first time.
        """
        with self._lock:
            keeper = self._others.get(language)
        if keeper is None:
            return self._home.in_language(language, timeout_s)
        if keeper.now is None:
            keeper.wait_settled(timeout_s)
        return keeper.now

    def refresh(self) -> None:
        """Ask for a rebuild of all: names, skills or sentences changed."""
        self._home.refresh()

    def _refresh_others(self) -> None:
        with self._lock:
            others = tuple(self._others.values())
        for keeper in others:
            keeper.refresh()

    def wait_settled(self, timeout_s: float) -> bool:
        """Wait until all Grammars have every change there was; False when that took too long."""
        until = time.monotonic() + timeout_s
        return all(one.wait_settled(max(0.0, until - time.monotonic())) for one in self._all())

    def close(self) -> None:
        """Stop building, the home's Grammar too. May be called twice."""
        with self._lock:
            others, self._others = self._others, {}
        for keeper in (self._home, *others.values()):
            keeper.close()

    def _all(self) -> tuple[GrammarKeeper, ...]:
        with self._lock:
            return (self._home, *self._others.values())

    def _keeper(self, language: str) -> GrammarKeeper:
        def on_graph(graph: WordGraph) -> None:
            self._speech.hear_too(graph, language)

        return GrammarKeeper(
            lambda: self._sentences.compile_in(language), on_graph if self._hears else None
        )


def language_of_run(run: dict[str, Any], usual: str) -> str:
    """Return the language a run in wire form was begun in."""
    begun = (one["data"].get("language") for one in run["events"] if one["type"] == "run-start")
    return str(next(begun, None) or usual)
