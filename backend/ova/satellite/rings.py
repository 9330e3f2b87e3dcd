"""The timers that ring on this satellite."""

from collections.abc import Callable, Mapping
from typing import Any

from ova.satellite.ports import Hub, Output, Report

LONGEST_RING_S = 600.0
STOP_WORDS = frozenset({"stop", "stop it", "stop ringing", "quiet", "silence"})
"""Said while something rings; understood here too, so that it works whatever skills the hub has."""


class Rings:
    """Rings while there is at least one ringing timer."""

    def __init__(
        self, hub: Hub, output: Output, report: Report, clock: Callable[[], float]
    ) -> None:
        """``clock`` is monotonic."""
        self._hub = hub
        self._output = output
        self._report = report
        self._clock = clock
        self._since: dict[str, float] = {}
        self._doubtful: set[str] = set()

    def start(self, ring: Mapping[str, Any]) -> None:
        """Ring for a timer."""
        timer = ring.get("timer")
        timer = dict(timer) if isinstance(timer, Mapping) else {}
        timer_id = str(timer.get("id", ""))
        self._doubtful.discard(timer_id)
        if timer_id in self._since:
            return
        self._since[timer_id] = self._clock()
        self._report.note("ring", str(ring.get("text") or "A timer is due"), timer=timer)
        self._output.ring(True)

    def stop(self, timer_id: str) -> None:
        """Stop ringing for a timer."""
        if self._since.pop(timer_id, None) is not None:
            self._report.note("ring_stop", "The timer stopped ringing", id=timer_id)
        if not self._since:
            self._output.ring(False)

    def said(self, text: str) -> None:
        """Take what was said: a stop word silences everything that rings."""
        if self._since and text.casefold().strip(" .!") in STOP_WORDS:
            self._hub.ring_stop(None)
            for timer_id in list(self._since):
                self.stop(timer_id)

    def tick(self) -> None:
        """Give up on what has rung for too long."""
        now = self._clock()
        for timer_id, since in list(self._since.items()):
            if now - since >= LONGEST_RING_S:
                self._hub.ring_stop(timer_id)
                self.stop(timer_id)

    def doubt(self) -> None:
        """Take note that the hub is gone: what rings goes on, unless the hub forgets it."""
        self._doubtful = set(self._since)

    def confirm(self) -> None:
        """Stop what the hub, back again, no longer rings. It tells what rings before it greets."""
        for timer_id in self._doubtful:
            self.stop(timer_id)
        self._doubtful = set()
