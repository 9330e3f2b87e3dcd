"""Forms of joining."""

from typing import Literal

from pydantic import BaseModel, Field, RootModel

from ova.web.models.common import Body, Id, Name
from ova.web.models.satellites import SatelliteModel

State = Literal["waiting", "accepted", "joined", "rejected", "blocked", "expired"]


class PairingAsk(Body):
    """A device asks to join."""

    satellite_id: str = Field(min_length=1, max_length=64)
    name: str = Field("", max_length=100)
    area: str = Field("", max_length=100)
    version: str = Field("", max_length=100)
    secret: str = Field(
        min_length=20, max_length=200, description="Random; only the device knows it."
    )
    commitment: str = Field(
        "",
        pattern="^([0-9a-f]{64})?$",
        description="From a device that cannot tell whose certificate the hub shows: the SHA-256 of the"
        " lines `ova-opening` and its opening.",
    )


class PairingAsked(BaseModel):
    """What the device shows, and how long that counts."""

    request_id: str
    code: str = Field(
        description="To be shown by the device and typed on the hub's page; empty where a commitment was"
        " told: then it is made of the SHA-256 of the lines `ova-code`, opening, nonce and the"
        " fingerprint of the certificate the device sees."
    )
    nonce: str = Field(description="The hub's part of such a code; else empty.")
    valid_s: float


class PairingClaim(Body):
    """A device asks how its request stands."""

    secret: str = Field(min_length=1, max_length=200)
    opening: str = Field(
        "",
        max_length=200,
        description="What the device committed itself to, shown after the nonce came.",
    )


class PairingStanding(BaseModel):
    """How a request stands; the token comes once."""

    state: State
    token: str | None = None
    satellite: SatelliteModel | None = None


class PairingPath(BaseModel):
    """A request's place."""

    request_id: str


class PairingModel(BaseModel):
    """A device that asks to join."""

    id: str
    satellite_id: str
    name: str
    area: str
    version: str
    address: str
    asked_at: float
    expires_at: float
    known: bool = Field(description="The hub knows a satellite of this id: it joins anew.")
    tries_left: int
    state: State


class PairingList(RootModel[list[PairingModel]]):
    """Who asks to join now."""


class PairingAccept(Body):
    """A person lets a device in."""

    code: str = Field(min_length=1, max_length=20, description="As the device shows it.")
    name: Name | None = None
    area_id: Id | None = None
