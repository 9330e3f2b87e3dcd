"""What a change was made on and what it made, as it is stored, and how it is taken back."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from ova.core import ListItem, ListKind, SharedList

_OF_ITEM = ("text", "done")
"""What must still be as the change left it; an item that was moved since is still the same."""


def snapshot(one: SharedList | None, items: Mapping[str, ListItem | None]) -> dict[str, Any]:
    """Return the JSON form of a list and some of its items; None stands for what is not there."""
    return {
        "list": None
        if one is None
        else {"name": one.name, "kind": one.kind.value, "created_at": one.created_at},
        "items": {key: asdict(item) if item else None for key, item in items.items()},
    }


def items_of(taken: Mapping[str, Any]) -> dict[str, ListItem | None]:
    """Return the items of a snapshot by id."""
    return {key: ListItem(**item) if item else None for key, item in taken["items"].items()}


def list_of(taken: Mapping[str, Any], list_id: str, revision: int) -> SharedList | None:
    """Return the list of a snapshot without its items."""
    kept = taken["list"]
    if kept is None:
        return None
    return SharedList(
        list_id, kept["name"], ListKind(kept["kind"]), kept["created_at"], revision=revision
    )


def is_still(taken: Mapping[str, Any], now: SharedList | None) -> bool:
    """Tell whether a list and the items of a snapshot are still as they were then."""
    kept = taken["list"]
    if (kept is None) != (now is None):
        return False
    if now is None or kept is None:
        return True
    if kept["name"] != now.name or kept["kind"] != now.kind.value:
        return False
    there = {item.id: item for item in now.items}
    return all(_same(item, there.get(key)) for key, item in items_of(taken).items())


def differing(before: Iterable[ListItem], after: Iterable[ListItem]) -> set[str]:
    """Return the ids of the items that are not the same in both."""
    one = {item.id: item for item in before}
    other = {item.id: item for item in after}
    return {key for key in one.keys() | other.keys() if one.get(key) != other.get(key)}


def _same(one: ListItem | None, other: ListItem | None) -> bool:
    if one is None or other is None:
        return one is other
    return all(getattr(one, field) == getattr(other, field) for field in _OF_ITEM)
