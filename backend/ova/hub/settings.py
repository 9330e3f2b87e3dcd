"""The home's settings: one typed record, changed as a whole."""

import threading
from typing import Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from tzlocal import get_localzone_name

from ova.core import InvalidInput
from ova.storage import Settings as SettingsTable

KEY = "home"
ConfirmedDomain = Literal["lock", "cover", "alarm_control_panel", "valve"]


def _local_zone() -> str:
    name = get_localzone_name()
    return name if name in available_timezones() else "UTC"


class HomeSettings(BaseModel):
    """What a person can set for the whole home."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    home_name: str = Field("Home", min_length=1, max_length=60)
    language: Literal["en", "de", "fr", "es", "nl", "it"] = "en"
    time_zone: str = Field(default_factory=_local_zone)
    temperature_unit: Literal["C", "F"] = "C"
    recogniser: Literal["auto", "pocketsphinx", "vosk"] = "auto"
    end_silence_s: float = Field(0.7, ge=0.2, le=3.0)
    """Silence that ends a command, in seconds."""
    voice: str = Field("", max_length=60)
    """Voice of the replies; empty: the language's usual one."""
    confirm: tuple[ConfirmedDomain, ...] = ()
    """Domains whose commands are asked about before they are done."""

    @field_validator("home_name", "voice")
    @classmethod
    def _printable(cls, value: str) -> str:
        if not value.isprintable():
            raise ValueError("must be one line without control characters")
        return value.strip()

    @field_validator("confirm")
    @classmethod
    def _each_once(cls, value: tuple[ConfirmedDomain, ...]) -> tuple[ConfirmedDomain, ...]:
        return tuple(dict.fromkeys(value))

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError("must be a time zone such as Europe/Berlin") from error
        return value


class SettingsKeeper:
    """Reads the settings once and writes every change before it counts."""

    def __init__(self, table: SettingsTable) -> None:
        """Load what is stored; fields of the past are ignored."""
        self._table = table
        self._changing = threading.Lock()
        stored = table.get(KEY) or {}
        known = {name: value for name, value in stored.items() if name in HomeSettings.model_fields}
        self.current = _parse(known)

    def get(self, name: str, default: Any = None) -> Any:
        """Return a setting, or ``default`` when there is none of that name."""
        return getattr(self.current, name, default)

    def values(self) -> dict[str, Any]:
        """Return every setting, in wire form."""
        return self.current.model_dump(mode="json")

    def check(self, changes: dict[str, Any]) -> HomeSettings:
        """Return what the settings would be. Raises InvalidInput naming each wrong field."""
        unknown = sorted(set(changes) - set(HomeSettings.model_fields))
        if unknown:
            raise InvalidInput(
                f"There is no setting {', '.join(unknown)}.",
                cure=f"Known settings: {', '.join(HomeSettings.model_fields)}.",
                code="unknown_setting",
            )
        return _parse({**self.current.model_dump(), **changes})

    def update(self, changes: dict[str, Any]) -> HomeSettings:
        """Change some settings. Raises InvalidInput naming each wrong field."""
        with self._changing:
            updated = self.check(changes)
            self._table.set(KEY, updated.model_dump(mode="json"))
            self.current = updated
        return updated


def _parse(fields: dict[str, Any]) -> HomeSettings:
    try:
        return HomeSettings(**fields)
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}"
            for fault in error.errors()
        )
        raise InvalidInput(
            f"The settings cannot be used: {faults}.", cure="Correct these fields."
        ) from error
