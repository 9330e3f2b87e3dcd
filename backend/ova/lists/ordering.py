"""Where an item stands among the others."""

from collections.abc import Sequence
from dataclasses import replace

from ova.core import ListItem

_NEAREST = 1e-6
"""Closer together than this, positions are given out anew."""


def placed_before(
    items: Sequence[ListItem], item_id: str, before_id: str | None
) -> tuple[ListItem, ...]:
    """Return the items in order with one put before another, or at the end with None.

    Only the position of the one that moves is another, unless there is no room between its new
    neighbours. Both ids are among the items.
    """
    if item_id == before_id:
        return tuple(items)
    moving = next(item for item in items if item.id == item_id)
    others = [item for item in items if item.id != item_id]
    at = next((i for i, item in enumerate(others) if item.id == before_id), len(others))
    if not others:
        return tuple(items)
    low = others[at - 1].position if at else others[0].position - 2
    high = others[at].position if at < len(others) else others[-1].position + 2
    order = [*others[:at], replace(moving, position=(low + high) / 2), *others[at:]]
    if high - low < _NEAREST:
        order = [replace(item, position=float(i)) for i, item in enumerate(order)]
    return tuple(order)
