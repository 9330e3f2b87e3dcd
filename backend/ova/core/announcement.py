"""Something that was said aloud in the house."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Announcement:
    """What was said on satellites, and where it was meant to be heard but was not."""

    id: str
    at: float
    """Seconds since the epoch."""
    text: str
    """The words; empty for somebody's own voice."""
    by: str = ""
    """Who had it said: a person, or the satellite it was said to; empty when that is not known."""
    recorded: bool = False
    """Somebody's own voice instead of a text."""
    satellite_ids: tuple[str, ...] = ()
    """Where it was heard."""
    missed: tuple[str, ...] = ()
    """Ids of the satellites that were meant and are not connected."""
    muted: tuple[str, ...] = ()
    """Ids of those it was sent to whose loudspeaker is silent: muted, or at volume 0."""

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "id": self.id,
            "at": self.at,
            "text": self.text,
            "by": self.by,
            "recorded": self.recorded,
            "announced": list(self.satellite_ids),
            "missed": list(self.missed),
            "muted": list(self.muted),
        }

    @classmethod
    def of_json(cls, wire: Mapping[str, Any]) -> "Announcement":
        """Read the wire form."""
        return cls(
            id=str(wire["id"]),
            at=float(wire["at"]),
            text=str(wire["text"]),
            by=str(wire["by"]),
            recorded=bool(wire["recorded"]),
            satellite_ids=tuple(wire["announced"]),
            missed=tuple(wire["missed"]),
            muted=tuple(wire.get("muted", ())),
        )
