"""Sending a sound to a satellite in pieces it can start playing at once."""

import uuid
from collections.abc import Callable
from typing import Any

from ova.core import AudioClip

CHUNK_BYTES = 16_384

Send = Callable[..., None]
"""Sends one event with its arguments to the satellite: ``send(event, *args)``."""


class Playback:
    """One sound on its way: ``play_start``, ``play_chunk``... and ``play_end``, as its pieces come."""

    def __init__(self, send: Send, *, kind: str, text: str, run_id: str | None = None) -> None:
        """Send nothing yet: the first piece tells the format."""
        self.id = uuid.uuid4().hex
        self._send = send
        self._about = {"kind": kind, "text": text, "run_id": run_id}
        self._started = False

    def piece(self, clip: AudioClip) -> None:
        """Send a piece; all are of one format."""
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

    def end(self, *, keep_listening: bool = False) -> None:
        """Say that the sound is complete; a sound that never began has no end."""
        if self._started:
            self._send("play_end", {"id": self.id, "keep_listening": keep_listening})
