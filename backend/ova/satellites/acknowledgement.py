"""What a satellite is answered to a message that wants to know."""

from collections.abc import Callable
from typing import Any

from ova.core import OvaError


def acknowledge(work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Return the acknowledgement of a message: ``ok`` with what ``work`` gives, or the error."""
    try:
        return {"ok": True, **work()}
    except OvaError as error:
        return {"ok": False, "code": error.code, "message": error.message, "cure": error.cure}
