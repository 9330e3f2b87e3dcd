"""What MPD is doing, in Home Assistant's words."""

from pathlib import PurePosixPath
from typing import Any

from ova.sdk import EntityState

_STATES = {"play": "playing", "pause": "paused", "stop": "idle"}


def state_of(client: Any) -> EntityState:
    """Ask a connected client. An attribute of None is taken away."""
    status, song = client.status(), client.currentsong()
    volume = status.get("volume")
    has_volume = volume is not None and int(volume) >= 0
    return EntityState(
        _STATES.get(status.get("state", ""), "unknown"),
        {
            "media_title": title_of(song) if song else None,
            "media_artist": text(song, "artist") or None,
            "media_album_name": text(song, "album") or None,
            "media_duration": round(float(song["duration"])) if "duration" in song else None,
            "volume_level": int(volume) / 100 if has_volume else None,
            "is_volume_muted": int(volume) == 0 if has_volume else None,
            "shuffle": status.get("random") == "1",
            "repeat": status.get("repeat") == "1",
        },
    )


def title_of(song: dict[str, Any]) -> str:
    """Return what a song is called: its title, the station's name, or that of its file."""
    named = text(song, "title") or text(song, "name")
    return named or PurePosixPath(text(song, "file")).stem


def text(song: dict[str, Any], tag: str) -> str:
    """Return a tag of a song; several values are joined."""
    value = song.get(tag, "")
    return ", ".join(value) if isinstance(value, list) else str(value)
