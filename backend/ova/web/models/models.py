"""Forms of speech models and voices."""

from typing import Literal

from pydantic import BaseModel, Field, RootModel

from ova.web.models.common import Id


class ModelModel(BaseModel):
    """A speech model or voice: of the catalogue, installed, or both."""

    id: str
    kind: Literal["vosk", "piper"] = Field(description="'vosk' hears, 'piper' speaks.")
    language: str = Field(description="A BCP 47 tag such as 'en-US'; empty when unknown.")
    licence: str = Field(description="Empty when unknown.")
    version: str
    speakers: int = Field(description="How many people lent a voice their sound.")
    accurate: bool = Field(
        description="Whether it is bigger and hears better than the usual one of its language."
    )
    download_bytes: int | None = Field(description="What is to be fetched.")
    partial_bytes: int = Field(description="What was fetched before an install broke off.")
    installed: bool
    disk_bytes: int | None = Field(description="What it takes on disk.")
    source: str = Field(description="Where it was installed from.")
    verified: bool | None = Field(
        description="Whether it is what its publisher tells a checksum of; null until installed."
    )
    fault: str = Field(description="Why it cannot be used; empty when it can.")
    in_use: str = Field(description="What the hub needs it for; empty when it does without.")


class ModelList(RootModel[list[ModelModel]]):
    """The catalogue and what is installed."""


class ModelPath(BaseModel):
    """A model's place."""

    model_id: Id


class ModelsQuery(BaseModel):
    """Which models."""

    kind: Literal["vosk", "piper"] | None = None
    language: Id | None = Field(None, description="Such as 'de'; of any region.")


class UploadQuery(BaseModel):
    """What is uploaded."""

    name: Id = Field(description="The file's name; for a Vosk model it gives the model's name.")
    language: str = Field("", max_length=35, description="When neither name nor files tell it.")


class RemoveModelQuery(BaseModel):
    """How to remove a model."""

    force: bool = Field(False, description="Also one that is in use.")


class JobError(BaseModel):
    """Why a job failed."""

    code: str
    message: str
    cure: str


class JobModel(BaseModel):
    """An install in the background."""

    id: str
    model_id: str
    state: Literal["running", "done", "failed", "stopped"]
    step: Literal["look_up", "download", "verify", "unpack", "try"] | None
    bytes: int = Field(description="What this step has dealt with.")
    total_bytes: int | None = Field(description="What this step has to deal with, when known.")
    verified: bool | None = Field(
        description="Of a job that is done: whether a published checksum was there and fits."
    )
    error: JobError | None


class JobList(RootModel[list[JobModel]]):
    """Installs, the newest first."""


class JobPath(BaseModel):
    """A job's place."""

    job_id: Id
