"""What a conversation agent is given and gives: who is asked when no skill takes a command."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class AgentTool:
    """One thing an agent may do, exactly as the hub would."""

    name: str
    """Letters, digits, ``_`` and ``-``, at most 64."""
    description: str
    input_schema: Mapping[str, Any]
    """JSON Schema of an object."""
    run: Callable[[Mapping[str, Any]], Any]
    """Carries it out with checked input and returns JSON.

    Raises an OvaError whose text is for the agent: what was wrong, or that a person is asked first.
    """


@dataclass(frozen=True, slots=True)
class AgentTurn:
    """What was said before in the same conversation."""

    said: str
    answered: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentRequest:
    """A command or question no skill took."""

    text: str
    language: str = "en"
    """The language it was said in and is to be answered in."""
    area: str = ""
    """Name of the room the person is in; blank when that is not known."""
    home: str = ""
    """The things it may see, one per line: id, name, area, state."""
    history: tuple[AgentTurn, ...] = ()
    """Oldest first; empty for a command that belongs to no conversation."""
    tools: tuple[AgentTool, ...] = ()


@dataclass(frozen=True, slots=True)
class AgentAnswer:
    """What an agent says. A plain text may be returned in its place."""

    text: str
    """Shown and spoken."""
    keep_listening: bool = False
    """True: it asked something back."""
    details: Mapping[str, Any] = field(default_factory=dict)
    """Kept with the run: tokens, the model. JSON without secrets."""
