"""Wake words that are in a device: people choose among them, the hub has no models of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ova.core import NotFound, Satellite
from ova.satellites import WakeChoice


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What one device can listen for by itself."""

    phrases: Mapping[str, str]
    """By id."""
    most: int
    """How many at once."""

    def check(self, word_id: str) -> None:
        """Raise NotFound for a wake word the device does not have."""
        if word_id not in self.phrases:
            raise NotFound(
                f"The device has no wake word {word_id!r}.",
                cure=f"Choose one of: {', '.join(self.phrases)}.",
                code="wake_word_unknown",
            )

    def told(self, choice: Sequence[WakeChoice]) -> list[dict[str, Any]]:
        """Return what the device is told to listen for, in wire form; what it has no more is left out."""
        return [
            {
                "id": one.id,
                "kind": "device",
                "phrase": self.phrases[one.id],
                "sensitivity": one.sensitivity,
                "checksum": None,
            }
            for one in choice
            if one.id in self.phrases
        ]


def own_words(satellite: Satellite) -> OwnWords | None:
    """Return a device's own wake words; None where the hub has them."""
    told = satellite.info.get("own_wake_words")
    if not told:
        return None
    return OwnWords({one["id"]: one["phrase"] for one in told["words"]}, int(told["most"]))
