"""What the link to the hub tells the rest of the program."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ova.satellite.errors import HubUnreachable, SatelliteError

if TYPE_CHECKING:
    from ova.engines import WakeWords
    from ova.satellite.peripherals import Press


@dataclass(frozen=True, slots=True)
class Connected:
    """The hub knows this satellite; ``satellite`` is what it knows."""

    satellite: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Disconnected:
    """The connection is gone; the link tries to get it back."""


@dataclass(frozen=True, slots=True)
class Unreachable:
    """An attempt to connect failed; the next one comes in ``retry_s`` seconds."""

    error: HubUnreachable
    retry_s: float


@dataclass(frozen=True, slots=True)
class Refused:
    """The hub said no; the link has given up."""

    error: SatelliteError


@dataclass(frozen=True, slots=True)
class Started:
    """The hub's answer to ``start``: the run's id, or why it cannot listen."""

    run_id: str | None
    message: str = ""
    chosen: bool = True
    """Whether this satellite answers for sure; else an event of the run tells who does."""


@dataclass(frozen=True, slots=True)
class StopAwaited:
    """The hub's answer to ``wait_stop``: whether it listens for "stop" in what is sent now."""

    listens: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """The hub's answer to what was changed at the device."""

    changed: dict[str, Any]
    refusal: bool = False


@dataclass(frozen=True, slots=True)
class Pressed:
    """Somebody pressed a button of the device."""

    press: "Press"


@dataclass(frozen=True, slots=True)
class Played:
    """The player is done with a sound, or dropped it."""

    id: str
    kind: str
    interrupted: bool


@dataclass(frozen=True, slots=True)
class HubEvent:
    """Anything the hub sent: ``event``, ``play_start``, ``play_chunk``, ``play_end``, ``ring``..."""

    name: str
    args: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class WakeWordsReady:
    """Other wake words are loaded; whoever takes the message owns them."""

    words: "WakeWords"


@dataclass(frozen=True, slots=True)
class WakeWordsFailed:
    """What the hub asked to listen for cannot be loaded."""

    error: SatelliteError


Message = (
    Connected
    | Disconnected
    | Unreachable
    | Refused
    | Started
    | StopAwaited
    | Taken
    | Pressed
    | Played
    | HubEvent
    | WakeWordsReady
    | WakeWordsFailed
)
