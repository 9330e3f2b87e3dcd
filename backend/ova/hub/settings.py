"""The home's settings: one typed record."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError
from tzlocal import get_localzone_name

from ova.core import InvalidInput
from ova.engines import TTS_PORT, WyomingAddress
from ova.esphome import DeviceAddress
from ova.hub.stages import ORDERED, OrderedStage
from ova.satellites import check_hours
from ova.wyoming import SATELLITE_PORT, network

_HOST = re.compile(r"[^\W_](?:[\w.-]*[^\W_])?|[0-9a-f:.]+", re.IGNORECASE)
LanguageTag = Literal["en", "de", "fr", "es", "nl", "it"]
RecogniserName = Literal["auto", "pocketsphinx", "vosk", "wyoming", "whisper"]
OrderedRecogniser = Literal["vosk", "pocketsphinx", "wyoming", "whisper"]
ModelId = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^\w[\w.+-]*$")]
ConfirmedDomain = Literal["lock", "cover", "alarm_control_panel", "valve"]


def _local_zone() -> str:
    name = get_localzone_name()
    return name if name in available_timezones() else "UTC"


class HomeSettings(BaseModel):
    """What a person can set for the whole home."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    home_name: str = Field("Home", min_length=1, max_length=60)
    language: LanguageTag = "en"
    time_zone: str = Field(default_factory=_local_zone)
    temperature_unit: Literal["C", "F"] = "C"
    latitude: float | None = Field(None, ge=-90, le=90, strict=True, allow_inf_nan=False)
    """Where the home is, in degrees north; None: not told."""
    longitude: float | None = Field(
        None, ge=-180, le=180, strict=True, allow_inf_nan=False, validate_default=True
    )
    """Where the home is, in degrees east; None: not told."""
    recogniser: RecogniserName = "auto"
    recogniser_order: tuple[OrderedRecogniser, ...] = Field(("vosk", "pocketsphinx"), min_length=1)
    """Recognisers ``auto`` tries, the best first: the first that is installed and works hears."""
    recognisers: dict[LanguageTag, RecogniserName] = {}
    """Recognisers of languages that are to be heard with another one."""
    recogniser_models: dict[LanguageTag, ModelId] = {}
    """Ids of the models to use; a language that is not named gets the best that is installed."""
    recogniser_server: str = Field("", max_length=200, validate_default=True)
    """Address of a Wyoming speech-to-text server; empty: none."""
    endpointing: Literal["grammar", "silence"] = "grammar"
    """What ends a spoken command: what its words allow, or always the same silence."""
    end_silence_s: float = Field(0.7, ge=0.2, le=3.0, strict=True)
    """Silence that ends a command, in seconds."""
    keep_audio: Literal["off", "failed", "all"] = "off"
    """Which spoken commands' sound is kept."""
    keep_audio_days: int = Field(7, ge=1, le=365, strict=True)
    keep_audio_mb: int = Field(200, ge=1, le=100_000, strict=True)
    history_runs: int = Field(10_000, ge=0, le=100_000, strict=True)
    """How many finished commands are kept in the history; 0: none."""
    history_days: int = Field(365, ge=1, le=3650, strict=True)
    """For how many days they are kept."""
    voice: str = Field("", max_length=120)
    """Voice of the replies; empty: the language's usual one."""
    voice_speed: float = Field(1.0, ge=0.5, le=2.0, strict=True)
    """How many times as fast as usual the voice speaks."""
    voice_server: str = Field("", max_length=200)
    """Address of a Wyoming text-to-speech server; empty: none."""
    external_url: str = Field("", max_length=200)
    """The hub's address for services and sign-ins: ``https://ova.example.org``; empty: none."""
    stages: tuple[OrderedStage, ...] = ORDERED
    """Stages with sentences that are on, the first one first: of two that fit equally it answers."""
    snooze_minutes: int = Field(9, ge=1, le=720, strict=True)
    """How long an alarm that says nothing of its own leaves in peace when it is snoozed."""
    confirm: tuple[ConfirmedDomain, ...] = ()
    """Domains whose commands are asked about before they are done."""
    agent: str = Field("", max_length=100, pattern=r"^[\w#.:-]*$")
    """Id of the integration that is asked what no skill takes; empty: none."""
    agent_hears_talk: bool = False
    """It is also asked what was said without sounding like a command."""
    agent_satellites: tuple[Annotated[str, Field(min_length=1, max_length=100)], ...] = ()
    """Ids of the satellites it is asked from; empty: from all."""
    earshot: Literal["home", "floor", "area"] = "home"
    """How far a voice carries: of the satellites it reaches only the one that hears it best answers."""
    quiet_hours: str = Field("", max_length=20)
    """When satellites are quiet: ``22:00-07:00``; empty: never. Alarms and timers ring as always."""
    quiet_volume: int = Field(30, ge=1, le=100, strict=True)
    """Percent at which answers and announcements are heard then."""
    quiet_announcements: bool = True
    """Whether announcements are heard then at all."""

    wyoming_port: int = Field(0, ge=0, le=65_535, strict=True)
    """Port on which other hubs can use this one's ears, brain and voice; 0: none."""
    wyoming_allowed: tuple[Annotated[str, Field(max_length=60)], ...] = Field((), max_length=50)
    """Addresses and networks that may; empty: this machine alone."""
    wyoming_satellites: tuple[Annotated[str, Field(max_length=200)], ...] = Field((), max_length=50)
    """Addresses of the Wyoming satellites the hub drives."""
    esphome_devices: tuple[Annotated[str, Field(max_length=200)], ...] = Field((), max_length=100)
    """Addresses of the ESPHome voice devices the hub drives."""

    @field_validator("home_name", "voice")
    @classmethod
    def _printable(cls, value: str) -> str:
        if not value.isprintable():
            raise PydanticCustomError("one_line", "must be one line without control characters")
        return value.strip()

    @field_validator("quiet_hours")
    @classmethod
    def _hours(cls, value: str) -> str:
        try:
            check_hours(value)
        except InvalidInput as error:
            raise PydanticCustomError(
                "quiet_hours", "must be when they begin and end, such as 22:00-07:00"
            ) from error
        return value

    @field_validator("recogniser_server")
    @classmethod
    def _recogniser_server(cls, value: str, info: ValidationInfo) -> str:
        wanted = {info.data.get("recogniser"), *info.data.get("recognisers", {}).values()}
        if not value.strip() and "wyoming" in wanted:
            raise PydanticCustomError(
                "server_needed", "must be the address of a server, as the recogniser is wyoming"
            )
        return _server(value)

    @field_validator("voice_server")
    @classmethod
    def _voice_server(cls, value: str) -> str:
        return _server(value, TTS_PORT)

    @field_validator("wyoming_satellites")
    @classmethod
    def _satellites(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        given = (_server(one, SATELLITE_PORT) for one in value)
        return tuple(dict.fromkeys(one for one in given if one))

    @field_validator("esphome_devices")
    @classmethod
    def _devices(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        try:
            return tuple(dict.fromkeys(str(DeviceAddress.of(one)) for one in value if one.strip()))
        except InvalidInput as error:
            words = f"{error.message} {error.cure}"
            raise PydanticCustomError("device_address", "{words}", {"words": words}) from error

    @field_validator("wyoming_allowed")
    @classmethod
    def _networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        try:
            return tuple(dict.fromkeys(str(network(one)) for one in value))
        except InvalidInput as error:
            raise PydanticCustomError(
                "network", "must be addresses such as 192.168.1.20 or 192.168.1.0/24"
            ) from error

    @field_validator("external_url")
    @classmethod
    def _address(cls, value: str) -> str:
        value = value.strip().rstrip("/")
        if value and not _is_web_address(value):
            raise PydanticCustomError(
                "web_address", "must be an address such as https://ova.example.org"
            )
        return value

    @field_validator("longitude")
    @classmethod
    def _both(cls, value: float | None, info: ValidationInfo) -> float | None:
        if "latitude" in info.data and (value is None) != (info.data["latitude"] is None):
            raise PydanticCustomError(
                "both_or_neither", "must be given with the latitude, or neither of them"
            )
        return value

    @field_validator("confirm", "recogniser_order", "stages")
    @classmethod
    def _each_once(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(value))

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError) as error:
            raise PydanticCustomError(
                "time_zone", "must be a time zone such as Europe/Berlin"
            ) from error
        return value

    def changed_from(self, seen: Mapping[str, Any]) -> list[str]:
        """Return the names of settings that are not as they were seen."""
        now = self.model_dump(mode="json")
        return sorted(name for name, value in seen.items() if now.get(name) != value)


def _is_web_address(value: str) -> bool:
    """Tell whether a text is an address of http or https without anything secret in it."""
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    return (
        parts.scheme in ("http", "https")
        and _HOST.fullmatch(host) is not None
        and port != 0
        and not (parts.username or parts.password or parts.query or parts.fragment)
        and value.isprintable()
        and " " not in value
    )


def _server(written: str, *usual_port: int) -> str:
    """Return the address of a Wyoming server in full, or an empty text for none."""
    try:
        return str(WyomingAddress.of(written.strip(), *usual_port)) if written.strip() else ""
    except InvalidInput as error:
        words = f"{error.message} {error.cure}"
        raise PydanticCustomError("server_address", "{words}", {"words": words}) from error
