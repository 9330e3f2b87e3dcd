"""Tells what is in a Google Calendar, and puts events into it."""

from typing import Any

from ova.sdk import Ova

from .diary import Diary

SCOPES = "https://www.googleapis.com/auth/"

manifest = {
    "name": "Google Calendar",
    "description": "Tells what is in your calendar, and puts events into it.",
    "version": "1.0.0",
    "category": "calendar",
    "local": False,
    "docs": "/integration/google_calendar/docs",
    "logo": "logo.svg",
    "http": {"base_url": "https://www.googleapis.com/calendar/v3"},
    "oauth": {
        "authorize_url": "https://accounts.google.com/o/oauth2/v2/auth",
        "token_url": "https://oauth2.googleapis.com/token",
        "revoke_url": "https://oauth2.googleapis.com/revoke",
        "scopes": [f"{SCOPES}calendar.readonly", f"{SCOPES}calendar.events"],
        # offline gives a refresh token, consent gives one at every sign-in, not at the first alone
        "authorize_params": {"access_type": "offline", "prompt": "consent"},
        "token_endpoint_auth_method": "client_secret_post",
    },
    "config": {
        "calendars": {
            "title": "Calendars",
            "description": "Their ids, as in Google Calendar's settings; primary is your own",
            "items": {"type": "string", "minLength": 1},
            "minItems": 1,
            "maxItems": 10,
        },
        "remind_minutes": {
            "title": "Tell before an event (minutes)",
            "description": "How long before an event its beginning is told",
            "minimum": 1,
            "maximum": 240,
        },
        "declined": {
            "title": "Show events you declined",
            "description": "They are left out of everything otherwise",
        },
    },
    "events": {"google_calendar.event_soon": "An event is about to begin"},
}


def default_config() -> dict[str, Any]:
    """Return the settings at the first import; client ID and secret come with the sign-in."""
    return {"calendars": ["primary"], "remind_minutes": 10, "declined": False}


def build_integration(config: dict[str, Any], ova: Ova) -> Diary:
    """Make the diary; nothing is asked of Google yet."""
    return Diary(config, ova)
