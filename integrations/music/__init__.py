"""Plays music with MPD, the Music Player Daemon (and Mopidy, which speaks its protocol)."""

from typing import TYPE_CHECKING, Any

from ova.sdk import Ova

if TYPE_CHECKING:
    from .link import Music

manifest = {
    "name": "Music",
    "description": "Plays your music collection with MPD, the Music Player Daemon.",
    "version": "1.1.0",
    "docs": "/integration/music/docs",
    "logo": "logo.svg",
    "category": "media",
    "requirements": ["python-mpd2>=3.1,<4"],
    "config": {
        "type": "object",
        "required": ["host", "name"],
        "properties": {
            "host": {"description": "Name or address of the computer MPD runs on"},
            "port": {"minimum": 1, "maximum": 65535, "description": "6600 is usual"},
            "password": {"description": "Blank when MPD wants none"},
            "name": {
                "title": "Name of the player",
                "description": "What people say",
                "maxLength": 100,
            },
            "room": {"description": "Where its loudspeakers are", "maxLength": 100},
        },
    },
}


def default_config() -> dict[str, Any]:
    """Return the settings at the first import."""
    return {"host": "localhost", "port": 6600, "password": "", "name": "Music", "room": ""}


def build_integration(config: dict[str, Any], ova: Ova) -> "Music":  # noqa: ARG001 - the contract's shape
    """Make the link; MPD is not asked yet."""
    from .link import Music  # now: its libraries take a while to load

    return Music(config)
