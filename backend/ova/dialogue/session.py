"""One conversation between a person and the hub."""

from dataclasses import dataclass

from ova.core import Intent


@dataclass(frozen=True, slots=True)
class Session:
    """What is remembered of a conversation until it expires."""

    key: str
    """``satellite:<id>`` or ``conversation:<id>``."""
    conversation_id: str
    started_at: float
    """Seconds since the epoch, like every time here."""
    last_at: float
    satellite_id: str | None = None
    keep_listening: bool = False
    """The last reply asked for an answer, and the microphone was opened again for it."""
    last_intent: Intent | None = None
    """What was understood last; it stays when a later command was not understood."""
    turns: int = 0
    """Commands answered so far."""
