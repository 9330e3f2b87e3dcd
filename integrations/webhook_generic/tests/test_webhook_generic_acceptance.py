"""Webhook passes what every integration must, and takes what services really send."""

import hashlib
import hmac
import json
from pathlib import Path
from typing import Any

import pytest

from ova.core import PluginState
from ova.sdk import AuthFailed, InputInvalid
from ova.testing import IntegrationAcceptance, Testbed

FOLDER = Path(__file__).parents[1]
SIGNING_TEXT = "h00k-of-the-test"
SIGNED = {
    "verification": "hmac-sha256",
    "signature_header": "X-Hub-Signature-256",
    "hook_secret": SIGNING_TEXT,
    "id_field": "delivery.id",
    "type_field": "action",
}
PUSHED = {"action": "pushed", "delivery": {"id": 7}, "repository": "lamp"}


class TestAcceptance(IntegrationAcceptance):
    """What every integration must do."""

    path = FOLDER
    config = SIGNED
    invalid_config = {"signature_header": ""}


def signature(payload: Any, secret: str = SIGNING_TEXT) -> dict[str, str]:
    """Return the header GitHub sends with a payload."""
    body = json.dumps(payload).encode()
    proof = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return {"X-Hub-Signature-256": f"sha256={proof}"}


def test_a_signed_delivery_is_told_once_with_its_kind_and_id() -> None:
    with Testbed(FOLDER, SIGNED) as bed:
        (event,) = bed.webhook(PUSHED)
        assert bed.webhook(PUSHED) == []
    assert (event.type, event.external_id) == ("webhook_generic.received", "7")
    assert event.payload == {"type": "pushed", "id": "7", "data": PUSHED}


def test_a_wrong_or_missing_signature_is_refused() -> None:
    with Testbed(FOLDER, SIGNED) as bed:
        for headers in ({}, signature(PUSHED, "another-secret"), signature({"other": 1})):
            with pytest.raises(AuthFailed):
                bed.webhook(PUSHED, headers)
        assert bed.events == []


def test_a_delivery_without_its_id_says_which_setting_is_wrong() -> None:
    with Testbed(FOLDER, SIGNED) as bed, pytest.raises(InputInvalid, match=r"delivery\.id"):
        bed.webhook({"action": "pushed"})


@pytest.mark.parametrize(
    ("config", "words"),
    [
        ({}, "whoever knows the secret address"),
        (SIGNED, "a signature in X-Hub-Signature-256; the secret is the one you entered"),
        ({**SIGNED, "verification": "token"}, "with the secret in X-Hub-Signature-256"),
    ],
)
def test_the_test_says_what_is_taken_from_whom(config: dict[str, str], words: str) -> None:
    with Testbed(FOLDER, config) as bed:
        assert words in bed.test()


def test_a_proof_without_a_header_is_a_fault_of_the_settings() -> None:
    with Testbed(FOLDER, {**SIGNED, "signature_header": ""}) as bed:
        info = bed.load()
    assert info.state is not PluginState.LOADED
    assert SIGNING_TEXT not in f"{info.reason} {info.cure}"


def test_diagnostics_count_deliveries_and_keep_their_contents() -> None:
    with Testbed(FOLDER, SIGNED) as bed:
        bed.webhook(PUSHED)
        shown = bed.object.diagnostics(bed.entry.context)
    assert (shown["received"], shown["id_field"]) == (1, "delivery.id")
    assert "lamp" not in str(shown)
    assert SIGNING_TEXT not in str(shown)
