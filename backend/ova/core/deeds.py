"""What is done for a command while it is carried out, noted by whoever does it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

MOST_DEEDS = 200
"""Of one command; "all lights off" in a big house are fewer."""


class DeedKind(StrEnum):
    """What kind of thing was done."""

    SERVICE = "service"
    """Something of the home was controlled."""
    ACTION = "action"
    """An integration's action was ordered."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that was done, or tried."""

    kind: DeedKind
    target: str
    """Id of the entity, or of the integration."""
    name: str
    """What people call the target."""
    call: str
    """The service or the action."""
    data: dict[str, Any]
    """What it was called with, without secrets."""
    code: str = ""
    """Empty when it went well, else the stable code of the error."""
    message: str = ""
    """What went wrong, or what the action said."""
    before: str = ""
    """State of the entity before; empty when that is not known. Not told to others."""

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "kind": self.kind.value,
            "target": self.target,
            "name": self.name,
            "call": self.call,
            "data": self.data,
            "code": self.code,
            "message": self.message,
        }


_notes: ContextVar[Callable[[Deed], None] | None] = ContextVar("deeds", default=None)


@contextmanager
def noting() -> Iterator[list[Deed]]:
    """Give the list of what is done inside the block, by this thread and those it hands its context to."""
    deeds: list[Deed] = []

    def note(deed: Deed) -> None:
        if len(deeds) < MOST_DEEDS:
            deeds.append(deed)

    token = _notes.set(note)
    try:
        yield deeds
    finally:
        _notes.reset(token)


def note_deed(deed: Deed) -> None:
    """Note what was done, where somebody wants to know."""
    note = _notes.get()
    if note is not None:
        note(deed)
