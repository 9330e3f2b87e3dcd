"""What drives one device together."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ova.esphome.about import Abilities
from ova.esphome.announcements import Announcements
from ova.esphome.bell import Bell
from ova.esphome.controls import Controls
from ova.esphome.listening import Listening
from ova.esphome.loudness import Loudness
from ova.esphome.outbox import Outbox
from ova.esphome.replies import Replies
from ova.esphome.timers import Timers


@dataclass(slots=True, eq=False, kw_only=True)
class DeviceParts:
    """The parts of one device that is connected. For the loop's thread."""

    can: Abilities
    outbox: Outbox
    replies: Replies
    announcements: Announcements
    listening: Listening
    bell: Bell
    controls: Controls
    loudness: Loudness
    timers: Timers
    hello: Callable[[], dict[str, Any]]
    """Gives what is told the hub of the device."""
    greeted: bool = False
    """Whether the hub knows that it is there."""
