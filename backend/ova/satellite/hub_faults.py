"""Why there is no connection to the hub, from what it answered or what broke."""

import ssl
from collections.abc import Mapping

from ova.satellite.errors import HubRefused, HubUnreachable, SatelliteError, TokenRefused

INTERNAL_ERROR = "internal_error"
"""The hub's code for a fault of its own: trying again may help."""
NOT_SIGNED_IN = "not_signed_in"
"""The hub's code for a token it does not know."""
TOKEN_CURE = (
    "Make a token on the hub with `ova token create NAME` and pass it with --token,"  # noqa: S105 - a sentence
    " or start without one to join on the hub's page."
)


def refusal(url: str, answer: object) -> SatelliteError:
    """Return the error for a hub that did not let this satellite in."""
    details = answer.get("data") if isinstance(answer, Mapping) else None
    reason = sentence_of(answer).rstrip(".")
    if _code(details) == INTERNAL_ERROR:
        return HubUnreachable(f"The hub at {url} is in trouble: {reason}.")
    told = f": {reason}" if reason else ""
    kind = TokenRefused if _code(details) == NOT_SIGNED_IN else HubRefused
    return kind(f"The hub at {url} refused this satellite{told}.", cure=TOKEN_CURE)


def explained(url: str, error: BaseException) -> SatelliteError:
    """Turn the library's bare "Connection error" into what happened, from the chain of causes."""
    import websocket

    causes: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and len(causes) < 10:
        causes.append(cause)
        cause = cause.__cause__ or cause.__context__
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return HubRefused(
                f"The certificate of {url} is not trusted: {cause.verify_message}.",
                cure="Start without --token to join by a code; or pass the hub's certificate with"
                " --ca FILE, or --insecure to skip the check.",
                code="untrusted_certificate",
            )
        if isinstance(cause, websocket.WebSocketBadStatusException):
            if cause.status_code in (401, 403):
                return HubRefused(f"The hub at {url} refused this satellite.", cure=TOKEN_CURE)
            return HubUnreachable(
                f"{url} answers, but not as a hub (HTTP {cause.status_code}).",
                cure="Check the address and the port; the hub's default port is 7123.",
            )
    reason = next((text for cause in reversed(causes) if (text := _plain(cause))), "no answer")
    return HubUnreachable(
        f"The hub at {url} cannot be reached: {reason}.",
        cure="Check the address, the network, and that the hub runs.",
    )


def not_accepted(answer: object) -> SatelliteError:
    """Return the error for a hub that answered ``hello`` with no."""
    reason = sentence_of(answer) or "It did not say why."
    cure = str(answer.get("cure") or "") if isinstance(answer, Mapping) else ""
    code = _code(answer)
    if code == INTERNAL_ERROR:
        return HubUnreachable(f"The hub is in trouble: {reason}", cure=cure)
    return HubRefused(f"The hub did not accept this satellite: {reason}", cure=cure, code=code)


def _code(answer: object) -> str | None:
    """Return the code in an answer of the hub."""
    return str(answer.get("code") or "") or None if isinstance(answer, Mapping) else None


def _plain(cause: BaseException) -> str:
    """Return what an error of the network says, in words."""
    if isinstance(cause, TimeoutError):
        return "no answer in time"
    if isinstance(cause, OSError) and cause.strerror:
        return cause.strerror.lower()
    return ""


def sentence_of(answer: object) -> str:
    """Return the sentence for people in an answer of the hub."""
    if isinstance(answer, Mapping):
        return str(answer.get("message") or "")
    return str(answer) if isinstance(answer, str) else ""
