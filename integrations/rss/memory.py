"""What is remembered of a feed between two looks.

The hub keeps ``last_poll_ts`` and moves it on only when the news of a look were stored. So a look that
finds the same ``last_poll_ts`` as the one before knows that the news of that one were lost, and starts
again from what was known before it.
"""

from dataclasses import dataclass
from typing import Any

MOST_SEEN = 300


@dataclass(frozen=True, slots=True)
class Known:
    """A feed as the last look that counted left it."""

    seen: frozenset[str] | None = None
    """Ids of entries; None for a feed that is new."""
    headers: tuple[tuple[str, str], ...] = ()
    """Headers that ask for the feed only if it has changed."""


def known(kept: Any, cursor: str | None) -> Known:
    """Return what counts of what was kept."""
    if not isinstance(kept, dict):
        return Known()
    if kept.get("cursor") == cursor:
        before = kept.get("before")
        return Known(None if before is None else frozenset(before))
    headers = [("If-None-Match", kept.get("etag")), ("If-Modified-Since", kept.get("modified"))]
    return Known(frozenset(kept.get("seen", ())), tuple((name, str(v)) for name, v in headers if v))


def to_keep(
    cursor: str | None, before: Known, ids: list[str], headers: dict[str, str]
) -> dict[str, Any]:
    """Return what is kept after a look that found the entries ``ids``."""
    old = sorted((before.seen or frozenset()).difference(ids))[: max(0, MOST_SEEN - len(ids))]
    return {
        "cursor": cursor,
        "etag": headers.get("etag", ""),
        "modified": headers.get("last-modified", ""),
        "seen": [*ids, *old],
        "before": None if before.seen is None else sorted(before.seen),
    }
