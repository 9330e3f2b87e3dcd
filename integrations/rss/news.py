"""The news as they are told: headlines of several feeds, in the person's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ova.sdk import InputInvalid

from .feed import Feed, FeedEntry, Say


@dataclass(frozen=True, slots=True)
class Source:
    """A feed a person chose."""

    url: str
    name: str = ""
    """What the person calls it; blank: its own title."""


class Sources:
    """The feeds of the settings, by name."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Take lines of an address and perhaps a name: ``https://blog.example/feed The blog``."""
        found: dict[str, Source] = {}
        for line in lines:
            url, _, name = line.strip().partition(" ")
            if url:
                found.setdefault(url, Source(url, name.strip()))
        self.all = tuple(found.values())

    def chosen(self, wanted: str, titles: Mapping[str, str], say: Say) -> tuple[Source, ...]:
        """Return the feeds meant, all for a blank; ``titles`` are their own by address.

        Raises InputInvalid when there are none, or none of that name.
        """
        if not self.all:
            raise InputInvalid(say("errors.no_feeds"), cure=say("errors.no_feeds_cure"))
        said = " ".join(wanted.casefold().split())
        for article in say("says.articles").split("|"):
            said = said.removeprefix(f"{article} ")
        if not said:
            return self.all
        names = {one: (one.name or titles.get(one.url, "")).casefold() for one in self.all}
        found = tuple(one for one, name in names.items() if said in (one.url.casefold(), name))
        found = found or tuple(one for one, name in names.items() if said in name)
        if found:
            return found
        known = ", ".join(one.name or titles.get(one.url, one.url) for one in self.all)
        raise InputInvalid(
            say("errors.no_such_feed", name=wanted),
            cure=say("errors.no_such_feed_cure", known=known),
        )


@dataclass(frozen=True, slots=True)
class Headline:
    """One entry with where it is from."""

    source: Source
    feed: Feed
    entry: FeedEntry

    @property
    def called(self) -> str:
        """What its feed is called."""
        return self.source.name or self.feed.title


def headlines(read: Sequence[tuple[Source, Feed]], count: int) -> list[Headline]:
    """Return the newest entries of all feeds; of feeds without dates, those they have on top."""
    found = [
        Headline(source, feed, entry) for source, feed in read for entry in feed.entries[:count]
    ]
    dated = sorted(
        (one for one in found if one.entry.published),
        key=lambda one: one.entry.published,
        reverse=True,
    )
    seen: dict[str, Headline] = {}
    for one in (*dated, *(one for one in found if not one.entry.published)):
        seen.setdefault(one.entry.title.casefold(), one)  # one story in several feeds
    return list(seen.values())[:count]


def spoken(found: Sequence[Headline], failed: Sequence[str], say: Say) -> str:
    """Return headlines as they are read aloud, grouped by feed."""
    by_feed: dict[str, list[str]] = {}
    for one in found:
        by_feed.setdefault(one.called, []).append(_sentence(one.entry.title))
    said = [
        say("says.from", feed=feed, titles=" ".join(titles)) for feed, titles in by_feed.items()
    ]
    if not said and not failed:
        said.append(say("says.none"))
    if failed:
        said.append(say("says.missing", feeds=say("says.and").join(failed)))
    return " ".join(said)


def _sentence(title: str) -> str:
    return title if title.endswith((".", "!", "?", "…")) else f"{title}."
