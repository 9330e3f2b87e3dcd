"""Joining a hub by a code: shown here, typed by a person on the hub's page."""

import random
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import requests

from ova.core import commitment_to, joining_code
from ova.satellite.address import HubAddress
from ova.satellite.backoff import Backoff
from ova.satellite.errors import HubRefused, HubUnreachable
from ova.satellite.hub_certificate import seen_at, to_be_seen
from ova.satellite.hub_web import post
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
        self.address = address
        """Where is asked, with the certificate that the code was made of."""
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
        signed = self._look()
        secret, opening = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        asked = self._post(
            "/api/pairing",
            {
                "satellite_id": self._hello["id"],
                "name": self._hello["name"],
                "area": self._hello.get("area", ""),
                "version": self._hello["version"],
                "secret": secret,
                "commitment": "" if signed else commitment_to(opening),
            },
        )
        self._backoff.reset()
        claim = f"/api/pairing/{asked.get('request_id', '')}/claim"
        if signed:
            code = str(asked.get("code", ""))
        else:
            code = joining_code(opening, str(asked.get("nonce", "")), self.address.fingerprint)
            self._post(claim, {"secret": secret, "opening": opening})
        shown = f"{code[:3]}-{code[3:]}"
        self._report.note(
            "join",
            f"Open {self.address.web_url}/satellites, choose {self._hello['name']}"
            f" and type the code  {shown}",
            code=code,
            certificate=self.address.fingerprint,
        )
        while not self._stopping.wait(ASK_EVERY_S):
            try:
                standing = self._post(claim, {"secret": secret})
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

    def _look(self) -> bool:
        """Look at the certificate; tell whether it is known who the hub is. Raises HubUnreachable.

        Where it is not, the code is made of what is seen: a person who types it on the hub's page
        notices when that is not what the hub shows.
        """
        if not to_be_seen(self.address):
            return self.address.web_url.startswith("https://")
        seen = seen_at(self.address)
        self.address = replace(self.address, fingerprint="" if seen.signed else seen.fingerprint)
        return seen.signed

    def _post(self, path: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """POST and return the answer. Raises HubRefused, HubUnreachable."""
        url = self.address.web_url
        try:
            answer = post(self.address, path, body, ANSWER_S)
        except requests.exceptions.SSLError as error:
            if self.address.fingerprint:
                raise HubUnreachable(
                    f"The certificate of {url} changes between two questions.",
                    cure="If that goes on, another machine stands between this one and the hub.",
                    code="pairing_over",  # the code was made of the other one
                ) from error
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
