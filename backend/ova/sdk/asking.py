"""What a handler asks back, and waits for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ova.core import REST, QuestionKind
from ova.sdk.errors import InputInvalid

VALUES = frozenset(
    {
        *("number", "ordinal", "percentage", "duration", "time", "date", "datetime"),
        *("temperature_value", "color_value"),
    }
)
"""Kinds of values an answer is read as."""
MOST_CHOICES = 100


@dataclass(frozen=True, slots=True)
class Asking:
    """One question: a handler yields it, and the answer comes back from the ``yield``."""

    text: str
    """What is said."""
    kind: QuestionKind
    value: str = ""
    """Kind of value that is wanted; empty: any text."""
    slot: str = ""
    """Name of the slot the answer is kept in."""
    choices: tuple[tuple[str, Any], ...] = ()
    """What can be chosen: what people call it, and what comes back."""
    aloud: bool = False
    """Its sound is wanted: any words are an answer, understood or not."""

    @classmethod
    def of_value(cls, text: str, slot: str = "text") -> "Asking":
        """Ask for a slot: ``duration``, or ``duration:length`` for one of another name."""
        kind, _, name = slot.partition(":")
        known = kind in VALUES or kind == REST
        return cls(text, QuestionKind.VALUE, kind if known else "", name or kind)

    @classmethod
    def of_choice(cls, text: str, choices: Sequence[str] | Mapping[str, Any]) -> "Asking":
        """Ask for one of several: names, or names with what comes back for each.

        Raises InputInvalid without any, with more than a hundred, or with a name twice.
        """
        pairs = tuple(
            choices.items()
            if isinstance(choices, Mapping)
            else ((str(name), name) for name in choices)
        )
        labels = [label.casefold() for label, _ in pairs]
        if not 0 < len(labels) <= MOST_CHOICES or len(set(labels)) < len(labels) or "" in labels:
            raise InputInvalid(
                f"There is no choosing between {len(labels)} things like these.",
                cure=f"Offer one to {MOST_CHOICES} names that differ.",
            )
        return cls(text, QuestionKind.CHOICE, choices=pairs)
