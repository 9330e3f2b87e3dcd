"""The integration's object: looks at feeds and tells what is new."""

import asyncio
from collections.abc import Sequence
from typing import Any

from ova.core import OvaError
from ova.sdk import (
    ActionError,
    ActionResult,
    AuthFailed,
    Context,
    Event,
    FetchResponse,
    NotReady,
    PluginError,
    RateLimited,
    action,
    poll,
)

from .addresses import bare, host, short
from .feed import Feed, FeedEntry, parse_feed
from .memory import Known, known, to_keep
from .news import Source, Sources, headlines, spoken
from .shown import ADDRESS, ENTRIES, ENTRY, told

FEEDS = "feeds"
TITLES = "titles"
KEPT_S = 300.0
"""So long the news are those that were read."""
PROBLEMS = "problems"
MOST_FEEDS = 50
WAIT_S = 14.0
"""For one feed, with its repetitions; the hub waits 20 seconds for all of them."""


class RssReader:
    """Looks at feeds all at once, each with what it knows of it."""

    def __init__(self, feeds: Sequence[str], most_headlines: int, entries_at_first: int) -> None:
        """Of a new feed only the newest ``entries_at_first`` entries are told."""
        self._sources = Sources(feeds)
        self._most_headlines = most_headlines
        self._at_first = entries_at_first

    async def test_connection(self, ctx: Context) -> str:
        """Read every feed of the settings. Raises NotReady or ActionError naming those that fail."""
        read, failed = await self._read_all(self._sources.all, ctx)
        if failed:
            listed = "; ".join(f"{bare(url)}: {problem}" for url, problem in failed.items())
            raise ActionError(
                ctx.text("errors.some_failed", listed=listed), cure=ctx.text("errors.check")
            )
        if not read:
            return ctx.text("says.no_feeds_yet")
        listed = ", ".join(source.name or feed.title for source, feed in read)
        return ctx.text("says.read", feeds=listed)

    @poll(
        every="5m",
        description="New entries of feeds",
        input={
            "type": "object",
            "required": ["feeds"],
            "additionalProperties": False,
            "properties": {
                "feeds": {
                    "type": "array",
                    "title": "Feeds",
                    "description": "Addresses of the feeds to look at",
                    "items": ADDRESS,
                    "minItems": 1,
                    "maxItems": MOST_FEEDS,
                    "uniqueItems": True,
                }
            },
        },
        output=ENTRY,
    )
    async def new_entries(
        self, inputs: dict[str, Any], last_poll_ts: str | None, ctx: Context
    ) -> list[dict[str, Any]]:
        """Return what was not told before. A feed that fails is named, and holds up no other.

        Raises NotReady when every feed fails.
        """
        urls = list(dict.fromkeys(inputs["feeds"]))
        kept: dict[str, Any] = ctx.state.get(FEEDS, {})
        before = {url: known(kept.get(url), last_poll_ts) for url in urls}
        looks = await asyncio.gather(*(self._look(url, before[url], ctx) for url in urls))
        problems: dict[str, str] = {}
        news: list[dict[str, Any]] = []
        remembered: dict[str, Any] = {}
        for url, look in zip(urls, looks, strict=True):
            if url in kept:
                remembered[url] = kept[url]
            if isinstance(look, OvaError):
                problems[url] = str(look)
            elif look is not None:
                feed, headers = look
                ids = [entry.id for entry in feed.entries]
                remembered[url] = to_keep(last_poll_ts, before[url], ids, headers)
                news += [
                    {"id": f"{entry.id}-{short(url)}", "data": told(url, feed, entry)}
                    for entry in self._new(feed, before[url])
                ]
        self._tell(problems, ctx)
        if problems and len(problems) == len(urls):
            listed = "; ".join(f"{url}: {problem}" for url, problem in problems.items())
            raise NotReady(
                ctx.text("errors.all_failed", listed=listed), cure=ctx.text("errors.check")
            )
        ctx.state.set(FEEDS, remembered)
        return news

    @action(
        description="Read the newest entries of a feed",
        changes="nothing",
        input={
            "type": "object",
            "required": ["url"],
            "additionalProperties": False,
            "properties": {
                "url": ADDRESS,
                "count": {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": 20,
                    "default": 5,
                    "description": "How many entries",
                },
            },
        },
        output=ENTRIES,
    )
    async def read_feed(self, inputs: dict[str, Any], ctx: Context) -> ActionResult:
        """Return entries, newest first, whether they were told before or not."""
        url = inputs["url"]
        look = await self._look(url, Known(), ctx)
        if isinstance(look, OvaError):
            raise look
        feed = look[0] if look else Feed(url, ())
        entries = feed.entries[: inputs.get("count", 5)]
        titles = " ".join(f"{entry.title.rstrip('.')}." for entry in entries)
        return ActionResult(
            [told(url, feed, entry) for entry in entries],
            message=f"{feed.title}: {titles}"
            if titles
            else ctx.text("says.no_entries", feed=feed.title),
        )

    @action(
        description="Read the newest headlines of your feeds",
        changes="nothing",
        input={
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "feed": {
                    "type": "string",
                    "maxLength": 200,
                    "default": "",
                    "description": "Name or address of one of your feeds; blank for all",
                },
                "count": {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": 20,
                    "description": "How many headlines; as many as the settings say unless given",
                },
                "skip": {
                    "type": "integer",
                    "minimum": 0,
                    "maximum": 1000,
                    "default": 0,
                    "description": "How many headlines are known already",
                },
            },
        },
        output=ENTRIES,
    )
    async def news(self, inputs: dict[str, Any], ctx: Context) -> ActionResult:
        """Return the newest entries of the feeds of the settings. Raises NotReady when all fail."""
        titles: dict[str, str] = ctx.state.get(TITLES, {})
        chosen = self._sources.chosen(str(inputs.get("feed") or ""), titles, ctx.text)
        read, failed = await self._read_all(chosen, ctx)
        if failed and not read:
            listed = "; ".join(f"{bare(url)}: {problem}" for url, problem in failed.items())
            raise NotReady(
                ctx.text("errors.all_failed", listed=listed), cure=ctx.text("errors.check")
            )
        names = {one.url: one.name or titles.get(one.url) or host(one.url) for one in chosen}
        skip = int(inputs.get("skip", 0))
        found = headlines(read, skip + (inputs.get("count") or self._most_headlines))[skip:]
        return ActionResult(
            [told(one.source.url, one.feed, one.entry) for one in found],
            message=spoken(found, [names[url] for url in failed], ctx.text),
        )

    def diagnostics(self, ctx: Context) -> dict[str, Any]:
        """Return which feeds are known and which fail, without what may be secret in addresses."""
        problems = ctx.state.get(PROBLEMS, {})
        return {
            "feeds": {bare(url): len(one["seen"]) for url, one in ctx.state.get(FEEDS, {}).items()},
            "failing": {bare(url): text.replace(url, bare(url)) for url, text in problems.items()},
        }

    async def _read_all(
        self, sources: Sequence[Source], ctx: Context
    ) -> tuple[list[tuple[Source, Feed]], dict[str, str]]:
        """Return the feeds that can be read, and why others cannot, by address."""
        looks = await asyncio.gather(*(self._lately(one.url, ctx) for one in sources))
        read: list[tuple[Source, Feed]] = []
        failed: dict[str, str] = {}
        for source, look in zip(sources, looks, strict=True):
            if isinstance(look, Feed):
                read.append((source, look))
            else:
                failed[source.url] = str(look)
        titles: dict[str, str] = ctx.state.get(TITLES, {})
        fresh = {**titles, **{source.url: feed.title for source, feed in read}}
        kept = {one.url: fresh[one.url] for one in self._sources.all if one.url in fresh}
        if kept != titles:
            ctx.state.set(TITLES, kept)
        return read, failed

    async def _lately(self, url: str, ctx: Context) -> Feed | OvaError:
        """Return a feed as it was a few minutes ago at most: whoever asks again is not kept waiting."""
        kept: Feed | None = ctx.cache.get(f"feed {url}")
        if kept is not None:
            return kept
        look = await self._look(url, Known(), ctx)
        if isinstance(look, OvaError):
            return look
        feed = look[0] if look else Feed(url, ())
        ctx.cache.set(f"feed {url}", feed, KEPT_S)
        return feed

    async def _look(
        self, url: str, before: Known, ctx: Context
    ) -> tuple[Feed, dict[str, str]] | OvaError | None:
        """Return a feed and the headers it came with, None when it has not changed, or its error."""
        pause = f"pause {url}"
        if ctx.cache.get(pause):
            return NotReady(ctx.text("errors.too_often"))
        try:
            return await asyncio.wait_for(_read(url, before, ctx), WAIT_S)
        except RateLimited as error:
            ctx.cache.set(pause, True, error.retry_after_s or 600.0)
            return NotReady(ctx.text("errors.too_often"))
        except AuthFailed as error:  # one feed's own affair: nobody can sign in here
            return NotReady(ctx.text("errors.password", status=_status(error)))
        except TimeoutError:
            return NotReady(ctx.text("errors.too_slow"))
        except OvaError as error:
            status = _status(error)
            return error if status is None else NotReady(ctx.text("errors.http", status=status))

    def _new(self, feed: Feed, before: Known) -> list[FeedEntry]:
        if before.seen is None:
            new = list(feed.entries[: self._at_first])
        else:
            new = [entry for entry in feed.entries if entry.id not in before.seen]
        return new[::-1]  # in the order they were written

    def _tell(self, problems: dict[str, str], ctx: Context) -> None:
        """Tell once that a feed fails, and once that it is back."""
        earlier: dict[str, str] = ctx.state.get(PROBLEMS, {})
        for url, problem in problems.items():
            if url not in earlier:
                ctx.logger.warning("The feed %s cannot be read: %s", url, problem)
                ctx.emit(Event("rss.feed.failed", None, {"feed_url": url, "problem": problem}))
        for url in earlier.keys() - problems.keys():
            ctx.logger.info("The feed %s can be read again", url)
        if earlier != problems:
            ctx.state.set(PROBLEMS, problems)


async def _read(url: str, before: Known, ctx: Context) -> tuple[Feed, dict[str, str]] | None:
    answer: FetchResponse = await ctx.fetch(url, headers=dict(before.headers))
    if answer.status == 304:
        return None
    content_type = answer.headers.get("content-type", "")
    # In a thread: a long feed takes seconds, and the others go on meanwhile.
    feed = await asyncio.to_thread(parse_feed, answer.body, answer.url, ctx.text, content_type)
    return feed, dict(answer.headers)


def _status(error: OvaError) -> int | None:
    response = error.response if isinstance(error, PluginError) else None
    return None if response is None else response.status
