"""What is going to ring here, known also while the hub is away and after a restart."""

import json
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ova.satellite.kept_file import keep

FILE = "satellite-upcoming.json"
MISSED_S = 60.0
"""What was due longer ago when the program starts is left to the hub."""
MOST = 200
JUMP_S = 5.0
"""By so much the machine's time is put right at once; less is its clock going a little wrong."""


@dataclass(frozen=True, slots=True)
class Due:
    """One time at which something rings."""

    id: str
    kind: str
    text: str
    at: float
    """By the clock of the program that knows it."""


class Upcoming:
    """The hub's newest list, kept in a file; ``clock`` seconds decide when something is due."""

    def __init__(
        self,
        folder: Path | None = None,
        clock: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        """``clock`` is monotonic, ``wall`` seconds since the epoch; without a folder nothing is kept."""
        self._file = None if folder is None else folder / FILE
        self._clock = clock
        self._wall = wall
        self._apart = self._wall() - self._clock()
        self._waiting: list[Due] = self._read()
        self._by_wall = True
        """Whether the list is what was read: then the machine's time decides, else what the hub said."""

    def expect(self, told: Mapping[str, Any]) -> None:
        """Take the hub's list instead of the one before; what makes no sense in it is left out."""
        items = told.get("items")
        now = self._clock()
        found = []
        for item in items[:MOST] if isinstance(items, list) else ():
            times = item.get("in_s") if isinstance(item, Mapping) else None
            for in_s in times if isinstance(times, list) else ():
                if isinstance(in_s, int | float) and not isinstance(in_s, bool) and in_s >= 0:
                    text = str(item.get("text", ""))
                    found.append(Due(str(item.get("id")), str(item.get("kind")), text, now + in_s))
        self._waiting = sorted(found, key=lambda due: due.at)
        self._by_wall = False
        self._keep()

    def mind_the_clock(self) -> None:
        """Look whether the machine's time was put right: a small machine starts with an old one."""
        jump = self._wall() - self._clock() - self._apart
        if abs(jump) < JUMP_S:
            return
        self._apart += jump
        if self._by_wall:
            soonest = self._clock() - MISSED_S
            moved = [replace(one, at=one.at - jump) for one in self._waiting]
            self._waiting = [one for one in moved if one.at >= soonest]
        else:
            self._keep()

    def take_due(self) -> list[Due]:
        """Return what is due now; it is not told twice."""
        now = self._clock()
        if not self._waiting or self._waiting[0].at > now:
            return []
        due = [one for one in self._waiting if one.at <= now]
        self._waiting = [one for one in self._waiting if one.at > now]
        self._keep()
        return due

    def _read(self) -> list[Due]:
        if self._file is None:
            return []
        try:
            kept = json.loads(self._file.read_text(encoding="utf-8"))
            found = [
                Due(
                    str(one["id"]),
                    str(one["kind"]),
                    str(one["text"]),
                    float(one["at"]) - self._apart,
                )
                for one in kept
            ]
        except (OSError, ValueError, TypeError, KeyError):
            return []
        soonest = self._clock() - MISSED_S
        return sorted((one for one in found if one.at >= soonest), key=lambda due: due.at)

    def _keep(self) -> None:
        """Write the list; where that is not possible it is known as long as the program runs."""
        if self._file is None:
            return
        rows = [
            {"id": one.id, "kind": one.kind, "text": one.text, "at": one.at + self._apart}
            for one in self._waiting
        ]
        with suppress(OSError):
            keep(self._file, rows)
