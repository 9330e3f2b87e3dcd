"""Which stored item of a list a sent one was: what keeps a secret with whom it belongs to."""

from collections.abc import Mapping, Sequence
from typing import Any

Schema = Mapping[str, Any]

KEPT = {"is_set": True}


def paired(items: Schema | bool, stored: Sequence[Any], given: Sequence[Any]) -> list[Any]:
    """Return for each given item the stored one it was, or None for a new one.

    Items are the same when all but their secrets is. An item that was edited is told by its place, as
    long as none was added, taken away or moved besides; bare secrets by their order, as long as all are
    kept.
    """
    if not _secrets(items, given):
        return [*stored[: len(given)], *[None] * (len(given) - len(stored))]
    if not isinstance(items, bool) and items.get("format") == "password":
        return _bare(stored, given)
    left = dict(enumerate(stored))
    found: list[Any] = [None] * len(given)
    plain = [_without_secrets(items, item) for item in given]
    open_places = []
    for i, item in enumerate(plain):
        same = [k for k, old in left.items() if _without_secrets(items, old) == item]
        if same:
            found[i] = left.pop(i if i in same else same[0])
        else:
            open_places.append(i)
    in_place = all(found[i] is stored[i] for i in range(len(given)) if i not in open_places)
    if len(stored) == len(given) and in_place:
        for i in open_places:
            found[i] = left.pop(i, None)
    return found


def orphans(items: Schema | bool, item: Any, path: str) -> list[str]:
    """Return the dotted paths of secrets an item with no stored one wants kept."""
    return [where for where, value in _at_secrets(items, item, path) if value == KEPT]


def _bare(stored: Sequence[Any], given: Sequence[Any]) -> list[Any]:
    if len(given) == len(stored):
        return list(stored)
    kept = [i for i, item in enumerate(given) if item == KEPT]
    by_order = dict(zip(kept, stored, strict=True)) if len(kept) == len(stored) else {}
    return [by_order.get(i) for i in range(len(given))]


def _secrets(items: Schema | bool, given: Sequence[Any]) -> bool:
    return any(_at_secrets(items, item, "") for item in given)


def _at_secrets(schema: Schema | bool, value: Any, path: str) -> list[tuple[str, Any]]:
    if isinstance(schema, bool):
        return []
    if schema.get("format") == "password":
        return [(path, value)]
    if isinstance(value, Mapping):
        parts = schema.get("properties", {})
        return [
            one
            for key, inner in value.items()
            for one in _at_secrets(parts.get(key, {}), inner, f"{path}.{key}")
        ]
    if isinstance(value, list):
        items = schema.get("items") or {}
        return [
            one for i, inner in enumerate(value) for one in _at_secrets(items, inner, f"{path}.{i}")
        ]
    return []


def _without_secrets(schema: Schema | bool, value: Any) -> Any:
    if isinstance(schema, bool):
        return value
    if schema.get("format") == "password":
        return None
    if isinstance(value, Mapping):
        parts = schema.get("properties", {})
        return {
            key: _without_secrets(parts[key], inner) if key in parts else inner
            for key, inner in value.items()
            if not (isinstance(parts.get(key), Mapping) and parts[key].get("format") == "password")
        }
    if isinstance(value, list):
        items = schema.get("items") or {}
        return [_without_secrets(items, inner) for inner in value]
    return value
