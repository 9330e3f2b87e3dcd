"""What a Wyoming satellite plays: one sound after the other, and not far ahead of what is heard."""

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from wyoming.event import Event

from ova.core import MAX_VOLUME, AudioFormat
from ova.wyoming.sound import chunk_of, start_of, stop_of

AHEAD_S = 1.0
"""So much is sent before it is due: enough for a poor network, and soon over when nobody wants it."""
PIECE_BYTES = 8_192
PLAYED_S = 5.0
"""A satellite that tells when it has played tells it within this time; others never do."""
RING = "ring"


@dataclass(slots=True)
class _Sound:
    id: str
    kind: str
    format: AudioFormat
    pieces: deque[bytes] = field(default_factory=deque)
    whole: bool = False
    keep_listening: bool = False
    unwanted: bool = False


class Sounds:
    """Plays in a thread of its own. Every method is safe from any thread, and none waits."""

    def __init__(
        self, send: Callable[[Event], None], heard: Callable[[str, str, bool], None]
    ) -> None:
        """``heard(id, kind, keep_listening)`` is called when a sound was played to its end."""
        self._send = send
        self._heard = heard
        self._changed = threading.Condition()
        self._sounds: dict[str, _Sound] = {}
        self._volume = 1.0
        self._muted = False
        self._tells = False
        self._played = False
        self._closed = False
        self._thread = threading.Thread(target=self._play, name="ova-wyoming-sound", daemon=True)
        self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether something is being played, or waits for it."""
        with self._changed:
            return bool(self._sounds)

    def set(self, volume: int, muted: bool) -> None:
        """Play at a volume of 0 to 100 percent; what rings is heard also when it is muted."""
        with self._changed:
            self._volume, self._muted = volume / MAX_VOLUME, muted

    def begin(self, sound_id: str, kind: str, fmt: AudioFormat) -> None:
        """Take a sound; its pieces follow."""
        with self._changed:
            self._sounds[sound_id] = _Sound(sound_id, kind, fmt)
            self._changed.notify_all()

    def piece(self, sound_id: str, pcm: bytes) -> None:
        """Take a piece of a sound; of one nobody wants it is dropped."""
        with self._changed:
            sound = self._sounds.get(sound_id)
            if sound is not None and not sound.unwanted:
                for start in range(0, len(pcm), PIECE_BYTES):
                    sound.pieces.append(pcm[start : start + PIECE_BYTES])
                self._changed.notify_all()

    def end(self, sound_id: str, *, keep_listening: bool = False) -> None:
        """Say that a sound is complete."""
        with self._changed:
            sound = self._sounds.get(sound_id)
            if sound is not None:
                sound.whole, sound.keep_listening = True, keep_listening
                self._changed.notify_all()

    def hush(self, *kinds: str) -> None:
        """Play no more of what is of these kinds; of all when none is named."""
        with self._changed:
            for sound in self._sounds.values():
                if not kinds or sound.kind in kinds:
                    sound.unwanted = True
                    sound.pieces.clear()
            self._changed.notify_all()

    def played(self) -> None:
        """Take that the satellite has played the last sound."""
        with self._changed:
            self._tells = self._played = True
            self._changed.notify_all()

    def close(self) -> None:
        """Play nothing more. May be called twice."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def _play(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or self._sounds)
                sound = None if self._closed else next(iter(self._sounds.values()))
            if sound is None:
                return
            self._one(sound)
            if self._over():
                return
            self._heard(sound.id, sound.kind, sound.keep_listening and not sound.unwanted)
            with self._changed:  # only now: who asks whether it is busy knows what follows by then
                self._sounds.pop(sound.id, None)

    def _over(self) -> bool:
        with self._changed:
            return self._closed

    def _one(self, sound: _Sound) -> None:
        fmt, sent_s, began = sound.format, 0.0, 0.0
        while (piece := self._next(sound)) is not None:
            if not began:
                self._played = False
                self._send(start_of(fmt))
                began = time.monotonic()
            loud = self._loud(piece, sound)
            self._send(chunk_of(fmt, loud))
            sent_s += len(piece) / fmt.frame_bytes / fmt.rate
            self._until(began + sent_s - AHEAD_S, lambda: sound.unwanted)
        if began:
            self._send(stop_of())
            self._until(
                began + sent_s + (PLAYED_S if self._tells else 0.0),
                lambda: self._played,
            )

    def _next(self, sound: _Sound) -> bytes | None:
        with self._changed:
            self._changed.wait_for(
                lambda: self._closed or sound.unwanted or sound.whole or sound.pieces
            )
            if self._closed or sound.unwanted or not sound.pieces:
                return None
            return sound.pieces.popleft()

    def _until(self, moment: float, over: Callable[[], bool]) -> None:
        """Wait until a moment of the monotonic clock, or until something is over."""
        with self._changed:
            self._changed.wait_for(
                lambda: self._closed or over(), max(0.0, moment - time.monotonic())
            )

    def _loud(self, pcm: bytes, sound: _Sound) -> bytes:
        if self._muted and sound.kind != RING:
            return bytes(len(pcm))
        if self._volume >= 1.0 or sound.format.width != 2:
            return pcm
        samples = np.frombuffer(pcm, dtype="<i2") * self._volume
        return samples.astype("<i2").tobytes()
