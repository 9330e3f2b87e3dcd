"""What was understood: an intent with slots, or the reason there is none."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ova.core.understanding import Question, Trace


@dataclass(frozen=True, slots=True)
class Slot:
    """A named value of an intent."""

    name: str
    value: Any
    """The normalised value: a string, int or float."""
    text: str = ""
    """The words it was heard as."""


@dataclass(frozen=True, slots=True)
class Intent:
    """A command a skill can handle."""

    name: str
    skill: str
    """Id of the skill whose sentence matched."""
    slots: tuple[Slot, ...] = ()
    text: str = ""
    template: str = ""
    """The sentence template that matched, as its author wrote it."""
    response: str = "default"
    """Key of the reply the sentence asks for."""
    score: float = 1.0
    """0 to 1: how well the words fit the template."""
    metadata: dict[str, Any] = field(default_factory=dict)
    excluded: tuple[Slot, ...] = ()
    """What must be left alone: ``name``, ``area`` or ``floor`` slots of "all lights except ..."."""

    def value(self, name: str, default: Any = None) -> Any:
        """Return the value of a slot, or ``default``."""
        return next((slot.value for slot in self.slots if slot.name == name), default)

    def values(self) -> dict[str, Any]:
        """Return all slots as a plain dict."""
        return {slot.name: slot.value for slot in self.slots}


@dataclass(frozen=True, slots=True)
class Match:
    """The outcome of understanding one text: ``intent`` is None when nothing shall be done yet."""

    text: str
    intent: Intent | None = None
    reason: str = ""
    """Why there is no intent, as a stable key: ``no_intent``, ``no_entity``, ``ambiguous`` ..."""
    detail: dict[str, Any] = field(default_factory=dict)
    """What the reason speaks of, for example ``{"entity": "disco ball"}``."""
    also: tuple[Intent, ...] = ()
    """Further commands of the same sentence, in the order they were said."""
    question: "Question | None" = None
    """What to ask back when the reason is ``unsure``, ``ambiguous`` or ``confirm``."""
    trace: "Trace | None" = None
    """How the outcome came about."""

    @property
    def intents(self) -> tuple[Intent, ...]:
        """Every command of the sentence, in order."""
        return (self.intent, *self.also) if self.intent is not None else ()
