"""The microphone while something is heard: what may be a voice goes to the hub, which finds "stop" in it."""

from collections import deque
from collections.abc import Callable

import numpy as np

from ova.audio import level_dbfs
from ova.core import SPEECH_RATE_HZ
from ova.satellite.ports import Hub

RISE_DB = 6.0
"""How far a voice stands above the quiet around it, at least."""
SILENT_DBFS = -65.0
FLOOR_RISE_DB_PER_S = 2.0
"""After a change of the noise the floor has followed within some seconds."""
BEFORE_S = 0.5
AFTER_S = 1.0
"""The hub needs the silence after a word to know that it stood alone."""


class StopListening:
    """Streams to the hub while it is wanted, once the hub has said that it listens.

    Between voices nothing is sent. One thread owns it.
    """

    def __init__(self, hub: Hub, allowed: Callable[[], bool]) -> None:
        """``allowed`` tells whether people want it."""
        self._hub = hub
        self._allowed = allowed
        self._asked = False
        self._listens = False
        self._floor: float | None = None
        self._open_s = 0.0
        self._before: deque[bytes] = deque()
        self._before_s = 0.0

    def want(self, wanted: bool) -> None:
        """Listen from now on or no more; asks the hub only when that changes."""
        wanted = wanted and self._allowed()
        if wanted and not self._asked:
            self._asked = True
            self._hub.wait_stop()
        elif not wanted and self._asked:
            self._hub.wait_stop_over()
            self.forget()

    def answered(self, *, listens: bool) -> None:
        """Take whether the hub listens; where it cannot it is not asked again for this sound."""
        self._listens = listens and self._asked

    def forget(self) -> None:
        """Take all as over: it is no more wanted, or the hub is gone."""
        self._asked = self._listens = False
        self._open_s = 0.0
        self._before.clear()
        self._before_s = 0.0

    def hear(self, block: bytes) -> None:
        """Take a block of sound from the microphone."""
        seconds = len(block) / 2 / SPEECH_RATE_HZ
        voice = self._is_voice(block, seconds)  # always: the quiet before a sound is to be known
        if not self._listens:
            return
        if voice:
            self._open_s = AFTER_S
        else:
            self._open_s -= seconds
        self._before.append(block)
        self._before_s += seconds
        if self._open_s > 0:
            self._hub.audio(b"".join(self._before))
            self._before.clear()
            self._before_s = 0.0
        while self._before_s > BEFORE_S:
            self._before_s -= len(self._before.popleft()) / 2 / SPEECH_RATE_HZ

    def _is_voice(self, block: bytes, seconds: float) -> bool:
        level = max(SILENT_DBFS, level_dbfs(np.frombuffer(block, "<i2").astype(np.int16)))
        floor = level if self._floor is None else self._floor + FLOOR_RISE_DB_PER_S * seconds
        self._floor = min(level, floor)
        return level > self._floor + RISE_DB
