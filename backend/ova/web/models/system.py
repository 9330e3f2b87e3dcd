"""Forms of the hub's status and settings."""

from typing import Any

from pydantic import BaseModel, Field, GetJsonSchemaHandler, RootModel
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from ova.hub import HomeSettings


class WorkerModel(BaseModel):
    """A process that decodes speech."""

    pid: int | None
    ready: bool
    engine: str | None
    graph: str | None = Field(description="Names the sentences it listens for.")
    sessions: int = Field(description="Commands it hears just now.")
    cpu_s: float
    peak_rss_mb: float
    restarts: int
    error: str | None


class GrammarModel(BaseModel):
    """The sentences that are understood."""

    ready: bool
    problems: list[str]
    conflicts: list[str]


class StatusModel(BaseModel):
    """How the hub is."""

    version: str
    ready: bool
    uptime_s: float
    language: str
    speech_workers: list[WorkerModel]
    grammar: GrammarModel
    entities: int
    areas: int
    satellites_connected: int
    timers: int


class RecogniserModel(BaseModel):
    """A recogniser, and whether it can hear the home's language."""

    id: str
    usable: bool
    reason: str = Field(description="Why it cannot hear, or empty.")
    cure: str
    model: str = Field(description="The model it hears with, or empty.")
    code: str = Field(description="Why it cannot hear, for words in other languages, or empty.")


class RecognisersQuery(BaseModel):
    """Which recognisers are asked about."""

    language: str | None = Field(
        None, max_length=20, description="A language that can be spoken; the home's when left out."
    )


class RecognisersModel(BaseModel):
    """What hears commands."""

    language: str
    hears: str | None = Field(description="The one that hears just now.")
    recognisers: list[RecogniserModel]


class AgentModel(BaseModel):
    """An integration that can be asked anything."""

    id: str
    name: str


class AgentList(RootModel[list[AgentModel]]):
    """Who can be asked what no skill takes."""


class SettingsModel(HomeSettings):
    """What a person can set for the whole home."""

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Say that an answer holds every setting."""
        schema = handler.resolve_ref_schema(handler(core_schema))
        schema["required"] = list(schema["properties"])
        return schema


class SettingsPatch(RootModel[dict[str, Any]]):
    """Settings to change; what is left out stays."""

    @classmethod
    def __get_pydantic_json_schema__(
        cls,
        core_schema: CoreSchema,
        handler: GetJsonSchemaHandler,
    ) -> JsonSchemaValue:
        """Describe the settings by the form the hub checks them with."""
        schema = handler.resolve_ref_schema(handler(HomeSettings.__pydantic_core_schema__))
        parts = schema["properties"].values()
        bare = [{key: part[key] for key in part if key != "default"} for part in parts]
        return {
            **schema,
            "title": cls.__name__,
            "description": cls.__doc__,
            "properties": {
                **dict(zip(schema["properties"], bare, strict=True)),
                "was": {
                    "type": "object",
                    "additionalProperties": True,
                    "description": "The settings as the caller had seen them; when one is "
                    "different by now, nothing is changed and the answer is 412.",
                },
            },
        }
