"""Sound that breaks off and goes on.

Programs that stream only while somebody speaks end their stream after some seconds, in the midst of a
word, too. They begin the next one at once when somebody still speaks, with what they kept from before.
"""

import time
from collections.abc import Callable

from ova.core import SPEECH_RATE_HZ

MOST_S = 0.8
"""Sound that goes on within this time was not over."""
KEPT_S = 0.25
"""No microphone gives longer pieces: what is longer was kept from before."""


class Break:
    """A break in the sound of one satellite. For one thread."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """``clock`` tells monotonic seconds."""
        self._clock = clock
        self._since: float | None = None

    def over(self, most_s: float = MOST_S) -> bool:
        """Tell whether the sound has broken off for good: it may go on within so many seconds."""
        return self._since is not None and self._clock() - self._since >= most_s

    def begin(self) -> None:
        """Take that no more sound comes for now."""
        if self._since is None:
            self._since = self._clock()

    def end(self) -> None:
        """Take that what comes next goes with nothing before."""
        self._since = None

    def mended(self, speech: bytes) -> bytes:
        """Return what of a piece of 16 kHz mono PCM follows the piece before: the rest is older."""
        if self._since is None:
            return speech
        gap_s, self._since = self._clock() - self._since, None
        if len(speech) <= 2 * int(KEPT_S * SPEECH_RATE_HZ):
            return speech
        return speech[max(0, len(speech) - 2 * int(gap_s * SPEECH_RATE_HZ)) :]
