"""Sending a sound to a satellite in pieces it can start playing at once."""

import uuid
from collections.abc import Callable
from typing import Any

from ova.core import AudioClip

CHUNK_BYTES = 16_384

Send = Callable[..., None]
"""Sends one event with its arguments to the satellite: ``send(event, *args)``."""


def play(
    send: Send,
    clip: AudioClip,
    *,
    kind: str,
    text: str,
    run_id: str | None = None,
    keep_listening: bool = False,
) -> str:
    """Send a clip as ``play_start``, ``play_chunk``... and ``play_end``; return the playback's id."""
    playback_id = uuid.uuid4().hex
    start: dict[str, Any] = {
        "id": playback_id,
        "kind": kind,
        "text": text,
        "rate": clip.format.rate,
        "width": clip.format.width,
        "channels": clip.format.channels,
        "run_id": run_id,
    }
    send("play_start", start)
    for offset in range(0, len(clip.pcm), CHUNK_BYTES):
        send("play_chunk", playback_id, clip.pcm[offset : offset + CHUNK_BYTES])
    send("play_end", {"id": playback_id, "keep_listening": keep_listening})
    return playback_id
