"""A microphone and loudspeaker somewhere in the house."""

from dataclasses import dataclass, field
from typing import Any

MAX_VOLUME = 100
OWN_AREA = "own"
"""Stands for the area a satellite is in, wherever it is moved."""


@dataclass(frozen=True, slots=True)
class SatellitePreferences:
    """What people set for one satellite; the hub keeps it and the device follows."""

    volume: int = MAX_VOLUME
    """0 to 100 percent of what the device can do."""
    muted: bool = False
    """Replies and announcements are not heard; what rings still is."""
    mic_muted: bool = False
    """Its microphone is closed: it hears nothing, not even its wake word."""
    wake_sound: bool = True
    """A short sound tells that it listens."""
    done_sound: bool = False
    """A short sound tells that the command was heard to its end."""
    error_sound: bool = True
    """A short sound tells that something did not work."""
    stop_word: bool = True
    """While it plays or rings, "stop" ends that without the wake word."""
    language: str = ""
    """Language spoken there; empty: the home's."""
    voice: str = ""
    """Voice of the replies; empty: the home's."""
    recogniser: str = ""
    """What hears there; empty: what hears the language everywhere."""
    patience: str = "default"
    """How long one may pause in a command there: ``relaxed``, ``default`` or ``aggressive``."""
    person: str = ""
    """Id of the person whose satellite it is; empty: everybody's."""
    agent: str = ""
    """``yes`` or ``no``: whether the conversation agent may answer there; empty: as the home says."""

    earshot: str = ""
    """Who hears the same person: satellites in the ``home``, on the ``floor``, in the ``area``, or
    ``none``; empty: as the home says."""

    quiet_hours: str = ""
    """``22:00-07:00``, or ``none``; empty: the home's."""
    control_areas: tuple[str, ...] = ()
    """Ids of the areas whose things may be controlled there, ``own`` for its own; none: everywhere."""
    control_not: tuple[str, ...] = ()
    """Domains and ids of entities that may not be controlled there."""

    @property
    def is_silent(self) -> bool:
        """Whether nothing that is said there is heard."""
        return self.muted or self.volume == 0

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "volume": self.volume,
            "muted": self.muted,
            "mic_muted": self.mic_muted,
            "wake_sound": self.wake_sound,
            "done_sound": self.done_sound,
            "error_sound": self.error_sound,
            "stop_word": self.stop_word,
            "language": self.language,
            "voice": self.voice,
            "recogniser": self.recogniser,
            "patience": self.patience,
            "person": self.person,
            "agent": self.agent,
            "earshot": self.earshot,
            "quiet_hours": self.quiet_hours,
            "control_areas": list(self.control_areas),
            "control_not": list(self.control_not),
        }


@dataclass(frozen=True, slots=True)
class SatelliteHealth:
    """How well a satellite is connected, since the hub started."""

    connected_since: float | None = None
    """Seconds since the epoch; None while it is away."""
    round_trip_ms: float | None = None
    """How long a message there and back took last."""
    drop_outs: int = 0
    """How often its connection broke off while the device went on running."""
    last_drop_out: float | None = None
    """Seconds since the epoch."""

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "connected_since": self.connected_since,
            "round_trip_ms": self.round_trip_ms,
            "drop_outs": self.drop_outs,
            "last_drop_out": self.last_drop_out,
        }


@dataclass(frozen=True, slots=True)
class Satellite:
    """What the hub knows of one satellite."""

    id: str
    name: str
    kind: str = "ova"
    """The link it uses: ``ova``, ``browser``, ``wyoming`` or ``esphome``."""
    area_id: str | None = None
    connected: bool = False
    last_seen: float | None = None
    """Seconds since the epoch."""
    version: str = ""
    info: dict[str, Any] = field(default_factory=dict)
    preferences: SatellitePreferences = SatellitePreferences()
    health: SatelliteHealth = SatelliteHealth()
    paired: bool = False
    """Whether it has a token of its own."""

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind,
            "area_id": self.area_id,
            "connected": self.connected,
            "last_seen": self.last_seen,
            "version": self.version,
            "info": self.info,
            **self.preferences.to_json(),
            "health": self.health.to_json(),
            "paired": self.paired,
        }
