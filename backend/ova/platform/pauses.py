"""How long it is until something is asked again."""

import random
from collections.abc import Callable

from ova.core import OvaError
from ova.sdk import AuthFailed, RateLimited

FIRST_S = 5.0
CEILING_S = 1_800.0
Jitter = Callable[[float], float]


def spread(pause_s: float) -> float:
    """Return a little to add to a pause, so that not everything happens at once."""
    return random.uniform(0.0, min(pause_s / 10, 30.0))  # noqa: S311 - spreads, keeps no secret


def pause_after(error: OvaError, failures: int) -> float:
    """Return the pause after so many failures in a row: 5 s, doubled up to half an hour.

    Refused credentials only a person can mend: that is half an hour at once. What the other side
    asked for is the least.
    """
    if isinstance(error, AuthFailed):
        return CEILING_S
    pause = min(CEILING_S, FIRST_S * float(2 ** min(failures - 1, 20)))
    return max(pause, asked_s(error))


def asked_s(error: OvaError) -> float:
    """Return how long the other side wants to be left alone."""
    asked = error.retry_after_s if isinstance(error, RateLimited) else None
    return asked or 0.0


def span_text(seconds: float) -> str:
    """Return a pause as authors write it: ``5m``."""
    for unit, size in (("d", 86_400), ("h", 3_600), ("m", 60)):
        if seconds >= size and seconds % size == 0:
            return f"{seconds / size:.0f}{unit}"
    return f"{seconds:.0f}s"
