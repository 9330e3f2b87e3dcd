"""Plays what the hub sends, one sound after the other, and rings."""

import collections
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from ova.core import AudioClip, AudioFormat, OvaError
from ova.satellite.loudness import scaled
from ova.satellite.messages import Played
from ova.satellite.ringtone import ring_tone
from ova.satellite.speaker import Speaker

log = logging.getLogger(__name__)

PIECE_S = 0.05
"""Length of what is written at once: the longest a sound goes on after it was stopped."""
RING_LEAD_S = 0.2
"""How far ringing may be ahead of real time: what a loudspeaker buffers."""


@dataclass(slots=True)
class _Sound:
    id: str
    kind: str
    format: AudioFormat
    pieces: collections.deque[bytes] = field(default_factory=collections.deque)
    rest: bytes = b""
    """A frame cut in two by the end of a message."""
    complete: bool = False
    stopped: bool = False


class Player:
    """Owns the speaker in a thread of its own. Its methods return at once and are thread-safe."""

    def __init__(
        self,
        speaker: Speaker,
        deliver: Callable[[Played], None],
        gain: Callable[[str], float] = lambda _kind: 1.0,
    ) -> None:
        """``deliver`` is told of every sound that ended, played or dropped.

        ``gain(kind)`` is the factor by which a kind of sound is made quieter, asked for every piece.
        """
        self._gain = gain
        self._speaker = speaker
        self._deliver = deliver
        self._changed = threading.Condition()
        self._sounds: collections.deque[_Sound] = collections.deque()
        self._held = False
        self._ringing = False
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="ova-player", daemon=True)

    def open(self) -> None:
        """Start the thread."""
        self._thread.start()

    def close(self) -> None:
        """Fall silent and let go of the speaker."""
        with self._changed:
            self._closed = True
            self._drop_all()
            self._changed.notify_all()
        if self._thread.is_alive():
            self._thread.join(5.0)

    def begin(self, sound_id: str, kind: str, fmt: AudioFormat) -> None:
        """Queue a sound; its samples follow."""
        with self._changed:
            self._sounds.append(_Sound(sound_id, kind, fmt))
            self._changed.notify_all()

    def feed(self, sound_id: str, pcm: bytes) -> None:
        """Add samples to a queued sound; those of an unknown or stopped one are dropped."""
        with self._changed:
            sound = self._find(sound_id)
            if sound is None:
                return
            step = int(sound.format.rate * PIECE_S) * sound.format.frame_bytes
            data = sound.rest + pcm
            whole = len(data) - len(data) % sound.format.frame_bytes
            sound.rest = data[whole:]
            sound.pieces.extend(data[i : min(i + step, whole)] for i in range(0, whole, step))
            self._changed.notify_all()

    def end(self, sound_id: str) -> None:
        """Say that a sound is complete."""
        with self._changed:
            sound = self._find(sound_id)
            if sound is not None:
                sound.complete = True
                self._changed.notify_all()

    def end_all(self) -> None:
        """Take every queued sound as complete: nothing more will come."""
        with self._changed:
            for sound in self._sounds:
                sound.complete = True
            self._changed.notify_all()

    def stop(self) -> None:
        """Drop what plays and what is queued."""
        with self._changed:
            self._drop_all()
            self._changed.notify_all()

    def hold(self, held: bool) -> None:
        """Keep silent while someone speaks: nothing new begins, and ringing pauses."""
        with self._changed:
            self._held = held
            self._changed.notify_all()

    def ring(self, ringing: bool) -> None:
        """Ring whenever nothing else plays, or stop ringing."""
        with self._changed:
            self._ringing = ringing
            self._changed.notify_all()

    def _find(self, sound_id: str) -> _Sound | None:
        return next((sound for sound in self._sounds if sound.id == sound_id), None)

    def _drop_all(self) -> None:
        for sound in self._sounds:
            sound.pieces.clear()
            sound.complete = sound.stopped = True

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(self._has_work)
                if self._closed:
                    break
                sound = self._sounds[0] if self._sounds and self._may_play() else None
            if sound is None:
                self._ring_once(ring_tone())
            else:
                self._play(sound)
        self._speaker.close()

    def _may_play(self) -> bool:
        return not self._held or self._sounds[0].stopped

    def _has_work(self) -> bool:
        playable = bool(self._sounds) and self._may_play()
        return self._closed or playable or (self._ringing and not self._held)

    def _may_not_ring(self) -> bool:
        return self._closed or self._held or not self._ringing or bool(self._sounds)

    def _play(self, sound: _Sound) -> None:
        """Play a sound to its end, or until it is stopped."""
        opened = False
        try:
            while (piece := self._next_piece(sound)) is not None:
                if not opened:
                    self._speaker.open(sound.format)
                    opened = True
                self._speaker.write(scaled(piece, sound.format, self._gain(sound.kind)))
            if opened and sound.stopped:
                self._speaker.abort()
            elif opened:
                self._speaker.finish()
        except OvaError as error:
            log.warning("A sound could not be played: %s", error)
        with self._changed:
            self._sounds.popleft()
        self._deliver(Played(sound.id, sound.kind, sound.stopped))

    def _next_piece(self, sound: _Sound) -> bytes | None:
        """Wait for the next samples; None at the end."""
        with self._changed:
            self._changed.wait_for(lambda: bool(sound.pieces) or sound.complete)
            return None if sound.stopped or not sound.pieces else sound.pieces.popleft()

    def _ring_once(self, tone: AudioClip) -> None:
        """Play one round of the tone, unless something else comes up."""
        step = int(tone.format.rate * PIECE_S) * tone.format.frame_bytes
        try:
            self._speaker.open(tone.format)
            began = time.monotonic()
            for count, offset in enumerate(range(0, len(tone.pcm), step)):
                # a speaker that takes no time must not turn the ringing into a busy loop
                ahead_s = began + count * PIECE_S - RING_LEAD_S - time.monotonic()
                with self._changed:
                    interrupted = self._changed.wait_for(self._may_not_ring, max(0.0, ahead_s))
                if interrupted:
                    self._speaker.abort()
                    return
                piece = tone.pcm[offset : offset + step]
                self._speaker.write(scaled(piece, tone.format, self._gain("ring")))
            self._speaker.finish()
        except OvaError as error:
            log.warning("The ring tone could not be played: %s", error)
            with self._changed:
                self._ringing = False
