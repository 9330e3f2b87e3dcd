"""How a text answers a question."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ova.core import Intent, Option, Question


class AnswerKind(StrEnum):
    """What becomes of a question."""

    CHOSEN = "chosen"
    """``options`` are wanted."""
    REFUSED = "refused"
    """Nothing of it is wanted."""
    UNCLEAR = "unclear"
    """It may be an answer, but no certain one: ``question`` is to be asked again."""
    OTHER = "other"
    """It is no answer; ``text`` may be a command of its own."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How a text answers a question."""

    kind: AnswerKind
    options: tuple[Option, ...] = ()
    question: Question | None = None
    """What is left to ask: the options that fit the answer."""
    text: str = ""
    refused: bool = False
    """What is no answer began with a no."""
    instead: str = ""
    """The sentence asked about with another name in it, after "no, the kitchen lamp"."""
    value: Any = None
    """What a skill that asked is told: the value, the name that was chosen, True or False."""
    unit: str = ""
    """The unit of the value, when one was said: ``F``."""

    @property
    def intents(self) -> tuple[Intent, ...]:
        """What is to be done for the chosen options, in order."""
        return tuple(intent for option in self.options for intent in option.intents)
