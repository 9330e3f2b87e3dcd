"""Whether a voice is as near as the one that gave the command, or a television behind it."""

from collections import deque

MUCH_QUIETER_DB = 18.0
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
