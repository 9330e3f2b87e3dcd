"""Forms of satellites."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, RootModel

from ova.core import MAX_VOLUME
from ova.web.models.common import Body, Id, Name, Patch

Earshot = Literal["", "home", "floor", "area", "none"]
EARSHOT = (
    "Which other satellites can hear the same person, so that only the one that heard best answers; "
    "empty: as the home says."
)

Patience = Literal["relaxed", "default", "aggressive"]
PATIENCE = (
    "How long one may pause in a command before it counts as over: long with `relaxed`, hardly with "
    "`aggressive`."
)
QUIET = "When it is quiet: `22:00-07:00`, or `none`; empty: as the home says."
CONTROL = "Ids of the areas whose things may be controlled there; `own` stands for its own area; empty: all."
CONTROL_NOT = (
    "What may not be controlled there: domains such as `lock`, ids of entities, `integration:<id>` for "
    "everything an integration can be ordered, `announce` for announcements."
)


class HealthModel(BaseModel):
    """How well a satellite is connected, since the hub started."""

    connected_since: float | None
    round_trip_ms: float | None
    drop_outs: int = Field(description="How often its connection broke off while it ran on.")
    last_drop_out: float | None


class SatelliteModel(BaseModel):
    """A microphone and loudspeaker somewhere in the house."""

    id: str
    name: str
    kind: str
    area_id: str | None
    connected: bool
    last_seen: float | None
    version: str
    info: dict[str, Any] = Field(
        description="What it tells of itself: `address`, `features`, `facts`, `wake_words`."
    )
    volume: int
    muted: bool
    mic_muted: bool = Field(description="Its microphone is closed.")
    wake_sound: bool = Field(description="A short sound tells that it listens.")
    done_sound: bool = Field(description="A short sound tells that the command was heard.")
    error_sound: bool = Field(description="A short sound tells that something did not work.")
    stop_word: bool = Field(
        description="While it plays or rings, “stop” ends that without the wake word."
    )
    language: str = Field(description="Empty: the home's.")
    voice: str = Field(description="Empty: the home's.")
    recogniser: str = Field(description="Empty: what hears the language everywhere.")
    person: str = Field(description="Id of the person whose satellite it is; empty: everybody's.")
    agent: Literal["", "yes", "no"] = Field(
        description="Whether the conversation agent may answer there; empty: as the home says."
    )
    patience: Patience = Field(description=PATIENCE)
    earshot: Earshot = Field(description=EARSHOT)
    quiet_hours: str = Field(description=QUIET)
    control_areas: list[str] = Field(description=CONTROL)
    control_not: list[str] = Field(description=CONTROL_NOT)
    health: HealthModel
    paired: bool = Field(description="It joined by code and has a token of its own.")


class SatelliteList(RootModel[list[SatelliteModel]]):
    """Every satellite the hub knows."""


class SatellitePatch(Patch):
    """What to change of a satellite."""

    name: Name | None = None
    area_id: Id | None = Field(None, description="null takes it out of its area.")
    volume: int | None = Field(None, ge=0, le=MAX_VOLUME, description="Percent.")
    muted: bool | None = Field(
        None, description="Replies and announcements are not heard; what rings still is."
    )
    mic_muted: bool | None = Field(None, description="Close its microphone.")
    wake_sound: bool | None = Field(None, description="A short sound when it listens.")
    done_sound: bool | None = Field(None, description="A short sound when a command was heard.")
    error_sound: bool | None = Field(None, description="A short sound when something fails.")
    stop_word: bool | None = Field(
        None, description="Listen for “stop” without the wake word while it plays or rings."
    )
    language: str | None = Field(
        None, max_length=20, description="Language spoken there; empty: the home's."
    )
    voice: str | None = Field(
        None, max_length=120, description="Voice of the replies; empty: the home's."
    )
    recogniser: str | None = Field(
        None,
        max_length=20,
        description="What hears there; empty: what hears the language everywhere.",
    )
    person: str | None = Field(
        None,
        max_length=100,
        description="Id of the person whose satellite it is; empty: everybody's.",
    )
    agent: Literal["", "yes", "no"] | None = Field(
        None,
        description="Whether the conversation agent may answer there; empty: as the home says.",
    )
    patience: Patience | None = Field(None, description=PATIENCE)
    earshot: Earshot | None = Field(None, description=EARSHOT)
    quiet_hours: str | None = Field(None, max_length=20, description=QUIET)
    control_areas: list[Id] | None = Field(None, max_length=200, description=CONTROL)
    control_not: list[Id] | None = Field(None, max_length=200, description=CONTROL_NOT)


class SatellitePath(BaseModel):
    """A satellite's place."""

    satellite_id: str


