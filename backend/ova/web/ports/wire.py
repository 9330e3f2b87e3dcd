"""What crosses the web room's border in every direction."""

from collections.abc import Callable
from typing import Any

Json = dict[str, Any]
Send = Callable[..., None]
"""``send(event, *args)``: hand one message to a connection. Never blocks, never raises."""
