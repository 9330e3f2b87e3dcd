"""What a Wyoming satellite says of itself, as the hub's satellites greet."""

import re
from typing import Any

from wyoming.event import Event

from ova.engines import WyomingAddress

SATELLITE_PORT = 10700
"""Where satellites listen by custom."""
_ODD = re.compile(r"[^A-Za-z0-9_.:-]+")
_LONGEST_ID = 64
_LONGEST = 100
_MOST_WORDS = 20


def satellite_id(address: WyomingAddress) -> str:
    """Return the id of the satellite at an address."""
    return _ODD.sub("-", f"wyoming-{address.host}-{address.port}")[:_LONGEST_ID].rstrip("-.:")


def hello(info: Event, address: WyomingAddress, session: str, *, pongs: bool) -> dict[str, Any]:
    """Return the ``hello`` of what describes itself so; nothing of it is believed to be well-formed.

    ``pongs`` tells whether it answers pings.
    """
    told = _mapping(info.data.get("satellite"))
    words = told.get("active_wake_words")
    facts = {"address": str(address), "description": _text(told.get("description"))}
    facts["microphone"] = _name(info.data.get("mic"))
    facts["loudspeaker"] = _name(info.data.get("snd"))
    area = _text(told.get("area"))
    return {
        "id": satellite_id(address),
        "name": _text(told.get("name")) or address.host[:_LONGEST],
        "kind": "wyoming",
        "area": area or None,
        "version": _text(told.get("version")),
        "wake_words": [
            _text(word) for word in (words if isinstance(words, list) else [])[:_MOST_WORDS]
        ],
        "features": ["preferences", "identify", *(["ping"] if pongs else [])],
        "facts": {name: fact for name, fact in facts.items() if fact},
        "session": session,
    }


def is_satellite(info: Event) -> bool:
    """Tell whether what describes itself so is a satellite."""
    return bool(_mapping(info.data.get("satellite")))


def _name(programs: object) -> str:
    first = programs[0] if isinstance(programs, list) and programs else None
    return _text(_mapping(first).get("description")) or _text(_mapping(first).get("name"))


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    """Return a text as one printable line."""
    if not isinstance(value, str):
        return ""
    return "".join(sign if sign.isprintable() else " " for sign in value)[:_LONGEST].strip()
