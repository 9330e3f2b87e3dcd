"""The sound of a command on its way to the hub."""

from ova.satellite.cues import Cue
from ova.satellite.opening import Opening
from ova.satellite.ports import Hub

CHUNK_BYTES = 3_200
"""100 ms: what was kept while the hub got ready is sent in pieces of this size."""


class Outgoing:
    """Keeps the beginning until the hub listens and the wake sound is over, then sends as it comes."""

    def __init__(self, hub: Hub) -> None:
        """Send to ``hub``."""
        self._hub = hub
        self._opening: Opening | None = None
        self._due = 0

    @property
    def waiting(self) -> bool:
        """Whether the hub has yet to say that it listens."""
        return self._due > 0

    def begin(self, heard: bytes) -> None:
        """Start a command whose first sound is ``heard``; it is kept until it ``goes_on``."""
        self._opening = Opening(heard)
        self._due += 1

    def goes_on(self, cue: Cue | None) -> None:
        """Take that this satellite answers, and that the ``cue`` is played now, if any."""
        if self._opening is not None:
            self._opening.goes_on(cue)

    def answered(self) -> bool:
        """Take the hub's answer to a start; True when it is that of the newest one."""
        self._due = max(0, self._due - 1)
        return self._due == 0

    def send(self, block: bytes, *, last: bool = False) -> None:
        """Send a block, or keep it as long as the beginning cannot be sent."""
        if self._opening is None:
            if block:
                self._hub.audio(block)
            return
        self._opening.add(block)
        if last or (self._opening.complete and not self._due):
            first, self._opening = self._opening.take(), None
            for offset in range(0, len(first), CHUNK_BYTES):
                self._hub.audio(first[offset : offset + CHUNK_BYTES])

    def drop(self) -> None:
        """Forget what was not sent."""
        self._opening = None

    def lost(self) -> None:
        """Take the connection as gone: nothing is answered any more."""
        self._due = 0
