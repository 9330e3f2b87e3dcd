"""Noticing that a satellite is gone though nobody closed its connection."""

import logging
import time
from collections.abc import Callable, Iterable

from ova.satellites.device import PING_EVERY_S
from ova.satellites.link import SatelliteLink

log = logging.getLogger(__name__)

SILENT_S = 5.0
"""After so long without a sign of life a satellite is gone: noticed within 6 s in the worst case."""
FEATURE = "ping"


class DropOuts:
    """Pings every satellite that answers pings, and ends the connections that are silent.

    A connection whose network is gone would else be found out by the system minutes later.
    """

    def __init__(
        self,
        links: Callable[[], Iterable[SatelliteLink]],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``links`` gives those who are there; ``clock`` gives monotonic seconds."""
        self._links = links
        self._clock = clock
        self._pinged_at = float("-inf")
        self._looked_at = clock()

    def beat(self) -> None:
        """Look after all; called about twice a second, and harmless when it is called less often."""
        now = self._clock()
        late, self._looked_at = now - self._looked_at > 2 * PING_EVERY_S, now
        if late:  # the hub itself stood still: answers that have come are not taken yet
            for link in self._pinged():
                link.heartbeat.heard()
        for link in self._pinged():
            if link.heartbeat.silent_s() > SILENT_S:
                log.info("Satellite %s does not answer; its connection is ended", link.satellite_id)
                link.lost()
        if now - self._pinged_at >= PING_EVERY_S:
            self._pinged_at = now
            for link in self._pinged():
                link.heartbeat.beat()

    def _pinged(self) -> list[SatelliteLink]:
        return [link for link in self._links() if FEATURE in link.features]
