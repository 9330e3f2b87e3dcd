"""Tells new entries of RSS and Atom feeds."""

from typing import TYPE_CHECKING, Any

from ova.sdk import Ova

if TYPE_CHECKING:
    from .reader import RssReader

manifest = {
    "name": "RSS Reader",
    "description": "Tells new entries of news feeds: RSS, Atom and RDF.",
    "version": "1.0.0",
    "category": "news",
    "docs": "/integration/rss/docs",
    "logo": "logo.svg",
    "local": False,
    "requirements": ["feedparser>=6.0.14,<7"],
    "http": {
        "headers": {
            "User-Agent": "OpenVoiceAssistant (feed reader)",
            "Accept": "application/rss+xml, application/atom+xml, application/rdf+xml, "
            "application/xml;q=0.9, text/xml;q=0.8, */*;q=0.5",
        },
        "timeout_s": 8,
    },
    "events": {
        "rss.new_entries": "A feed has a new entry",
        "rss.feed.failed": "A feed cannot be read any more",
    },
    "config": {
        "entries_at_first": {
            "title": "Entries told of a new feed",
            "description": "How many of those that were there before you added it",
            "minimum": 0,
            "maximum": 100,
        },
    },
}


def default_config() -> dict[str, Any]:
    """Return the settings at the first import. Feeds are an input of the trigger."""
    return {"entries_at_first": 5}


def build_integration(config: dict[str, Any], ova: Ova) -> "RssReader":  # noqa: ARG001 - the contract's shape
    """Make the reader; nothing is asked for yet."""
    from .reader import RssReader  # now: its libraries take a while to load

    return RssReader(config["entries_at_first"])
