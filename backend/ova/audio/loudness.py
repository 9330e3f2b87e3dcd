"""Whether a voice is as near as the one that gave the command, or a television behind it."""

from collections import deque

import numpy as np
from numpy.typing import NDArray

MUCH_QUIETER_DB = 14.0
"""A voice whose syllables all stay so far below the command's loudest is another one."""
WINDOW_S = 0.35
"""About two syllables: at least one of them is a loud one."""


class CommandLoudness:
    """Compares the loudest sound of the last moments with the loudest of the command."""

    def __init__(self) -> None:
        self._recent: deque[tuple[float, float]] = deque()
        self._recent_s = 0.0
        self._loudest: float | None = None

    def belongs(self, level_dbfs: float, seconds: float, *, speech: bool) -> bool:
        """Take a chunk's level and whether it is speech; return whether it is near enough."""
        self._recent.append((level_dbfs, seconds))
        self._recent_s += seconds
        while self._recent_s - self._recent[0][1] >= WINDOW_S:
            self._recent_s -= self._recent.popleft()[1]
        if speech and (self._loudest is None or level_dbfs > self._loudest):
            self._loudest = level_dbfs
        if self._loudest is None:
            return True
        return max(level for level, _ in self._recent) > self._loudest - MUCH_QUIETER_DB


def near_enough(
    levels_dbfs: NDArray[np.floating], speech: NDArray[np.bool_], chunk_s: float
) -> NDArray[np.bool_]:
    """Return which chunks of a finished recording are as near as its loudest speech, ``(chunks,)``.

    ``levels_dbfs`` and ``speech`` have one value per chunk of ``chunk_s`` seconds. As in
    CommandLoudness, but of the moments before and after.
    """
    if not speech.any():
        return np.ones(len(levels_dbfs), bool)
    reach = max(1, round(WINDOW_S / chunk_s))
    padded = np.pad(levels_dbfs, reach, constant_values=-np.inf)
    nearby = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1).max(axis=1)
    near: NDArray[np.bool_] = nearby > levels_dbfs[speech].max() - MUCH_QUIETER_DB
    return near
