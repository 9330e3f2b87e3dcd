"""How loud what a device plays is made before it gets there."""

import numpy as np

from ova.core import MAX_VOLUME, AudioFormat


class Loudness:
    """Follows what is set for a satellite."""

    def __init__(self, *, device_sets_volume: bool) -> None:
        """A device that sets its volume itself is sent everything at full volume."""
        self._by_device = device_sets_volume
        self._volume = MAX_VOLUME
        self._muted = False

    def set(self, volume: int, muted: bool) -> None:
        """Take a volume of 0 to 100 percent, and whether anything is heard but what rings."""
        self._volume, self._muted = volume, muted

    def applied(self, pcm: bytes, fmt: AudioFormat) -> bytes:
        """Return a piece of a reply or an announcement as loud as it is to be."""
        if self._muted:
            return bytes(len(pcm))
        if self._by_device or self._volume >= MAX_VOLUME or fmt.width != 2 or fmt.floating:
            return pcm
        samples = np.frombuffer(pcm[: len(pcm) // 2 * 2], dtype="<i2") * (self._volume / MAX_VOLUME)
        return samples.astype("<i2").tobytes()
