"""Home Assistant's REST API.

https://developers.home-assistant.io/docs/api/rest/
"""

from collections.abc import Callable
from typing import Any

import requests

from ova.sdk import ActionError, AuthFailed, NotReady

CONNECT_TIMEOUT_S = 4.0
Say = Callable[..., str]
"""Gives a text of the integration in the home's language, as ``ctx.text``."""


class Client:
    """One Home Assistant. Its methods raise NotReady, AuthFailed or ActionError."""

    def __init__(self, base_url: str, access_token: str, timeout_s: float) -> None:
        self.base_url = base_url
        self.say: Say = str
        """What it says; the link gives it once it is loaded."""
        self._timeout = (min(CONNECT_TIMEOUT_S, timeout_s), timeout_s)
        self._session = requests.Session()  # used by several threads: its pool is made for that
        self._session.trust_env = (
            False  # no proxy, and no .netrc over the token, in the own network
        )
        self._session.headers["Authorization"] = f"Bearer {access_token}"

    def get(self, path: str) -> Any:
        """Return the JSON answer of a GET below ``/api/``."""
        return self._json(self.request("GET", path))

    def post(self, path: str, data: dict[str, Any]) -> Any:
        """Return the JSON answer of a POST below ``/api/``."""
        return self._json(self.request("POST", path, data))

    def render(self, template: str) -> str:
        """Return a template's text. Raises ActionError when this Home Assistant cannot render it."""
        return self.request("POST", "template", {"template": template}).text

    def request(
        self, method: str, path: str, data: dict[str, Any] | None = None
    ) -> requests.Response:
        """Ask, and return an answer that is not a refusal."""
        try:
            response = self._session.request(
                method,
                f"{self.base_url}/api/{path}",
                json=data,
                timeout=self._timeout,
                allow_redirects=False,
            )
        except requests.Timeout:
            raise NotReady(
                self.say("errors.too_slow"),
                cure=self.say("errors.too_slow_cure", where=self.base_url),
            ) from None
        except requests.exceptions.SSLError as error:
            raise NotReady(
                self.say("errors.certificate"),
                cure=self.say("errors.certificate_cure", reason=error),
            ) from None
        except requests.RequestException:
            raise NotReady(
                self.say("errors.away"), cure=self.say("errors.away_cure", where=self.base_url)
            ) from None
        if response.status_code in (401, 403):
            raise AuthFailed(self.say("errors.token"), cure=self.say("errors.token_cure"))
        if response.status_code in (502, 503, 504):
            raise NotReady(self.say("errors.starting"), cure=self.say("errors.starting_cure"))
        if response.status_code >= 300:
            raise ActionError(self.say("errors.refused", reason=_refusal(response)))
        return response

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def _json(self, response: requests.Response) -> Any:
        try:
            return response.json()
        except requests.JSONDecodeError:
            raise NotReady(self.say("errors.not_it"), cure=self.say("errors.not_it_cure")) from None


def _refusal(response: requests.Response) -> str:
    try:
        told = response.json()
    except requests.JSONDecodeError:
        told = {}
    message = told.get("message") if isinstance(told, dict) else None
    return str(message or response.reason or response.status_code)
