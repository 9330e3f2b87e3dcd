"""How a run ends, and how it came about."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from ova.core import CommandResult, Deed, Match, Question, Reply, Trace

MOST_READINGS = 5
"""Of a trace that everybody is told who follows the run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """What came of a command."""

    reply: Reply
    reason: str = ""
    """Why nothing was understood or done, in words."""
    commands: tuple[CommandResult, ...] = ()
    question: Question | None = None
    """What was asked back, and waits for an answer."""
    times_asked: int = 1
    trace: Trace | None = None
    """How it was understood, when that was asked for."""
    deeds: tuple[Deed, ...] = ()
    """What was done."""
    undos: tuple[Callable[[], object] | None, ...] = ()
    """Take back what skills did, one for each command; None where a skill has no way to."""
    heard: bool = True
    """False when there were no words: a question goes on waiting for them."""


def traced(match: Match) -> dict[str, Any]:
    """Return how a text was understood, as an event tells it; nothing when that is not known."""
    if match.trace is None:
        return {}
    return {"trace": replace(match.trace, readings=match.trace.readings[:MOST_READINGS]).to_json()}
