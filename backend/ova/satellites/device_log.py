"""What satellites log, and what the hub has to say about them: the last lines of each."""

import itertools
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ova.satellites.messages import LogLine

KEPT = 200
LINES_PER_S = 10.0
BURST = 100.0


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """One line of a satellite's log."""

    seq: int
    satellite_id: str
    at: float
    """Seconds since the epoch, by the hub's clock."""
    source: str
    """``satellite``, or ``hub`` for what the hub notes about it."""
    level: str
    text: str

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "seq": self.seq,
            "satellite_id": self.satellite_id,
            "at": self.at,
            "source": self.source,
            "level": self.level,
            "text": self.text,
        }


@dataclass(slots=True)
class _Log:
    lines: deque[DeviceLine]
    left: float = BURST
    filled_at: float = 0.0
    cut: int = 0


class DeviceLog:
    """Keeps the last 200 lines of each satellite in memory; a flood is cut and said to be."""

    def __init__(self, clock: Callable[[], float], on_line: Callable[[DeviceLine], None]) -> None:
        """``clock`` gives seconds since the epoch; ``on_line`` is told of every line kept."""
        self._clock = clock
        self._on_line = on_line
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        self._logs: dict[str, _Log] = {}

    def add(self, satellite_id: str, lines: Sequence[LogLine]) -> int:
        """Keep what a satellite logged; return how many lines were cut because they came too fast."""
        cut = 0
        for line in lines:
            if self._admit(satellite_id):
                self._put(satellite_id, "satellite", line.level, line.text, line.age_s)
            else:
                cut += 1
        return cut

    def note(self, satellite_id: str, text: str, level: str = "info") -> None:
        """Add a line of the hub's own."""
        self._put(satellite_id, "hub", level, text, 0.0)

    def lines(self, satellite_id: str) -> list[DeviceLine]:
        """Return the last lines of a satellite, oldest first."""
        with self._lock:
            log = self._logs.get(satellite_id)
            return list(log.lines) if log is not None else []

    def forget(self, satellite_id: str) -> None:
        """Drop the lines of a satellite."""
        with self._lock:
            self._logs.pop(satellite_id, None)

    def _admit(self, satellite_id: str) -> bool:
        with self._lock:
            log = self._of(satellite_id)
            now = self._clock()
            passed_s = max(0.0, now - log.filled_at)
            log.left = min(BURST, log.left + passed_s * LINES_PER_S)
            log.filled_at = now
            if log.left < 1.0:
                log.cut += 1
                return False
            log.left -= 1.0
            cut, log.cut = log.cut, 0
        if cut:
            self.note(
                satellite_id,
                f"{cut} lines were left out: more than {LINES_PER_S:.0f} a second came.",
                "warning",
            )
        return True

    def _put(self, satellite_id: str, source: str, level: str, text: str, age_s: float) -> None:
        with self._lock:
            line = DeviceLine(
                next(self._numbers), satellite_id, self._clock() - age_s, source, level, text
            )
            self._of(satellite_id).lines.append(line)
        self._on_line(line)

    def _of(self, satellite_id: str) -> _Log:
        return self._logs.setdefault(
            satellite_id, _Log(deque(maxlen=KEPT), filled_at=self._clock())
        )
