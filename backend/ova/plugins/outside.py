"""What an exception of an author's code says about the other side.

Authors who do not think of outages get them right all the same: a connection that fails is no fault
of the code, and refused credentials are something only a person can mend.
"""

import requests

from ova.sdk import ActionError, AuthFailed, NotReady, PluginError, RateLimited

_LONGEST_WAIT_S = 86_400.0


class NotSigned(AuthFailed):
    """The credentials are not valid (HTTP 401), whatever was asked for."""


def as_plugin_error(name: str, error: BaseException) -> PluginError | None:
    """Return what people are told, or None when the code itself is at fault."""
    if isinstance(error, requests.HTTPError) and error.response is not None:
        wait = error.response.headers.get("Retry-After", "")
        return refusal(name, error.response.status_code, wait)
    if isinstance(error, requests.exceptions.SSLError):
        return NotReady(
            f"The certificate of {name} cannot be trusted.",
            cure="Use a valid certificate, or an address without https.",
        )
    if isinstance(error, requests.Timeout | TimeoutError):
        return NotReady(f"{name} does not answer in time.", cure="It is tried again later.")
    if isinstance(
        error,
        requests.exceptions.InvalidURL
        | requests.exceptions.MissingSchema
        | requests.exceptions.InvalidSchema,
    ):
        return ActionError(
            f"The address of {name} cannot be used.",
            cure="Write it as https://host or http://host:port.",
        )
    if isinstance(error, requests.ConnectionError | ConnectionError):
        return NotReady(
            f"{name} cannot be reached.", cure="Check that it runs, its address and the network."
        )
    return None


def refusal(name: str, status: int, retry_after: str = "") -> PluginError | None:
    """Return what an HTTP status from 400 on means, or None for a lower one."""
    if status < 400:
        return None
    if status in (401, 403):
        kind = NotSigned if status == 401 else AuthFailed
        return kind(
            f"{name} refuses the credentials.", cure="Sign in again, or give new credentials."
        )
    if status == 429:
        return RateLimited(
            f"{name} wants to be asked less often.",
            cure="Wait a while.",
            retry_after_s=wait_s(retry_after),
        )
    if status >= 500:
        return NotReady(
            f"{name} has trouble of its own (HTTP {status}).", cure="It is tried again later."
        )
    return ActionError(f"{name} refused the request (HTTP {status}).", cure="Check what was asked.")


def wait_s(retry_after: str) -> float | None:
    """Return the seconds of a ``Retry-After`` header, a day at most; None for a date or nonsense."""
    try:
        seconds = float(retry_after)
    except ValueError:
        return None
    return min(seconds, _LONGEST_WAIT_S) if seconds >= 0 else None
