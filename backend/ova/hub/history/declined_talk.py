"""Texts that people reported as no commands: the like is declined from then on."""

import threading
from collections.abc import Callable

from rapidfuzz import fuzz

from ova.core import Match
from ova.language import tokens_of
from ova.storage import Database, NotCommand

ALIKE = 90.0
"""Of 100, by rapidfuzz: how alike a text must be that is no clear command either."""
CERTAIN = 0.999
"""Score of a sentence that fits word by word: only the very same text is declined in spite of it."""


class DeclinedTalk:
    """The reports, kept in memory for every command. Thread-safe."""

    def __init__(self, database: Database, clock: Callable[[], float]) -> None:
        """``clock`` gives seconds since the epoch."""
        self._table = database.not_commands
        self._clock = clock
        self._lock = threading.Lock()
        self._known = self._load()

    def all(self) -> list[NotCommand]:
        """Return the reports, newest first."""
        return self._table.all()

    def of(self, text: str) -> NotCommand | None:
        """Return the report of just this text."""
        folded = _folded(text)
        return next((one for known, one in self._known if known == folded), None)

    def add(self, run_id: str, text: str) -> NotCommand:
        """Keep a text as no command; it is declined when this returns."""
        with self._lock:
            made = self._table.add(run_id, _folded(text), self._clock())
            self._known = self._load()
        return made

    def take_back(self, report_id: str) -> None:
        """Take the text of a report for a command again. Raises NotFound."""
        with self._lock:
            try:
                self._table.remove(report_id)
            finally:
                self._known = self._load()

    def clear(self) -> None:
        """Take all reports back."""
        with self._lock:
            self._table.clear()
            self._known = self._load()

    def judged(self, match: Match) -> Match:
        """Return what a text comes to: declined when it, or nearly the same, was reported."""
        if not self._known or "answer_to" in match.detail:
            return match
        text = _folded(match.text)
        certain = match.intent is not None and match.intent.score >= CERTAIN
        for known, report in self._known:
            if text == known or (not certain and text and fuzz.ratio(text, known) >= ALIKE):
                detail = {"reported": report.id, "words": report.text}
                return Match(match.text, reason="not_a_command", detail=detail, trace=match.trace)
        return match

    def _load(self) -> tuple[tuple[str, NotCommand], ...]:
        return tuple((one.text, one) for one in self._table.all())


def _folded(text: str) -> str:
    return " ".join(tokens_of(text))
