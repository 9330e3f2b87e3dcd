"""Forms of areas and entities."""

from typing import Any

from pydantic import BaseModel, Field, RootModel

from ova.web.models.common import Body, Id, Name, Patch


class AreaModel(BaseModel):
    """A room, or another place with a name."""

    id: str
    name: str
    floor_id: str | None
    aliases: list[str]


class AreaList(RootModel[list[AreaModel]]):
    """Every area."""


class AreaBody(Body):
    """A new area."""

    name: Name
    floor_id: Id | None = None
    aliases: list[Name] = Field(default=[], max_length=50)


class AreaPatch(Patch):
    """What to change of an area."""

    name: Name | None = None
    floor_id: Id | None = Field(None, description="null takes it off its floor.")
    aliases: list[Name] | None = Field(None, max_length=50)


class AreaPath(BaseModel):
    """An area's place."""

    area_id: str


class EntityModel(BaseModel):
    """Something that can be asked about or controlled."""

    id: str
    name: str
    domain: str
    source: str = Field(description="Id of the integration it comes from.")
    area_id: str | None
    device_class: str | None
    aliases: list[str]
    exposed: bool = Field(description="May be named and controlled by voice.")
    detached: bool = Field(
        False, description="Its integration has it no more; kept for what was set."
    )
    state: str
    attributes: dict[str, Any]
    changed_at: float = Field(description="Seconds since the epoch.")


class EntityList(RootModel[list[EntityModel]]):
    """Entities."""


class EntityQuery(BaseModel):
    """Which entities."""

    domain: str | None = None
    area_id: str | None = None


class EntityPath(BaseModel):
    """An entity's place."""

    entity_id: str


class EntityPatch(Patch):
    """What to change of an entity."""

    name: Name | None = None
    area_id: Id | None = Field(None, description="null takes it out of its area.")
    aliases: list[Name] | None = Field(None, max_length=50)
    exposed: bool | None = None


class ControlBody(Body):
    """A service with its fields, in Home Assistant's words without the domain."""

    service: Name = Field(examples=["turn_on"])
    data: dict[str, Any] = Field(default={}, examples=[{"brightness_pct": 40}])
