"""What would make a command that failed work the next time."""

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class CureKind(StrEnum):
    """What kind of remedy it is."""

    ALIAS = "alias"
    """A further name for a thing, a room or a floor."""
    EXPOSE = "expose"
    """Share a thing with the assistant."""
    MOVE = "move"
    """Put a thing into the room it was looked for in."""
    SENTENCE = "sentence"
    """Teach a skill this sentence."""
    NOT_A_COMMAND = "not_a_command"
    """It was not meant for the assistant: decline the like."""
    ENABLE = "enable"
    """Switch an integration or a skill on."""
    MEND = "mend"
    """Look after an integration or a skill: nothing one click could do."""
    ROOM = "room"
    """Say which room a satellite stands in: nothing one click could do."""
    HEARING = "hearing"
    """Look after what hears: nothing one click could do."""


LINKS = frozenset({CureKind.MEND, CureKind.ROOM, CureKind.HEARING})
"""Remedies that are a page to go to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cure:
    """One remedy for one run."""

    kind: CureKind
    place: str = ""
    """``entity``, ``area``, ``floor``, ``integration``, ``skill`` or ``satellite``."""
    id: str = ""
    """Id of that; empty for a name: a person has to choose."""
    name: str = ""
    """What people call it."""
    text: str = ""
    """The new name, the sentence to learn, or what was no command."""
    means: str = ""
    """For a sentence: one that is understood already and means the same."""
    intent: str = ""
    area_id: str = ""
    area: str = ""
    state: str = ""
    """Of a plugin."""
    reason: str = ""
    """Of a plugin: why it is not loaded."""
    was: dict[str, Any] = field(default_factory=dict)
    """What must still be so when it is applied."""
    done: str = ""
    """Id of what was done already: a report."""

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        wire = asdict(self)
        wire["kind"] = self.kind.value
        wire["is_link"] = self.kind in LINKS
        return wire
