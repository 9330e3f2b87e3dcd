"""Entries as actions and triggers give them."""

from typing import Any

from .feed import Feed, FeedEntry

ADDRESS = {"type": "string", "pattern": "^https?://.+", "description": "Address of a feed"}
ENTRY = {
    "type": "object",
    "required": [
        *(
            "feed_url",
            "feed_title",
            "title",
            "link",
            "summary",
            "description",
            "published",
            "author",
        )
    ],
    "additionalProperties": False,
    "properties": {
        "feed_url": {"type": "string", "description": "Address of the feed"},
        "feed_title": {"type": "string", "description": "Title of the feed"},
        "title": {"type": "string", "description": "Title of the entry"},
        "link": {"type": "string", "description": "Where the entry is"},
        "summary": {"type": "string", "description": "The beginning, short enough to be spoken"},
        "description": {"type": "string", "description": "The text of the entry, without HTML"},
        "published": {"type": "string", "description": "ISO 8601 in UTC; blank when not told"},
        "author": {"type": "string", "description": "Who wrote it"},
    },
}
ENTRIES = {"type": "array", "items": ENTRY}


def told(url: str, feed: Feed, entry: FeedEntry) -> dict[str, Any]:
    """Return the wire form of an entry."""
    return {
        "feed_url": url,
        "feed_title": feed.title,
        "title": entry.title,
        "link": entry.link,
        "summary": entry.summary,
        "description": entry.description,
        "published": entry.published,
        "author": entry.author,
    }
