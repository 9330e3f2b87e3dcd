"""One conversation between a person and the hub."""

from collections.abc import Callable
from dataclasses import dataclass

from ova.core import Deed, Intent, Question

SESSION_STAGE = "session"
"""Stands in an intent's ``skill`` when the conversation itself answers: "repeat that"."""


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
    person_id: str | None = None
    """Who speaks, where that is known."""
    keep_listening: bool = False
    """The last reply asked for an answer, and the microphone was opened again for it."""
    last_intents: tuple[Intent, ...] = ()
    """What was carried out last, for "turn it off again"; a later sentence that was not carried out
    leaves it."""
    last_deeds: tuple[Deed, ...] = ()
    """What was done for them."""
    undos: tuple[Callable[[], object] | None, ...] = ()
    """Take back what skills did for each of them."""
    last_reply: str = ""
    """What was said last."""
    question: Question | None = None
    """What was asked back and is not answered yet."""
    asked_at: float = 0.0
    times_asked: int = 0
    """How often this question was asked."""
    turns: int = 0
    """Commands answered so far."""
