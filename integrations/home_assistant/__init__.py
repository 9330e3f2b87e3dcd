"""Brings the things of a Home Assistant into this home: live over its websocket, else by asking."""

from typing import TYPE_CHECKING, Any

from ova.sdk import Ova

from .convert import DOMAINS

if TYPE_CHECKING:
    from .link import HomeAssistant

manifest = {
    "name": "Home Assistant",
    "description": "Brings the things of a Home Assistant into this home.",
    "version": "1.2.0",
    "docs": "/integration/home_assistant/docs",
    "logo": "logo.svg",
    "category": "smart_home",
    "requirements": ["requests>=2.32", "websocket-client>=1.8"],
    "config": {
        "type": "object",
        "required": ["host", "access_token"],
        "properties": {
            "host": {"title": "Host", "description": "Name or address, without http://"},
            "port": {"minimum": 1, "maximum": 65535, "description": "8123 is usual"},
            "access_token": {
                "title": "Access token",
                "description": "Home Assistant: your profile, Security, Long-lived access tokens",
            },
            "tls": {"title": "Use https", "description": "When its page is opened with https://"},
            "live": {"title": "Hear of changes at once", "description": "Over the websocket API"},
            "only_exposed": {
                "title": "Only what is exposed to Assist",
                "description": "Needs the access token of an administrator",
            },
            "refresh_seconds": {
                "title": "Ask every (seconds)",
                "description": "While changes are not heard of at once",
                "minimum": 1,
                "maximum": 3600,
            },
            "timeout_seconds": {
                "title": "Wait for an answer (seconds)",
                "description": "Longer for a slow machine",
                "minimum": 1,
                "maximum": 60,
            },
            "domains": {
                "title": "Kinds of things to bring in",
                "description": "Home Assistant's names of them",
                "items": {"type": "string", "enum": list(DOMAINS)},
            },
        },
    },
}


def default_config() -> dict[str, Any]:
    """Return the settings at the first import."""
    return {
        "host": "",
        "port": 8123,
        "access_token": "",
        "tls": False,
        "live": True,
        "only_exposed": False,
        "refresh_seconds": 10,
        "timeout_seconds": 10,
        "domains": list(DOMAINS),
    }


def build_integration(config: dict[str, Any], ova: Ova) -> "HomeAssistant":  # noqa: ARG001 - the contract's shape
    """Make the link; nothing is asked of Home Assistant yet."""
    from .link import HomeAssistant  # now: its libraries take a while to load

    return HomeAssistant(config)
