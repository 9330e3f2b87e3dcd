"""How loud this satellite plays, as the hub was told by people."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from ova.core import AudioFormat

QUIETEST_DB = -40.0
"""Of one percent; below that is silence."""

NEVER_MUTED = frozenset({"ring", "identify"})
"""A person who looks for a satellite must find it, and an alarm must wake."""


def gain_of(volume: int) -> float:
    """Return the factor of a volume of 0 to 100 percent: even steps sound evenly apart."""
    if volume <= 0:
        return 0.0
    return float(10 ** (QUIETEST_DB * (1 - min(volume, 100) / 100) / 20))


class Loudness:
    """The volume in force; read by the player's thread, set by the program's."""

    def __init__(self) -> None:
        self._volume = 100
        self._muted = False

    def set(self, told: Mapping[str, Any]) -> bool:
        """Take the hub's ``preferences``; return whether anything changed."""
        volume, muted = told.get("volume"), told.get("muted")
        before = self._volume, self._muted
        if isinstance(volume, int) and not isinstance(volume, bool):
            self._volume = max(0, min(100, volume))
        if isinstance(muted, bool):
            self._muted = muted
        return before != (self._volume, self._muted)

    @property
    def words(self) -> str:
        """Say how it is."""
        return f"{self._volume} %, muted" if self._muted else f"{self._volume} %"

    def gain(self, kind: str) -> float:
        """Return the factor for a kind of sound: what rings is heard though the rest is muted."""
        return 0.0 if self._muted and kind not in NEVER_MUTED else gain_of(self._volume)


def scaled(pcm: bytes, fmt: AudioFormat, gain: float) -> bytes:
    """Return 16-bit samples made quieter."""
    if gain >= 1.0 or fmt.width != 2:
        return pcm
    if gain <= 0.0:
        return bytes(len(pcm))
    samples = np.frombuffer(pcm, dtype="<i2") * gain
    return samples.astype("<i2").tobytes()
