"""A listening session as its owner sees it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from ova.core import AudioFormat
from ova.engines.events import FINAL_KINDS, SpeechEvent

if TYPE_CHECKING:
    from ova.engines.switchboard import Switchboard


class ListenSession:
    """One command being spoken. Every method may be called from any thread, at any time."""

    def __init__(
        self,
        board: Switchboard,
        fmt: AudioFormat,
        on_event: Callable[[SpeechEvent], None],
    ) -> None:
        self.number = 0
        """Under which the switchboard knows it; given once it is there."""
        self.format = fmt
        self._board = board
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
            self._board.feed(
                self.number, pcm, self._bytes / self.format.frame_bytes / self.format.rate
            )

    def finish(self) -> None:
        """Say that no more sound comes: ``final`` follows."""
        if not self._over and not self._finished:
            self._finished = True
            self._board.finish(self.number)

    def cancel(self) -> None:
        """End without a result; nothing more is told."""
        with self._lock:
            if self._over:
                return
            self._over = True
        self._board.forget(self.number)

    def tell(self, event: SpeechEvent) -> None:
        """Pass an event on, unless the session is over. For the pool."""
        with self._lock:
            if self._over:
                return
            self._over = event.kind in FINAL_KINDS
        self._on_event(event)
