"""Telling a process that works hard from one that hangs."""

from dataclasses import dataclass
from pathlib import Path

LOOK_EVERY_S = 0.1
STALLED_S = 0.5
"""A process that owes an answer and wants neither processor nor disk for so long hangs."""
_TICK_S = 0.01
"""Unit of processor time in proc(5): USER_HZ is 100 on every architecture of Linux."""
_WORKING = frozenset("RD")


@dataclass(frozen=True, slots=True)
class Vitals:
    """What a process is doing."""

    cpu_s: float
    """Processor seconds of all its threads so far."""
    asleep: bool
    """True when no thread runs, or waits for a processor or the disk."""


def read_vitals(pid: int) -> Vitals | None:
    """Return what a process is doing, or None when it is gone. Source: proc(5), ``stat``."""
    folder = Path(f"/proc/{pid}")
    try:
        state, cpu_s = _stat(folder)
        asleep = state not in _WORKING and not any(
            _stat(thread)[0] in _WORKING for thread in (folder / "task").iterdir()
        )
    except OSError:
        return None
    return Vitals(cpu_s, asleep)


def _stat(folder: Path) -> tuple[str, float]:
    fields = (folder / "stat").read_text().rpartition(")")[2].split()
    return fields[0], (int(fields[11]) + int(fields[12])) * _TICK_S


class Watch:
    """Watches a process work on one message after the other.

    Judged by what the process does, not by the time it takes: on a busy machine every answer is
    late. Times are on the monotonic clock.
    """

    def __init__(self) -> None:
        self._allowed_s = 0.0
        self._patience_s = STALLED_S
        self._looked_at = 0.0
        self._stalled_s = 0.0
        self._cpu_s: float | None = None
        self._first_cpu_s = 0.0

    @property
    def due(self) -> float:
        """When to look next."""
        return self._looked_at + LOOK_EVERY_S

    def begin(self, now: float, allowed_s: float, patience_s: float = 0.0) -> None:
        """Expect an answer for ``allowed_s`` processor seconds of work.

        ``patience_s``: so long the process may wait for somebody else.
        """
        self._allowed_s = allowed_s
        self._patience_s = max(STALLED_S, patience_s)
        self._looked_at = now
        self._stalled_s = 0.0
        self._cpu_s = None

    def hangs(self, now: float, vitals: Vitals) -> bool:
        """Return whether what is seen now, with what was seen before, is a hang."""
        if self._cpu_s is None:
            self._first_cpu_s = vitals.cpu_s
        if vitals.asleep and vitals.cpu_s == self._cpu_s:
            # Bounded: the time between two looks may be one in which the whole machine stood still.
            self._stalled_s += min(now - self._looked_at, 2 * LOOK_EVERY_S)
        else:
            self._stalled_s = 0.0
        self._cpu_s = vitals.cpu_s
        self._looked_at = now
        return (
            self._stalled_s >= self._patience_s
            or vitals.cpu_s - self._first_cpu_s > self._allowed_s
        )
