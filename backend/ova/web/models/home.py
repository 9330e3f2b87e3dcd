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


class FloorModel(BaseModel):
    """A level of the house."""

    id: str
    name: str
    aliases: list[str]


class FloorList(RootModel[list[FloorModel]]):
    """Every floor."""


class FloorBody(Body):
    """A new floor."""

    name: Name
    aliases: list[Name] = Field(default=[], max_length=50)


class FloorPatch(Patch):
    """What to change of a floor."""

    name: Name | None = None
    aliases: list[Name] | None = Field(None, max_length=50)


class FloorPath(BaseModel):
    """A floor's place."""

    floor_id: str


class OrderModel(BaseModel):
    """Ids of floors and areas in the order they are shown; others follow by name."""

    floors: list[str]
    areas: list[str]


class OrderPatch(Patch):
    """A new order."""

    floors: list[Id] | None = Field(None, max_length=1000)
    areas: list[Id] | None = Field(None, max_length=1000)


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


class EntityChange(EntityPatch):
    """What to change of one of many entities."""

    id: Id


class EntitiesPatch(Body):
    """Changes to many entities: all are made, or none."""

    changes: list[EntityChange] = Field(min_length=1, max_length=5000)


class ThingModel(BaseModel):
    """Something whose name is at fault."""

    kind: str = Field(description="'entity', 'area' or 'floor'.")
    id: str
    name: str
    aliases: list[str]
    area_id: str | None
    is_alias: bool = Field(description="The fault is in an alias, not in the name.")


class NameFaultModel(BaseModel):
    """Something that is wrong with names."""

    id: str
    kind: str = Field(
        description="'same_name', 'same_name_elsewhere', 'same_name_floors', 'like_place', "
        "'same_place', 'sounds_alike', 'unspeakable', 'hard_to_say', 'command' or 'elsewhere'."
    )
    severity: str = Field(description="'error' or 'warning'.")
    text: str = Field(description="The name or alias it is about.")
    other: str = Field(description="What it is taken for.")
    place_id: str | None = Field(description="The area a thing is named after.")
    things: list[ThingModel]


class NameFaultList(RootModel[list[NameFaultModel]]):
    """What is wrong with names, what matters most first."""


class ControlBody(Body):
    """A service with its fields, in Home Assistant's words without the domain."""

    service: Name = Field(examples=["turn_on"])
    data: dict[str, Any] = Field(default={}, examples=[{"brightness_pct": 40}])
