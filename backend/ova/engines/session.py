"""A listening session as its owner sees it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from ova.core import AudioFormat
from ova.engines.events import FINAL_KINDS, SpeechEvent

if TYPE_CHECKING:
    from ova.engines.pool import SpeechPool


class ListenSession:
    """One command being spoken. Every method may be called from any thread, at any time."""

    def __init__(
        self,
        pool: SpeechPool,
        number: int,
        fmt: AudioFormat,
        on_event: Callable[[SpeechEvent], None],
    ) -> None:
        self.number = number
        self.format = fmt
        self._pool = pool
        self._on_event = on_event
        self._lock = threading.Lock()
        self._over = False
        self._finished = False
        self._bytes = 0

    @property
    def over(self) -> bool:
        """True once ``final`` or ``error`` was told, or the session cancelled."""
        return self._over

    def feed(self, pcm: bytes) -> None:
        """Send PCM in the session's format, any number of bytes; ignored when it is over."""
        if pcm and not self._over and not self._finished:
            self._bytes += len(pcm)
            self._pool.post(self.number, "feed", pcm, self._seconds)

    def finish(self) -> None:
        """Say that no more sound comes: ``final`` follows."""
        if not self._over and not self._finished:
            self._finished = True
            self._pool.post(self.number, "finish", b"", self._seconds)

    def cancel(self) -> None:
        """End without a result; nothing more is told."""
        with self._lock:
            if self._over:
                return
            self._over = True
        self._pool.post(self.number, "cancel", b"", 0.0)
        self._pool.forget(self.number)

    def tell(self, event: SpeechEvent) -> None:
        """Pass an event on, unless the session is over. For the pool."""
        with self._lock:
            if self._over:
                return
            self._over = event.kind in FINAL_KINDS
        self._on_event(event)

    @property
    def _seconds(self) -> float:
        return self._bytes / self.format.frame_bytes / self.format.rate
