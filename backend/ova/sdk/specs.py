"""What an integration says it needs, does and tells, as values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class SecretSpec:
    """A credential the integration needs: one masked field of its settings."""

    name: str
    description: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """Something the integration can do."""

    name: str
    description: str
    model: type[Any] | None
    """A pydantic model of the input; None when there is none."""
    handler: str
    """Name of the method; it takes the validated model."""
    phrases: str | Sequence[str] | Mapping[str, str | Sequence[str]] = ()
    """Sentences that start it, with ``{input}`` places: English ones, or by language."""
    risky: bool = False
    """A spoken order is confirmed before it is carried out."""
    output: type[Any] | Mapping[str, Any] | None = None
    """A pydantic model or JSON Schema of what the handler returns; checked like the input."""
    changes: str = "things"
    """``nothing``, ``things`` or ``anything``, as ``@action`` takes it."""


@dataclass(frozen=True, slots=True)
class EventSpec:
    """A type of event the integration may tell."""

    name: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at the other side. With an ``external_id`` it is told once."""

    type: str
    external_id: str | None = None
    payload: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Action:
    """An order: the name of an action and its input."""

    type: str
    payload: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ActionResult:
    """What an action returns when it has more to tell than its data."""

    data: Any = None
    cost_usd: float | None = None
    """What the service charged for it."""
    message: str = ""
    """What is said when it was asked for by voice."""


@dataclass(frozen=True, slots=True)
class DataBatch:
    """Series of numbers over dates."""

    dates: Sequence[str]
    """ISO 8601, ascending."""
    series: Mapping[str, Sequence[float | None]]
    """As long as ``dates`` each, by name."""
    stale: bool = False
    """The service could not be asked: this is what it told last time."""
