"""One polling trigger of an integration."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ova.plugins.declared.schema import SchemaCheck


@dataclass(frozen=True, slots=True)
class PollDef:
    """What is looked at from time to time."""

    name: str
    description: str
    every_s: float
    """Not more often than that."""
    input: SchemaCheck
    output: SchemaCheck | None
    run: Callable[..., Any]
    """Called with the inputs, ``last_poll_ts`` and ``ctx``; may return an awaitable."""
