"""A device that wants to join, as far as it has got."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class PairingState(StrEnum):
    """How far a request has got."""

    WAITING = "waiting"
    """For a person to type its code."""
    ACCEPTED = "accepted"
    """The code was typed; the device fetches its token next."""
    JOINED = "joined"
    """The device has its token. Over."""
    REJECTED = "rejected"
    """A person does not want it. Over."""
    BLOCKED = "blocked"
    """The code was typed wrongly too often. Over."""
    EXPIRED = "expired"
    """Nobody typed the code in time. Over."""


@dataclass(frozen=True, slots=True)
class PairingRequest:
    """One device that asks to join. The code and the device's secret are not in here."""

    id: str
    satellite_id: str
    name: str
    area: str
    """Name of the area the device was set to; empty: none."""
    version: str
    address: str
    asked_at: float
    """Seconds since the epoch."""
    expires_at: float
    known: bool
    """The hub knows a satellite of this id already: it joins anew."""
    tries_left: int
    state: PairingState = PairingState.WAITING

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "id": self.id,
            "satellite_id": self.satellite_id,
            "name": self.name,
            "area": self.area,
            "version": self.version,
            "address": self.address,
            "asked_at": self.asked_at,
            "expires_at": self.expires_at,
            "known": self.known,
            "tries_left": self.tries_left,
            "state": self.state.value,
        }
