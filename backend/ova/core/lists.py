"""Shopping and to-do lists a household shares."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

MAX_ITEM_TEXT = 200
MAX_LIST_NAME = 100


class ListKind(StrEnum):
    """What a list is for."""

    SHOPPING = "shopping"
    TODO = "todo"
    """Things to do, as the field calls such a list."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ListItem:
    """One line of a list."""

    id: str
    text: str
    added_at: float
    """Seconds since the epoch."""
    done: bool = False
    done_at: float | None = None
    """When it was ticked off, in seconds since the epoch."""
    added_by: str = ""
    """Who added it; empty when that is not known."""
    position: float = 0.0
    """Where it stands among the others: smaller is further up."""

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "id": self.id,
            "text": self.text,
            "done": self.done,
            "added_at": self.added_at,
            "added_by": self.added_by,
            "done_at": self.done_at,
        }


@dataclass(frozen=True, slots=True)
class SharedList:
    """A list with its items, in their order."""

    id: str
    name: str
    kind: ListKind
    created_at: float
    """Seconds since the epoch."""
    revision: int = 0
    """Grows with every change of the list or of an item."""
    items: tuple[ListItem, ...] = ()

    @property
    def open_items(self) -> tuple[ListItem, ...]:
        """What is not ticked off."""
        return tuple(item for item in self.items if not item.done)

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind.value,
            "created_at": self.created_at,
            "revision": self.revision,
            "items": [item.to_json() for item in self.items],
        }


@dataclass(frozen=True, slots=True)
class ListChange:
    """What a change of a list came to."""

    kind: str
    """``created``, ``edited``, ``deleted``, ``added``, ``changed``, ``done``, ``removed``, ``moved``, ``cleared``."""
    list: SharedList
    """The list as it is now; as it was last when it is gone."""
    id: int | None = None
    """By this number it is taken back; None when nothing had to be changed."""
    items: tuple[ListItem, ...] = ()
    """The items it is about, as they are now; those that are gone as they were."""
    known: tuple[ListItem, ...] = ()
    """Items that were to be added and stood there already."""

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "change": self.id,
            "kind": self.kind,
            "list": self.list.to_json(),
            "items": [item.to_json() for item in self.items],
            "known": [item.to_json() for item in self.known],
        }