class SatelliteLine(BaseModel):
    """A line of a satellite's log."""

    seq: int
    satellite_id: str
    at: float
    source: Literal["satellite", "hub"]
    level: Literal["debug", "info", "warning", "error"]
    text: str


class SatelliteLog(RootModel[list[SatelliteLine]]):
    """The last lines of a satellite's log, oldest first."""


class AnnounceBody(Body):
    """What to say on satellites."""

    text: str = Field(min_length=1, max_length=5_000)
    satellite_ids: list[Id] | None = Field(
        None,
        min_length=1,
        max_length=100,
        description="null, and no rooms and floors: on all that are connected.",
    )
    area_ids: list[Id] = Field([], max_length=100, description="On those in these rooms.")
    floor_ids: list[Id] = Field([], max_length=100, description="On those on these floors.")
    group_ids: list[Id] = Field([], max_length=100, description="On those of these groups.")


class RecordedAnnouncementQuery(BaseModel):
    """Where to play a recording."""

    satellite_ids: list[Id] | None = Field(
        None, max_length=100, description="Named several times; left out: all that are connected."
    )
    area_ids: list[Id] = Field([], max_length=100)
    floor_ids: list[Id] = Field([], max_length=100)
    group_ids: list[Id] = Field([], max_length=100)


class OfferedAnswer(Body):
    """One answer that can be given to a question."""

    id: str = Field(min_length=1, max_length=100)
    sentences: list[Annotated[str, Field(min_length=1, max_length=500)]] = Field(
        min_length=1,
        max_length=20,
        description="As in a skill: '[some] jazz', 'for {duration}'; other slots take any text.",
    )


class AskBody(Body):
    """What to ask on a satellite."""

    question: str = Field(min_length=1, max_length=1000)
    answers: list[OfferedAnswer] = Field(
        [], max_length=50, description="Empty: any text is an answer."
    )
    timeout_s: float = Field(30.0, gt=0, le=60, description="How long to wait for the answer.")
    voice: str | None = Field(None, max_length=120)


class AskedModel(BaseModel):
    """The answer to a question, or why there is none."""

    id: str | None = Field(
        description="Which answer was given; null when none was, or none offered."
    )
    text: str = Field(description="What was said last.")
    slots: dict[str, Any]
    reason: Literal[
        "", "timeout", "cancelled", "refused", "no_match", "other_command", "left", "closed"
    ] = Field(description="Empty with an answer.")


class StartConversation(Body):
    """What to say on a satellite before it listens."""

    text: str = Field(min_length=1, max_length=1000)
    voice: str | None = Field(None, max_length=120)


class AnnouncedModel(BaseModel):
    """What is said, and where."""

    id: str
    at: float = Field(description="Seconds since the epoch.")
    text: str = Field(description="The words; empty for a recording.")
    by: str = Field(description="Who had it said: a person, or the satellite they spoke to.")
    recorded: bool = Field(description="Somebody's own voice.")
    announced: list[str] = Field(description="Ids of the satellites where it is heard.")
    missed: list[str] = Field(description="Ids of those that were meant and are not connected.")
    muted: list[str] = Field(
        description="Ids of those it was sent to whose loudspeaker is muted or at volume 0."
    )


class AnnouncementList(RootModel[list[AnnouncedModel]]):
    """The last announcements, newest first."""


class DeviceProblem(BaseModel):
    """Why a device cannot be driven now."""

    code: str
    message: str
    cure: str


class DiscoveredDevice(BaseModel):
    """A voice device of others, seen on the network or in use."""

    id: str
    kind: Literal["wyoming", "esphome"]
    name: str
    address: str
    port: int
    model: str
    version: str
    voice: bool | None = Field(description="Whether it has a microphone; null: it does not say.")
    needs_key: bool = Field(description="Whether it talks only to who has its key.")
    satellite_id: str | None = Field(
        description="The satellite it stands as once it was connected; null: it is not in use."
    )
    problem: DeviceProblem | None = Field(
        description="Why it is in use and cannot be driven now; null: it can, or is not in use."
    )


class UseDeviceBody(Body):
    """Which device to use: one from the list by its ``id``, or one by ``kind`` and ``address``."""

    id: str | None = Field(None, min_length=1, max_length=200)
    kind: Literal["wyoming", "esphome"] | None = None
    address: str | None = Field(
        None, min_length=1, max_length=200, description="An address, or a name such as pi.local."
    )
    port: int = Field(0, ge=0, le=65_535, description="0: the usual one.")
    key: str = Field("", max_length=200, description="What it is opened with, where it needs one.")


class Discovered(BaseModel):
    """What announces itself on the network, and what is in use."""

    devices: list[DiscoveredDevice]
    problem: str = Field(description="Why nothing can be found; empty where looking works.")
