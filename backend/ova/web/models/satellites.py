"""Forms of satellites."""

from typing import Any

from pydantic import BaseModel, Field, RootModel

from ova.web.models.common import Body, Id, Name


class SatelliteModel(BaseModel):
    """A microphone and loudspeaker somewhere in the house."""

    id: str
    name: str
    kind: str
    area_id: str | None
    connected: bool
    last_seen: float | None
    version: str
    info: dict[str, Any]


class SatelliteList(RootModel[list[SatelliteModel]]):
    """Every satellite the hub knows."""


class SatellitePatch(Body):
    """What to change of a satellite."""

    name: Name | None = None
    area_id: Id | None = Field(None, description="null takes it out of its area.")


class SatellitePath(BaseModel):
    """A satellite's place."""

    satellite_id: str
