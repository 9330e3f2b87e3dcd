"""Tells new entries of RSS and Atom feeds."""

from typing import TYPE_CHECKING, Any

from ova.sdk import Ova

if TYPE_CHECKING:
    from .reader import RssReader

manifest = {
    "name": "RSS Reader",
    "description": "Reads you the news, and tells new entries of feeds: RSS, Atom and RDF.",
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
        "feeds": {
            "title": "Feeds of your news",
            "description": "Address of each and, if you like, a name, as in: "
            "https://blog.example/feed The blog. They are read when you ask for the news",
            "items": {"type": "string", "pattern": "^\\s*https?://\\S+(\\s+\\S.*)?$"},
            "maxItems": 50,
        },
        "headlines": {
            "title": "Headlines",
            "description": "How many are read aloud",
            "minimum": 1,
            "maximum": 20,
        },
        "entries_at_first": {
            "title": "Entries told of a new feed",
            "description": "How many of those that were there before you added it",
            "minimum": 0,
            "maximum": 100,
        },
    },
}


def default_config() -> dict[str, Any]:
    """Return the settings at the first import. The trigger is given feeds of its own."""
    return {"feeds": [], "headlines": 5, "entries_at_first": 5}


def build_integration(config: dict[str, Any], ova: Ova) -> "RssReader":  # noqa: ARG001 - the contract's shape
    """Make the reader; nothing is asked for yet."""
    from .reader import RssReader  # now: its libraries take a while to load

    return RssReader(config["feeds"], config["headlines"], config["entries_at_first"])
