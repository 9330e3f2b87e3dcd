"""A sound file instead of a microphone, then silence."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

from ova.core import OvaError
from ova.satellite.errors import BadInput
from ova.satellite.source import BLOCK_BYTES, BLOCK_S

FAST = 8.0
"""How much faster than real time a file may be fed: a hub takes sound ten times as fast at most."""


class WavSource:
    """Feeds a file of any rate in real time or faster; the silence after it is in real time."""

    def __init__(
        self, path: Path, *, fast: bool = False, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """``fast`` feeds the file eight times as fast; ``clock`` is monotonic."""
        self._path = path
        self._speed = FAST if fast else 1.0
        self._clock = clock
        self._pcm = b""
        self._offset = 0
        self._due = 0.0
        self._closed = threading.Event()

    @property
    def exhausted(self) -> bool:
        """Whether the whole file was handed out."""
        return self._offset >= len(self._pcm)

    def check(self) -> None:
        """Read the file. Raises BadInput when it is missing or no usable sound."""
        from ova.audio import to_speech
        from ova.engines import read_audio

        try:
            data = self._path.read_bytes()
        except OSError as error:
            raise BadInput(
                f"{self._path} cannot be read: {error.strerror or error}.",
                cure="Name a WAV, FLAC or OGG file that exists and is yours to read.",
            ) from error
        try:
            samples = to_speech(read_audio(data))
        except OvaError as error:
            raise BadInput(f"{self._path}: {error.message}", cure=error.cure) from error
        self._pcm = samples.astype("<i2").tobytes()

    def open(self) -> None:
        """Begin with the file's first block. Raises BadInput like ``check``."""
        if not self._pcm:
            self.check()
        self._offset = 0
        self._due = self._clock()

    def read(self, timeout_s: float) -> bytes:
        """Return the next block when it is due."""
        now = self._clock()
        wait_s = self._due - now
        if wait_s > timeout_s:
            self._closed.wait(timeout_s)
            return b""
        if wait_s > 0:
            self._closed.wait(wait_s)
        # a reader that was busy catches up with a second at most
        self._due = max(self._due, now - 1.0) + BLOCK_S / (1.0 if self.exhausted else self._speed)
        block = self._pcm[self._offset : self._offset + BLOCK_BYTES]
        self._offset += BLOCK_BYTES
        return block.ljust(BLOCK_BYTES, b"\0")

    def close(self) -> None:
        """Wake a waiting reader."""
        self._closed.set()
