"""Recognisers besides the home's: for satellites with a language or a recogniser of their own."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ova.core import WordGraph
from ova.engines import SpeechPool
from ova.hub.speech.hearing import Hearing


@dataclass(frozen=True, slots=True)
class Ear:
    """What a satellite is heard with."""

    language: str
    recogniser: str = ""
    """Name of a recogniser; empty: what the settings say for the language."""


class Ears:
    """Runs one process of decoding per ear, as long as a satellite needs it. Thread-safe."""

    def __init__(self, make: Callable[[Ear], Hearing]) -> None:
        """``make`` builds what hears with an ear; it is not started yet."""
        self._make = make
        self._lock = threading.Lock()
        self._hearing: dict[Ear, Hearing] = {}
        self._graphs: dict[str, WordGraph] = {}

    def follow(self, wanted: frozenset[Ear]) -> None:
        """Open the ears that are missing and close those nobody needs."""
        with self._lock:
            gone = [self._hearing.pop(one) for one in self._hearing.keys() - wanted]
            for ear in sorted(wanted - self._hearing.keys(), key=str):
                hearing = self._hearing[ear] = self._make(ear)
                hearing.start()
                graph = self._graphs.get(ear.language)
                if graph is not None:
                    hearing.hear(graph, ear.language)
        for hearing in gone:
            hearing.pool.close()

    def pool(self, ear: Ear) -> SpeechPool | None:
        """Return what hears with an ear; None where the home's does."""
        with self._lock:
            hearing = self._hearing.get(ear)
        return None if hearing is None else hearing.pool

    def hear(self, graph: WordGraph, language: str) -> None:
        """Listen for the sentences of a language with every ear for it."""
        with self._lock:
            self._graphs[language] = graph
            for ear, hearing in self._hearing.items():
                if ear.language == language:
                    hearing.hear(graph, language)

    def forget(self, language: str) -> None:
        """Keep the sentences of a language no longer."""
        with self._lock:
            self._graphs.pop(language, None)

    def settings_changed(self) -> None:
        """Follow the home's settings."""
        for hearing in self._all():
            hearing.settings_changed()

    def reload(self) -> None:
        """Load everything again: a model was installed or removed."""
        for hearing in self._all():
            hearing.reload()

    def workers(self, language: str) -> list[dict[str, Any]]:
        """Return how the decoding processes of a language are."""
        with self._lock:
            found = [one.pool for ear, one in self._hearing.items() if ear.language == language]
        return [state for pool in found for state in pool.status()]

    def close(self) -> None:
        """Close all ears. May be called twice."""
        self.follow(frozenset())

    def _all(self) -> tuple[Hearing, ...]:
        with self._lock:
            return tuple(self._hearing.values())
