"""How much a device may say."""

import time
from collections.abc import Callable

from ova.core import SPEECH_RATE_HZ, RateGate

MAX_SPEED = 10.0
"""Sound may come this many times faster than it was spoken."""
BURST_S = 10.0
MOST_BYTES = 64_000
"""Of one piece of sound."""
LEAST_BYTES = 256
"""A piece counts as so much at least: an empty one costs time, too."""
ORDERS_PER_S = 20.0
"""Commands begun, and things set at the device: more than a dial that is spun tells."""
BURST_ORDERS = 100.0
BYTES_PER_S = 2 * SPEECH_RATE_HZ


class Allowance:
    """What one device may say by now. For the loop's thread."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """``clock`` gives monotonic seconds."""
        self._sound = RateGate(MAX_SPEED * BYTES_PER_S, BURST_S * BYTES_PER_S, clock)
        self._orders = RateGate(ORDERS_PER_S, BURST_ORDERS, clock)

    def sound(self, size: int) -> bool:
        """Tell whether a piece of sound of so many bytes may come now."""
        return size <= MOST_BYTES and self._sound.take(max(LEAST_BYTES, size))

    def order(self) -> bool:
        """Tell whether the device may begin or set something now."""
        return self._orders.take(1)
