"""Parts that many forms share."""

import unicodedata
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    RootModel,
    StringConstraints,
)


def _printable(name: str) -> str:
    if any(unicodedata.category(character) == "Cc" for character in name):
        raise ValueError("must not hold control characters")
    return name


Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=100),
    AfterValidator(_printable),
]
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Id = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class Body(BaseModel):
    """A request's body: an unknown field is a mistake worth telling."""

    model_config = ConfigDict(extra="forbid")


class Fault(BaseModel):
    """One fault of a request."""

    detail: str
    pointer: str | None = Field(None, description="JSON pointer into the body (RFC 6901).")
    parameter: str | None = Field(None, description="Name of the query parameter.")


class Problem(BaseModel):
    """What went wrong (RFC 9457), with a stable code and a cure."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    cure: str
    errors: list[Fault] | None = None
    error_id: str | None = Field(None, description="Finds the details in the hub's log.")


class JsonObject(RootModel[dict[str, Any]]):
    """Any JSON object."""


class Health(BaseModel):
    """Whether the hub answers commands."""

    status: str = Field(description="'ok', or 'starting' with status 503.")
