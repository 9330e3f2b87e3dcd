"""What was understood: an intent with slots, or the reason there is none."""

from dataclasses import dataclass, field
from typing import Any


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
    metadata: dict[str, Any] = field(default_factory=dict)

    def value(self, name: str, default: Any = None) -> Any:
        """Return the value of a slot, or ``default``."""
        return next((slot.value for slot in self.slots if slot.name == name), default)

    def values(self) -> dict[str, Any]:
        """Return all slots as a plain dict."""
        return {slot.name: slot.value for slot in self.slots}


@dataclass(frozen=True, slots=True)
class Match:
    """The outcome of understanding one text: ``intent`` is None when it was declined."""

    text: str
    intent: Intent | None = None
    reason: str = ""
    """Why it was declined, as a stable key: ``no_intent``, ``no_entity``, ``empty``, ``too_long``."""
    detail: dict[str, Any] = field(default_factory=dict)
    """What the reason speaks of, for example ``{"entity": "disco ball"}``."""
