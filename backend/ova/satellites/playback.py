"""Sending a sound to a satellite in pieces it can start playing at once."""

import logging
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from ova.core import AudioClip
from ova.satellites.quiet_hours import softened

log = logging.getLogger(__name__)

CHUNK_BYTES = 16_384

Send = Callable[..., None]
"""Sends one event with its arguments to the satellite: ``send(event, *args)``."""


class Playback:
    """One sound on its way: ``play_start``, ``play_chunk``... and ``play_end``, as its pieces come."""

    def __init__(
        self, send: Send, *, kind: str, text: str, run_id: str | None = None, gain: float = 1.0
    ) -> None:
        """Send nothing yet: the first piece tells the format. ``gain`` makes it quieter."""
        self._gain = gain
        self.id = uuid.uuid4().hex
        self._send = send
        self._about = {"kind": kind, "text": text, "run_id": run_id}
        self._started = False
        self.seconds = 0.0
        """How long what was sent so far takes to play."""

    def play(self, clip: AudioClip) -> None:
        """Send a sound that is complete already."""
        self.piece(clip)
        self.end()

    def piece(self, clip: AudioClip) -> None:
        """Send a piece; all are of one format."""
        clip = softened(clip, self._gain)
        self.seconds += clip.seconds
        if not self._started:
            self._started = True
            start: dict[str, Any] = {
                "id": self.id,
                **self._about,
                "rate": clip.format.rate,
                "width": clip.format.width,
                "channels": clip.format.channels,
            }
            self._send("play_start", start)
        for offset in range(0, len(clip.pcm), CHUNK_BYTES):
            self._send("play_chunk", self.id, clip.pcm[offset : offset + CHUNK_BYTES])

    def end(
        self, *, keep_listening: bool = False, question: Mapping[str, Any] | None = None
    ) -> None:
        """Say that the sound is complete; a sound that never began has no end.

        ``question`` is what it asks, in wire form, for whoever shows it.
        """
        if self._started:
            asked = {} if question is None else {"question": dict(question)}
            self._send("play_end", {"id": self.id, "keep_listening": keep_listening, **asked})


def play_together(playbacks: Sequence[Playback], pieces: Iterable[AudioClip]) -> None:
    """Play one sound in several places, each piece everywhere before the next is made.

    A place that fails keeps the others from nothing.
    """
    left = list(playbacks)
    try:
        for piece in pieces:
            for playback in tuple(left):
                try:
                    playback.piece(piece)
                except Exception:
                    log.warning("A sound could not be sent to one of several places", exc_info=True)
                    left.remove(playback)
            if not left:
                return
    finally:
        for playback in left:
            playback.end()
