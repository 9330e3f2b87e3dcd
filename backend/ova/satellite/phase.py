"""Where a conversation with the satellite stands."""

from enum import StrEnum


class Phase(StrEnum):
    """What the satellite is doing about a command."""

    IDLE = "idle"
    LISTENING = "listening"
    WAITING = "waiting"
    """For the hub's answer."""
    SPEAKING = "speaking"
