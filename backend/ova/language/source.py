"""Where sentences come from, and what was wrong with them."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class SentenceSource:
    """One file of sentence templates of one skill, already parsed."""

    skill: str
    language: str
    data: dict[str, Any]
    """hassil YAML; or ``package: home-assistant-intents`` with a list of names under ``intents``.

    A block with ``metadata: {speech: false}``, or a file with ``speech: false``, can only be typed.
    """
    file: str = ""
    """Where it was read from, for messages."""


@dataclass(frozen=True, slots=True)
class GrammarProblem:
    """A part of a source that cannot be used. Everything around it still works."""

    skill: str
    file: str
    intent: str
    sentence: str
    """The template as written; empty when a whole intent, list or file is meant."""
    reason: str

    def __str__(self) -> str:
        """Say where and why."""
        where = ", ".join(part for part in (self.file, self.intent) if part) or self.skill
        return (
            f"{where}: {self.sentence!r}: {self.reason}"
            if self.sentence
            else f"{where}: {self.reason}"
        )
