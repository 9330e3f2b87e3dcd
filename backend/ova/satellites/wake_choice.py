"""Which wake words a satellite is to listen for."""

from dataclasses import dataclass
from typing import Any

from ova.core import Satellite

CHOSEN = "chosen_wake_words"
"""Where the choice stands in a satellite's ``info``."""


@dataclass(frozen=True, slots=True)
class WakeChoice:
    """One wake word of a satellite."""

    id: str
    sensitivity: float = 0.5
    """0 wakes rarely, 1 easily."""

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {"id": self.id, "sensitivity": self.sensitivity}


def wake_choice(satellite: Satellite) -> tuple[WakeChoice, ...] | None:
    """Return what was chosen for a satellite; None when that is left to the satellite."""
    chosen = satellite.info.get(CHOSEN)
    if chosen is None:
        return None
    return tuple(WakeChoice(str(one["id"]), float(one["sensitivity"])) for one in chosen)
