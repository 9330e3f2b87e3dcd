"""Sound that comes though nothing listens to it."""

from ova.core import AudioFormat

LONGEST_S = 60.0
"""It may go on so long after a run has heard enough."""


class Unheard:
    """Adds up what came since something listened last."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.format = AudioFormat()
        """What the sound is taken for."""
        self._seconds = 0.0

    def heard(self) -> None:
        """Take note that something listens."""
        self._seconds = 0.0

    def too_much(self, pcm: bytes) -> bool:
        """Take a piece; True once, when it has become too much."""
        before = self._seconds
        self._seconds += len(pcm) / (self.format.frame_bytes * self.format.rate)
        return before <= LONGEST_S < self._seconds
