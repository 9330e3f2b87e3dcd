"""What a peripheral is told, and what it tells."""

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol


class Shown(StrEnum):
    """What a device shows of itself."""

    IDLE = "idle"
    LISTENING = "listening"
    THINKING = "thinking"
    SPEAKING = "speaking"
    RINGING = "ringing"
    MUTED = "muted"
    """The microphone is off."""
    AWAY = "away"
    """The hub is away."""
    ERROR = "error"
    """Something has just not worked."""


class Press(StrEnum):
    """What somebody does at the device."""

    TALK = "talk"
    """The talk button goes down."""
    TALK_OVER = "talk_over"
    """It is let go."""
    MUTE = "mute"
    """Turn the microphone off, or on again."""
    SILENCE = "silence"
    """What is said is not heard, or heard again."""
    VOLUME_UP = "volume_up"
    VOLUME_DOWN = "volume_down"


class Peripheral(Protocol):
    """A light, a button, or both. Methods are called by one thread and return at once."""

    def open(self, pressed: Callable[[Press], None]) -> None:
        """Take hold of the hardware; ``pressed`` may be called from any thread.

        Raises SatelliteError that tells how to mend it.
        """
        ...

    def show(self, shown: Shown) -> None:
        """Show another state from now on."""
        ...

    def close(self) -> None:
        """Go dark and let go of the hardware; may be called twice."""
        ...
