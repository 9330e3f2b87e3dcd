"""When a set-up that failed for want of the other side is tried again."""

from ova.sdk import RateLimited

FIRST_S = 5.0
LOCAL_CAP_S = 30.0
CLOUD_CAP_S = 900.0


def retry_delay_s(attempt: int, *, local: bool, error: object = None) -> float:
    """Return the pause after the ``attempt``-th failure in a row, the first being 1.

    It doubles; things in the home are tried every half minute, cloud services every quarter of an
    hour at last. What the other side asked for is the least.
    """
    cap = LOCAL_CAP_S if local else CLOUD_CAP_S
    delay = min(cap, FIRST_S * float(2 ** min(attempt - 1, 20)))
    asked = error.retry_after_s if isinstance(error, RateLimited) else None
    return max(delay, asked or 0.0)
