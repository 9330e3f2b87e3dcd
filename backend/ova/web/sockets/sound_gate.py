"""How much sound a satellite may send: no more than was recorded, at the rate it told."""

from collections.abc import Callable, Mapping
from typing import Any

from ova.core import NotAllowed, RateGate
from ova.web.errors import WebError

MAX_SPEED = 10
"""Audio may come this many times faster than it was spoken."""
BURST_S = 10.0
"""Seconds of audio that may come at once, as after a short loss of the network."""
STEADY_SPEED = 2.0
STEADY_BURST_S = 60.0
"""Whoever goes on to send more than this cannot have recorded it at the rate that was told."""
SMALLEST_BYTES = 160
"""What a piece counts at least: a flood of empty ones is work, too."""
_SPEECH_BYTES_PER_S = 32_000


class TooFast(WebError, NotAllowed):
    """The client sends more than anyone can say."""

    code = "too_fast"
    status = 429


class SoundGate:
    """Measures the sound of one connection."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """``clock`` gives monotonic seconds."""
        self._told = 16_000
        self._per_second = _SPEECH_BYTES_PER_S
        self._fast = RateGate(MAX_SPEED * self._per_second, BURST_S * self._per_second, clock)
        self._steady = RateGate(STEADY_SPEED, STEADY_BURST_S, clock)

    def begin(self, start: Mapping[str, Any], speed: float = MAX_SPEED) -> None:
        """Take the format that sound is going to have; it was accepted."""
        rate, width, channels = (
            int(start.get(name, default))
            for name, default in (("rate", 16_000), ("width", 2), ("channels", 1))
        )
        self._told = rate
        self._per_second = rate * width * channels
        self._fast.reset(speed * self._per_second, BURST_S * self._per_second)

    def refused(self, size: int) -> TooFast | None:
        """Take a piece of so many bytes; return why it is too much, if it is."""
        size = max(size, SMALLEST_BYTES)
        if not self._fast.take(size):
            return TooFast(
                f"Audio came more than {MAX_SPEED} times faster than it was spoken.",
                cure="Send audio as it is recorded, and connect again.",
            )
        if not self._steady.take(size / self._per_second):
            return TooFast(
                f"More audio came than can be recorded at the {self._told} Hz that were told.",
                cure="Tell the rate, width and channels of the audio in 'start', and connect again.",
                code="wrong_rate",
            )
        return None
