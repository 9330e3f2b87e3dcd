"""Forms of what the hub tells of itself."""

from typing import Any, Literal

from pydantic import BaseModel, Field, RootModel


class LibraryModel(BaseModel):
    """A library the hub is made of."""

    name: str
    version: str
    licence: str


class AboutModel(BaseModel):
    """What this program is."""

    version: str
    python: str
    system: str
    licence: str
    installed: Literal["docker", "git", "pip"]
    update_command: str = Field(description="What updates it, in a terminal.")
    folder: str = Field(description="Where everything is kept.")
    storage: dict[str, int] = Field(description="Bytes by what they are for.")
    libraries: list[LibraryModel]
    changes: str = Field(description="What is new, in Markdown.")


class FindingModel(BaseModel):
    """The outcome of one check."""

    check: str
    ok: bool
    detail: str
    cure: str
    code: str = Field(description="Which finding it is, for words in other languages, or empty.")
    values: dict[str, Any] = Field(description="What those words name.")


class FindingList(RootModel[list[FindingModel]]):
    """What 'ova doctor' tells."""


class HubDiagnostics(BaseModel):
    """What helps to find a fault, without secrets."""

    about: dict[str, Any]
    findings: list[FindingModel]
    status: dict[str, Any]
    settings: dict[str, Any]
    plugins: list[dict[str, Any]]
