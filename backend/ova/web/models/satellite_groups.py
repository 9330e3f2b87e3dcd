"""Forms of groups of satellites."""

from pydantic import BaseModel, Field, RootModel

from ova.core import MAX_GROUP_NAME
from ova.web.models.common import Body, Id, Patch


class SatelliteGroupModel(BaseModel):
    """Several satellites that people call by one name."""

    id: str
    name: str
    satellite_ids: list[str] = Field(
        description="Its satellites; empty once all of them were deleted."
    )


class SatelliteGroupList(RootModel[list[SatelliteGroupModel]]):
    """Every group, by name."""


class SatelliteGroupBody(Body):
    """A new group."""

    name: str = Field(
        min_length=1,
        max_length=MAX_GROUP_NAME,
        examples=["Downstairs speakers"],
        description="As people say it; no room, floor, satellite or group is called so.",
    )
    satellite_ids: list[Id] = Field(min_length=1, max_length=100)


class SatelliteGroupPatch(Patch):
    """What to change of a group."""

    name: str | None = Field(None, min_length=1, max_length=MAX_GROUP_NAME)
    satellite_ids: list[Id] | None = Field(None, min_length=1, max_length=100)


class SatelliteGroupPath(BaseModel):
    """A group's place."""

    group_id: str


class SatelliteGroupDeleted(BaseModel):
    """What became of what rang on a group that was deleted."""

    satellite_ids: list[str] = Field(description="Where it rings from now on; empty: everywhere.")
    timers: int = Field(description="How many timers rang on it.")
    schedules: int = Field(description="How many alarms and reminders rang on it.")
