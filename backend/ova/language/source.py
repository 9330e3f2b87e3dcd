"""Where sentences come from, and what was wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Place = tuple[int, ...]
"""Line and column in a file, from 1. Column 0: on several lines, so columns cannot be told.

Further numbers are for texts the file writes with more characters than they have, such as a doubled
quote: each is the index of a character from which on there is one more in the file.
"""
NOWHERE: Place = (0, 0)


@dataclass(frozen=True, slots=True)
class SentenceSource:
    """One file of sentence templates of one skill, already parsed."""

    skill: str
    language: str
    data: dict[str, Any]
    """hassil YAML; or ``package: home-assistant-intents`` with a list of names under ``intents``.

    A block with ``metadata: {speech: false}``, or a file with ``speech: false``, can only be typed;
    with ``speech: only`` it is heard but never matched. With ``first: true`` its sentences go before
    equal ones of all others.
    """
    file: str = ""
    """Where it was read from, for messages."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where in the file things are: by JSON pointer (RFC 6901), and every text by itself.

    ``/intents/Tea/data/0/sentences/1`` is where that sentence starts; of a text that occurs twice,
    the text itself is where it is first. May be empty: faults are then told without a place.
    """

    def place(self, *steps: object) -> Place:
        """Return where the part of ``data`` is that these keys and indexes lead to."""
        return self.places.get(pointer(*steps), NOWHERE)


@dataclass(frozen=True, slots=True)
class GrammarProblem:
    """A part of a source that cannot be used. Everything around it still works."""

    skill: str
    file: str
    intent: str
    sentence: str
    """The template as written; empty when a whole intent, list or file is meant."""
    reason: str
    line: int = 0
    """Line of the fault in the file, from 1; 0 when it is not known."""
    column: int = 0
    """Column of the fault, from 1; 0 when it is not known."""

    @property
    def place(self) -> str:
        """``file:line:column`` as far as it is known; empty without a file."""
        if not self.file or not self.line:
            return self.file
        return f"{self.file}:{self.line}" + (f":{self.column}" if self.column else "")

    def __str__(self) -> str:
        """Say where and why."""
        where = ", ".join(part for part in (self.place, self.intent) if part) or self.skill
        return (
            f"{where}: {self.sentence!r}: {self.reason}"
            if self.sentence
            else f"{where}: {self.reason}"
        )

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "skill": self.skill,
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "intent": self.intent,
            "sentence": self.sentence,
            "reason": self.reason,
        }


def pointer(*steps: object) -> str:
    """Return the JSON pointer of keys and indexes."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)


def place_within(place: Place, index: int) -> Place:
    """Return the place of a character of a text that starts at ``place``."""
    line, column, *longer = place
    if not column:
        return line, 0
    return line, column + index + sum(one <= index for one in longer)
