"""Knows what is on your calendars, over CalDAV."""

from typing import TYPE_CHECKING, Any

from ova.sdk import Ova

if TYPE_CHECKING:
    from .link import Calendars

manifest = {
    "name": "Calendar",
    "description": "Knows what is on your calendars: Nextcloud, iCloud, Fastmail, Radicale and others.",
    "version": "1.0.0",
    "category": "organizer",
    "docs": "/integration/calendar/docs",
    "logo": "logo.svg",
    "requirements": [
        "caldav>=2.0.1",
        "icalendar>=6.1",
        "recurring-ical-events>=3.3",
        "requests>=2.32",
    ],
    "local": False,
    "quality_scale": {
        "ctx-fetch": {
            "status": "exempt",
            "reason": "CalDAV is spoken by the library caldav, which signs its own requests; "
            "it is given the credentials in one place, server.py",
        }
    },
    "config": {
        "type": "object",
        "required": ["url"],
        "properties": {
            "url": {
                "title": "Address",
                "format": "uri",
                "pattern": "^https?://[^\\s]+$",
                "description": "The server's CalDAV address: https://cloud.example/remote.php/dav",
            },
            "username": {"description": "Often an e-mail address"},
            "password": {"description": "Often an app password made for this hub"},
            "calendars": {
                "title": "Calendars",
                "items": {"type": "string"},
                "description": "Names of those to look at; blank for all",
            },
            "add_to": {
                "title": "New events go to",
                "description": "Name of a calendar; blank for the first",
            },
        },
    },
}


def default_config() -> dict[str, Any]:
    """Return the settings at the first import."""
    return {"url": "", "username": "", "password": "", "calendars": [], "add_to": ""}


def build_integration(config: dict[str, Any], ova: Ova) -> "Calendars":
    """Make the link; the server is not asked yet."""
    from .link import Calendars  # now: its libraries take a while to load

    return Calendars(config, ova)
