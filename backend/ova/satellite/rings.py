"""The timers that ring on this satellite, also while the hub is away."""

from collections.abc import Callable, Mapping
from typing import Any

from ova.satellite.ports import Hub, Output, Report
from ova.satellite.upcoming import Upcoming

LONGEST_RING_S = 600.0
AGREED_S = 2.0
STOP_WORDS = frozenset({"stop", "stop it", "stop ringing", "quiet", "silence"})
"""Said while something rings; understood here too, so that it works whatever skills the hub has."""


class Rings:
    """Rings while there is at least one ringing timer.

    While the hub is away, what it had told to come rings at its time; when it is back, the two agree
    on what rings: nothing rings twice, and what was silenced meanwhile stays silent.
    """

    def __init__(
        self,
        hub: Hub,
        output: Output,
        report: Report,
        clock: Callable[[], float],
        upcoming: Upcoming | None = None,
    ) -> None:
        """``clock`` is monotonic; ``upcoming`` knows what is to ring."""
        self._hub = hub
        self._output = output
        self._report = report
        self._clock = clock
        self._upcoming = upcoming or Upcoming(clock=clock)
        self._away = True
        self._agreed_at: float | None = None
        """When the hub, back again, has told everything that rings."""
        self._since: dict[str, float] = {}
        self._doubtful: set[str] = set()
        self._silenced: set[str] = set()
        """What was silenced here while the hub was away, so that it does not know."""

    @property
    def ringing(self) -> bool:
        """Whether something rings."""
        return bool(self._since)

    def expect(self, told: Mapping[str, Any]) -> None:
        """Take the list of what is going to ring."""
        self._upcoming.expect(told)

    def start(self, ring: Mapping[str, Any]) -> None:
        """Ring for a timer."""
        timer = ring.get("timer")
        timer = dict(timer) if isinstance(timer, Mapping) else {}
        timer_id = str(timer.get("id", ""))
        self._doubtful.discard(timer_id)
        if timer_id in self._since:
            return
        if timer_id in self._silenced:
            self._hub.ring_stop(timer_id)
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

    def silence(self) -> None:
        """Stop everything that rings, and tell the hub as soon as it is there."""
        if not self._away:
            self._hub.ring_stop(None)
        for timer_id in list(self._since):
            self._give_up(timer_id)

    def said(self, text: str) -> None:
        """Take what was said: a stop word silences everything that rings."""
        if self._since and text.casefold().strip(" .!") in STOP_WORDS:
            self.silence()

    def tick(self) -> None:
        """Ring for what is due while the hub is away, and give up on what has rung for too long."""
        self._upcoming.mind_the_clock()
        for due in self._upcoming.take_due() if self._away else ():
            self._silenced.discard(due.id)  # that was another day
            timer = {"id": due.id, "kind": due.kind}
            self.start({"timer": timer, "text": due.text})
            self._doubtful.add(due.id)
        now = self._clock()
        if self._agreed_at is not None and now >= self._agreed_at:
            self._agreed_at = None
            for timer_id in self._doubtful:
                self.stop(timer_id)
            self._doubtful, self._silenced = set(), set()
        for timer_id, since in list(self._since.items()):
            if now - since >= LONGEST_RING_S:
                self._hub.ring_stop(timer_id)
                self._give_up(timer_id)

    def doubt(self) -> None:
        """Take note that the hub is gone: what rings goes on, unless the hub forgets it."""
        self._away, self._agreed_at = True, None
        self._doubtful = set(self._since)

    def confirm(self) -> None:
        """Take note that the hub is back: in a moment it has told what rings, and the rest stops."""
        self._away = False
        self._agreed_at = self._clock() + AGREED_S
        for timer_id in self._silenced:
            self._hub.ring_stop(timer_id)

    def _give_up(self, timer_id: str) -> None:
        if self._away:
            self._silenced.add(timer_id)
        self.stop(timer_id)
