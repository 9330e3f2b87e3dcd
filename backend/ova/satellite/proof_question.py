"""The question that a hub answers with what proves who it is; anybody may ask it."""

import secrets
from dataclasses import dataclass
from typing import Any

import requests

from ova.satellite.address import HubAddress
from ova.satellite.errors import HubUnreachable
from ova.satellite.hub_web import post

ANSWER_S = 5.0


@dataclass(frozen=True, slots=True)
class Proofs:
    """What a hub answered."""

    nonce: str
    """The number it was asked with: it is part of every proof."""
    told: dict[str, Any]
    """The answer; empty where it is none."""


def asked_for_proofs(address: HubAddress, satellite_id: str) -> Proofs:
    """Ask the hub at an address. Raises HubUnreachable when it does not answer, or not now."""
    nonce = secrets.token_urlsafe(24)
    question = {"satellite_id": satellite_id, "nonce": nonce}
    try:
        answer = post(address, "/api/hub/proof", question, ANSWER_S)
        told = answer.json() if answer.ok else {}
    except (requests.RequestException, ValueError) as error:
        raise HubUnreachable(
            f"The hub at {address.web_url} cannot be reached.",
            cure="Check the network, and that the hub runs.",
        ) from error
    if answer.status_code in (429, 502, 503):
        raise HubUnreachable(f"The hub at {address.web_url} is busy.", cure="It is asked again.")
    return Proofs(nonce, told if isinstance(told, dict) else {})
