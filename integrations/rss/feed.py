"""From the bytes of a feed to its entries."""

import hashlib
import io
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

import feedparser

from ova.sdk import ActionError

Say = Callable[..., str]
"""Gives a text of the integration in the home's language, as ``ctx.text``."""
SPOKEN_LENGTH = 300
"""Characters of a summary; more is too long to listen to."""
MOST_BYTES = 2 * 1024 * 1024
"""Of a feed; longer ones take too long to read."""
_BLOCKS = frozenset(
    ["p", "br", "li", "div", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "blockquote"]
)
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry. Texts are plain."""

    id: str
    title: str
    link: str
    description: str
    published: str
    """ISO 8601 in UTC, blank when the feed does not tell."""
    author: str

    @property
    def summary(self) -> str:
        """The description, cut at a word so that it can be listened to."""
        if len(self.description) <= SPOKEN_LENGTH:
            return self.description
        return self.description[: SPOKEN_LENGTH - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it is now."""

    title: str
    entries: tuple[FeedEntry, ...]
    """Newest first, each id once."""


def parse_feed(body: bytes, url: str, say: Say, content_type: str = "") -> Feed:
    """Return the entries of an RSS, Atom or RDF document. Raises ActionError otherwise."""
    if len(body) > MOST_BYTES:
        raise ActionError(
            say("errors.too_long", size=MOST_BYTES // 1_048_576),
            cure=say("errors.too_long_cure"),
        )
    headers = {"content-location": url, **({"content-type": content_type} if content_type else {})}
    try:
        # As a stream: the library takes plain bytes for the name of a file when they look like one.
        parsed = feedparser.parse(io.BytesIO(body), response_headers=headers)
    except Exception as error:
        raise _no_feed(say) from error
    if not parsed.get("version") or (parsed.get("bozo") and not parsed.entries):
        raise _no_feed(say)
    entries: dict[str, FeedEntry] = {}
    for told in parsed.entries:
        entry = _entry(told)
        entries.setdefault(entry.id, entry)
    newest_first = list(entries.values())
    if all(entry.published for entry in newest_first):
        newest_first.sort(key=lambda entry: entry.published, reverse=True)
    return Feed(plain(str(parsed.feed.get("title", ""))) or url, tuple(newest_first))


def plain(html: str) -> str:
    """Return the text of an HTML fragment on one line."""
    if "<" not in html and "&" not in html:
        return _SPACES.sub(" ", html).strip()
    collector = _Text()
    collector.feed(html)
    collector.close()
    return _SPACES.sub(" ", "".join(collector.parts)).strip()


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the library's shape
        if tag in _BLOCKS:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append(" ")


def _entry(told: dict[str, Any]) -> FeedEntry:
    def raw(name: str) -> Any:
        return dict.get(told, name)  # the library's own get warns when one date stands for another

    title, link = plain(str(raw("title") or "")), str(raw("link") or "")
    contents = raw("content") or [{}]
    text = plain(str(raw("summary") or contents[0].get("value") or ""))
    published = _iso(raw("published_parsed") or raw("updated_parsed"))
    own_id = str(raw("id") or link or f"{title}\n{published}\n{text}")
    return FeedEntry(
        id=hashlib.sha256(own_id.encode()).hexdigest()[:24],
        title=title or text[:80] or link,
        link=link,
        description=text,
        published=published,
        author=plain(str(raw("author") or "")),
    )


def _iso(moment: Any) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", moment) if isinstance(moment, tuple) else ""


def _no_feed(say: Say) -> ActionError:
    return ActionError(say("errors.no_feed"), cure=say("errors.no_feed_cure"))
