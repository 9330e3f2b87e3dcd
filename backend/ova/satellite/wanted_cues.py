"""The satellite's own sounds, as far as people want to hear them."""

from collections.abc import Callable

from ova.satellite.cues import Cue
from ova.satellite.ports import Output


class WantedCues:
    """Plays cues, and remembers when something did not work. One thread owns it."""

    def __init__(
        self, output: Output, wants: Callable[[Cue], bool], clock: Callable[[], float]
    ) -> None:
        """``wants`` tells which cues are to be heard; ``clock`` is monotonic."""
        self._output = output
        self._wants = wants
        self._clock = clock
        self.failed_at: float | None = None
        """When something did not work the last time; the clock's seconds."""

    def play(self, cue: Cue) -> bool:
        """Play a cue if it is wanted; tell whether it is heard."""
        if cue is Cue.ERROR:
            self.failed_at = self._clock()
        if not self._wants(cue):
            return False
        self._output.cue(cue)
        return True
