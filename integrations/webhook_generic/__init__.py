"""Takes news from any service that can send JSON to an address."""

from typing import Any

from ova.sdk import Ova

from .receiver import HMAC, NONE, TOKEN, GenericWebhook

manifest = {
    "name": "Webhook",
    "description": "Takes news from any service that can send JSON to an address.",
    "version": "1.0.0",
    "category": "automation",
    "docs": "/integration/webhook_generic/docs",
    "logo": "logo.svg",
    "local": False,
    "events": {"webhook_generic.received": "A service sent something"},
    "config": {
        "id_field": {
            "title": "Field with the id",
            "description": "Such as id or order.number. What has the same id is told once. "
            "Blank: every delivery counts.",
        },
        "type_field": {
            "title": "Field with the kind",
            "description": "Such as event. It is told as the payload's type. Blank: none.",
        },
        "verification": {
            "title": "Proof of the sender",
            "description": "none: the secret address alone. hmac-sha256: a signature over the body. "
            "token: a header with the secret.",
        },
        "signature_header": {
            "title": "Header with the proof",
            "description": "What the service calls the header with its signature or token.",
            "pattern": "^[A-Za-z0-9-]*$",
        },
        "time_header": {
            "title": "Header with the time",
            "description": "If the service signs the time of sending too, as <time>.<body>.",
            "pattern": "^[A-Za-z0-9-]*$",
        },
        "hook_secret": {
            "title": "Secret",
            "description": "The one the service gave you. Blank: the hub makes one for you to copy.",
        },
    },
}


def default_config() -> dict[str, Any]:
    """Return the settings with their first values."""
    return {
        "id_field": "",
        "type_field": "",
        "verification": NONE,
        "verification_options": [NONE, HMAC, TOKEN],
        "signature_header": "X-Signature",
        "time_header": "",
        "hook_secret": "",
    }


def build_integration(config: dict[str, Any], ova: Ova) -> GenericWebhook:  # noqa: ARG001 - the contract's shape
    """Build the receiver."""
    return GenericWebhook(config)
