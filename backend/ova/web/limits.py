"""How often one address may ask."""

from flask import request
from flask_limiter import Limiter

from ova.web.identity import Identities

SIGN_IN_LIMIT = "10 per minute"
JOIN_LIMIT = "10 per minute"
"""How often devices of one address may ask to join."""
CLAIM_LIMIT = "120 per minute"
"""How often they may ask how that stands."""
STRANGER_LIMIT = "600 per minute"


def make_limiter(identities: Identities) -> Limiter:
    """Build a limiter that counts per address and leaves people who are signed in alone.

    Register it before the guard, so that refused requests count too.
    """
    return Limiter(
        lambda: request.remote_addr or "unknown",
        application_limits=[STRANGER_LIMIT],
        application_limits_exempt_when=lambda: identities.current() is not None,
        storage_uri="memory://",
    )
