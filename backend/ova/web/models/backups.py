"""Forms of backups."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from ova.web.models.common import Body, Patch
from ova.web.models.models import JobError

Passphrase = Annotated[str, StringConstraints(min_length=1, max_length=256)]


class BackupModel(BaseModel):
    """A backup that is kept."""

    name: str
    bytes: int
    made_at: float = Field(description="Seconds since the epoch.")
    state: Literal["ok", "damaged", "newer"]
    message: str = Field(description="What is wrong with it, or an empty text.")
    version: str
    home: str = Field(description="Name of the home.")
    reason: str = Field(description="'manual' or 'daily'.")
    has_key: bool = Field(description="Whether a passphrase opens its secrets anywhere.")
    plugins: int
    models: bool


class BackupJobModel(BaseModel):
    """A backup or restore under way, or the last one."""

    id: str
    kind: Literal["create", "restore"]
    state: Literal["running", "restarting", "done", "failed"]
    step: Literal["", "copy", "pack", "check", "unpack", "try"]
    bytes: int
    total_bytes: int
    backup: str | None
    error: JobError | None


class LastRestore(BaseModel):
    """The last restore."""

    at: float = Field(description="Seconds since the epoch.")
    name: str
    made_at: float
    version: str
    secrets: bool = Field(description="False when integrations have to be given theirs again.")
    kept: str = Field(description="Folder in OVA_HOME with what was there before.")


class BackupScheduleModel(BaseModel):
    """When backups are made by themselves."""

    daily: bool
    at: str = Field(description="Such as '03:30', in the home's time zone.")
    keep: int
    models: bool
    has_passphrase: bool
    next_at: float | None = Field(description="Seconds since the epoch; null when none are made.")


class BackupsModel(BaseModel):
    """Everything about backups."""

    available: bool = Field(description="False when a database server holds everything.")
    backups: list[BackupModel]
    job: BackupJobModel | None
    last_restore: LastRestore | None
    schedule: BackupScheduleModel
    free_bytes: int
    database_bytes: int
    models_bytes: int
    key_in_environment: bool


class BackupBody(Body):
    """A new backup."""

    passphrase: Passphrase | None = Field(
        None, description="Opens the secrets on another machine; without one their key is left out."
    )
    models: bool = Field(False, description="Also speech models and wake words.")


class BackupRestoreBody(Body):
    """How to restore."""

    passphrase: Passphrase | None = None
    without_secrets: bool = Field(
        False, description="Take out secrets no key fits; integrations then ask for them again."
    )


class BackupSchedulePatch(Patch):
    """What to change of the plan."""

    daily: bool | None = None
    at: Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] | None = None
    keep: Annotated[int, Field(ge=1, le=365)] | None = None
    models: bool | None = None
    passphrase: Passphrase | None = Field(None, description="Null goes without one.")


class BackupPath(BaseModel):
    """A backup's place."""

    name: str


class BackupUploadQuery(BaseModel):
    """What is uploaded."""

    name: str = Field("backup.zip", max_length=200, description="The file's name.")
