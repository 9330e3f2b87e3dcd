"""The settings forms of plugins: JSON Schema, as far as pages draw from it."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class FormField(BaseModel):
    """A field: a JSON Schema (2020-12), which may hold further keywords."""

    model_config = ConfigDict(extra="allow")

    type: str | list[str] | None = None
    title: str | None = None
    description: str | None = None
    label: str | None = Field(None, description="What people see, where it is not the title.")
    help_text: str | None = None
    format: str | None = Field(None, description="'password' for a secret.")
    writeOnly: bool | None = Field(None, description="A secret: never shown again.")  # noqa: N815 - JSON Schema's word
    readOnly: bool | None = Field(None, description="Cannot be changed.")  # noqa: N815 - the same
    default: Any = None
    enum: list[Any] | None = Field(None, description="The values to choose from.")
    minimum: float | None = None
    maximum: float | None = None
    minLength: int | None = None  # noqa: N815 - JSON Schema's word
    maxLength: int | None = None  # noqa: N815 - JSON Schema's word
    pattern: str | None = None
    items: "FormField | None" = None
    properties: "dict[str, FormField] | None" = None
    required: list[str] | None = None


class FormModel(BaseModel):
    """The settings form of a plugin: a JSON Schema (2020-12) of its config."""

    model_config = ConfigDict(extra="allow")

    type: str
    properties: dict[str, FormField]
    required: list[str] = Field([], description="What it cannot do without.")
    additionalProperties: bool = Field(  # noqa: N815 - JSON Schema's word
        True, description="Whether settings that are not named are kept."
    )
