"""Whether somebody may be speaking: a cheap gate before anything costly."""

import numpy as np
from numpy.typing import NDArray

_RISE_DB = 8.0
"""How far a voice stands above the quiet around it, at least."""
_HANG_FRAMES = 40
_FLOOR_RISE_DB = 0.02
"""Per frame of 10 ms: after a change of the noise the floor has followed within some seconds."""


class VoiceGate:
    """Follows the quietest level and opens for what is clearly louder."""

    def __init__(self) -> None:
        self._floor: float | None = None
        self._open_for = 0

    def feed(self, levels_db: NDArray[np.float32]) -> bool:
        """Take the levels of the next frames; tell whether they may hold a voice."""
        quietest = float(levels_db.min())
        if self._floor is None:
            self._floor = quietest
        self._floor = min(quietest, self._floor + _FLOOR_RISE_DB * len(levels_db))
        if float(levels_db.max()) > self._floor + _RISE_DB:
            self._open_for = _HANG_FRAMES
        else:
            self._open_for = max(0, self._open_for - len(levels_db))
        return self._open_for > 0

    def reset(self) -> None:
        """Keep what is known of the room, close."""
        self._open_for = 0
