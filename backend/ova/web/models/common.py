"""Parts that many forms share."""

import unicodedata
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from ova.web.models.settings_forms import FormModel


def _printable(name: str) -> str:
    if any(unicodedata.category(character) == "Cc" for character in name):
        raise PydanticCustomError("one_line", "must not hold control characters")
    return name


Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=100),
    AfterValidator(_printable),
]
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Id = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class Body(BaseModel):
    """A request's body: an unknown field is a mistake worth telling, and so is 0 for false."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Patch(Body):
    """What to change of something people edit."""

    was: dict[str, Any] | None = Field(
        None,
        description="The fields as the caller had seen them; when one is different by now, "
        "nothing is changed and the answer is 412.",
    )


class Fault(BaseModel):
    """One fault of a request."""

    detail: str
    pointer: str | None = Field(None, description="JSON pointer into the body (RFC 6901).")
    parameter: str | None = Field(None, description="Name of the query parameter.")
    field: str | None = Field(None, description="Dotted name of the setting or input.")
    kind: str | None = Field(None, description="The rule it breaks, such as `string_too_short`.")
    values: dict[str, str | float] | None = Field(
        None, description="The limits of that rule, such as `min_length`."
    )


class FormToFill(BaseModel):
    """A settings form with what is in it; secrets are not."""

    model_config = ConfigDict(extra="allow")

    form: FormModel = Field(alias="schema")
    values: dict[str, Any]


class Problem(BaseModel):
    """What went wrong (RFC 9457), with a stable code and a cure."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    cure: str
    errors: list[Fault] | None = None
    form: FormToFill | None = Field(None, description="To fill in what is missing.")
    error_id: str | None = Field(None, description="Finds the details in the hub's log.")


class Health(BaseModel):
    """Whether the hub answers commands."""

    status: str = Field(description="'ok', or 'starting' with status 503.")
