"""Joining a hub by a code: shown here, typed by a person on the hub's page."""

import random
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

import requests

from ova.satellite.address import HubAddress
from ova.satellite.backoff import Backoff
from ova.satellite.errors import HubRefused, HubUnreachable
from ova.satellite.report import TerminalReport

ASK_EVERY_S = 1.5
ANSWER_S = 10.0
FIRST_RETRY_S = 1.0
LONGEST_RETRY_S = 15.0
NOT_YET = frozenset({404, 409, 429, 502, 503, 504, 507})
"""Answers after which asking anew may help: not set up yet, asked too often, restarted."""


class Joining:
    """Asks to join until a person lets this satellite in or sends it away."""

    def __init__(
        self,
        address: HubAddress,
        hello: Mapping[str, Any],
        report: TerminalReport,
        stopping: threading.Event,
        *,
        patience_s: float | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``hello`` says who this satellite is; ``stopping`` ends the waiting.

        ``patience_s`` is how long a hub that cannot be reached is tried; None: for ever. ``clock``
        gives monotonic seconds.
        """
        self._give_up_at = None if patience_s is None else clock() + patience_s
        self._clock = clock
        self._address = address
        self._hello = hello
        self._report = report
        self._stopping = stopping
        self._backoff = Backoff(
            FIRST_RETRY_S,
            LONGEST_RETRY_S,
            random.Random(),  # noqa: S311 - spreads retries, guards nothing
        )

    def token(self) -> str | None:
        """Return the token a person's yes has brought; None when the program is to end.

        Raises HubRefused when the hub or a person says no, HubUnreachable when patience is over.
        """
        while not self._stopping.is_set():
            try:
                token = self._ask()
            except HubUnreachable as error:
                if self._give_up_at is not None and self._clock() > self._give_up_at:
                    raise
                wait_s = self._backoff.next()
                self._report.warn(f"{error} Trying again in {wait_s:.0f} s.")
                self._stopping.wait(wait_s)
                continue
            if token:
                return token
        return None

    def _ask(self) -> str | None:
        """Ask once and wait for the answer; None when the code was not typed in time."""
        secret = secrets.token_urlsafe(32)
        asked = self._post(
            "/api/pairing",
            {
                "satellite_id": self._hello["id"],
                "name": self._hello["name"],
                "area": self._hello.get("area", ""),
                "version": self._hello["version"],
                "secret": secret,
            },
        )
        self._backoff.reset()
        code = str(asked.get("code", ""))
        shown = f"{code[:3]}-{code[3:]}"
        self._report.note(
            "join",
            f"Open {self._address.web_url}/satellites, choose {self._hello['name']}"
            f" and type the code  {shown}",
            code=code,
        )
        while not self._stopping.wait(ASK_EVERY_S):
            try:
                standing = self._post(
                    f"/api/pairing/{asked.get('request_id', '')}/claim", {"secret": secret}
                )
            except HubUnreachable as error:
                if error.code == "pairing_over":
                    return None  # the hub was restarted
                self._report.warn(str(error))
                self._stopping.wait(self._backoff.next())
                continue
            match standing.get("state"):
                case "joined":
                    return str(standing.get("token") or "") or None
                case "rejected":
                    raise HubRefused(
                        "This satellite was sent away on the hub's page.",
                        cure="Start it again to ask once more.",
                        code="sent_away",
                    )
                case "blocked" | "expired":
                    self._report.note("join", "The code counts no longer; asking for a new one.")
                    return None
        return None

    def _post(self, path: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """POST and return the answer. Raises HubRefused, HubUnreachable."""
        url = self._address.web_url
        try:
            answer = requests.post(
                url + path, json=dict(body), timeout=ANSWER_S, verify=self._address.verify
            )
        except requests.exceptions.SSLError as error:
            raise HubRefused(
                f"The certificate of {url} is not trusted.",
                cure="Pass the hub's certificate with --ca FILE, or --insecure to skip the check.",
                code="untrusted_certificate",
            ) from error
        except requests.RequestException as error:
            raise HubUnreachable(
                f"The hub at {url} cannot be reached.",
                cure="Check the address, the network, and that the hub runs.",
            ) from error
        told = _json(answer)
        if answer.ok and told:
            return told
        message = str(told.get("detail") or f"{url} answers, but not as a hub.")
        cure = str(told.get("cure") or "Check the address; the hub's default port is 7123.")
        code = str(told.get("code") or "") or None
        if answer.status_code in NOT_YET:
            raise HubUnreachable(message, cure=cure, code=code)
        raise HubRefused(message, cure=cure, code=code)


def _json(answer: requests.Response) -> Mapping[str, Any]:
    try:
        told = answer.json()
    except ValueError:
        return {}
    return told if isinstance(told, Mapping) else {}
