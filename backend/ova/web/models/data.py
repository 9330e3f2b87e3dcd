"""Forms of data sources."""

from pydantic import BaseModel, Field, RootModel


class DataPath(BaseModel):
    """An integration's place."""

    plugin_id: str


class DataQuery(BaseModel):
    """Which data."""

    endpoint: str = Field("", max_length=200, description="One of its endpoints.")


class DataModel(BaseModel):
    """Series of numbers over dates."""

    reference: str = Field(description="How skills and routines name it: weather[temperature].")
    dates: list[str]
    series: dict[str, list[float | None]]
    stale: bool = Field(description="The service is down; this is what it told last.")
    at: float = Field(description="When it was fetched.")
    error: str = Field(description="Why it is stale.")


class Names(RootModel[list[str]]):
    """Names of data."""
