"""The webhook of an integration."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class WebhookDef:
    """What a service may send, and how it proves who it is."""

    run: Callable[..., Any]
    """Called with the payload and ``ctx``; returns an Event, a list of them, or None."""
    verify: tuple[str, ...] = ()
    """Empty, or a method, a header, a setting, and perhaps a header with the time."""
    max_bytes: int = 262_144
