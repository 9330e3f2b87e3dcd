"""Reading feeds over HTTP from files in the three formats that are about."""

import hashlib
from pathlib import Path

import pytest
from tests.integrations.servers import Answer, serving

from ova.core import PluginState
from ova.sdk import ActionError, NotReady

FEEDS = Path(__file__).with_name("feeds")
TYPES = {"blog.rss": "text/xml", "releases.atom": "application/atom+xml; charset=utf-8"}


class News:
    """A server of feeds that knows ETag and Last-Modified, as servers do."""

    def __init__(self):
        self.files = {f"/{file.name}": file.read_bytes() for file in FEEDS.iterdir()}
        self.failing = {}
        self.modified = {}

    def answer(self, asked):
        if asked.path in self.failing:
            return self.failing[asked.path]
        body = self.files.get(asked.path)
        if body is None:
            return Answer(b"not here", 404)
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        stamp = self.modified.get(asked.path)
        headers = {"Content-Type": TYPES.get(asked.path[1:], "application/rdf+xml")}
        headers |= {"Last-Modified": stamp} if stamp else {"ETag": etag}
        fresh = asked.headers.get("if-modified-since") if stamp else None
        if asked.headers.get("if-none-match") == etag or (stamp and fresh == stamp):
            return Answer(b"", 304, headers)
        return Answer(body, 200, headers)

    def add(self, path, title):
        """Put an entry at the top of an RSS feed."""
        item = (
            f"<item><title>{title}</title><guid>{title}</guid>"
            "<pubDate>Sat, 07 Mar 2026 09:00:00 +0000</pubDate></item>"
        )
        self.files[path] = self.files[path].replace(b"<item>", item.encode() + b"<item>", 1)


@pytest.fixture
def news():
    return News()


@pytest.fixture
def server(news):
    with serving(news.answer) as server:
        yield server


@pytest.fixture
def bench(bench):
    assert bench.enable("rss").state == PluginState.LOADED
    return bench


@pytest.fixture
def look(bench, server):
    """Return a function that looks at feeds as the hub does, and returns what was new."""

    def look(*names, since=None):
        feeds = [f"{server.url}/{name}" for name in names]
        return bench.poll("rss", "new_entries", since, feeds=feeds)

    return look


def titles(records):
    return [record["data"]["title"] for record in records]


def test_a44_new_entries_of_rss_atom_and_rdf_are_told_oldest_first(look):
    records = look("blog.rss", "releases.atom", "museum.rdf")
    assert titles(records) == [
        "Market moves to the old pier",
        "Storm warning lifted",
        "Ferry “Aurora” back in service",
        "v2.0.4 bugfix",
        "v2.1.0: dimmer curve",
        "Führungen am Abend",
        "„Über die Zeit“: neue Ausstellung",
    ]
    assert len({record["id"] for record in records}) == 7


def test_a44_an_entry_can_be_spoken(look, server):
    ferry = look("blog.rss")[-1]["data"]
    assert ferry == {
        "feed_url": f"{server.url}/blog.rss",
        "feed_title": "Harbour Gazette: News",
        "title": "Ferry “Aurora” back in service",
        "link": "https://gazette.example/2026/03/aurora-back/",
        "summary": "The ferry sails again from Monday & takes cars. Continue reading …",
        "description": "The ferry sails again from Monday & takes cars. Continue reading …",
        "published": "2026-03-06T08:30:00Z",
        "author": "Mina Okoye",
    }


def test_a44_only_what_is_new_is_told_next_time(look, news):
    assert len(look("blog.rss")) == 3
    news.add("/blog.rss", "Lighthouse painted")
    assert titles(look("blog.rss", since="1000")) == ["Lighthouse painted"]
    assert look("blog.rss", since="1300") == []


def test_links_are_made_whole_and_times_are_utc(look, server):
    newest = look("releases.atom")[-1]["data"]
    assert newest["link"] == f"{server.url}/lamp/firmware/releases/tag/v2.1.0"
    assert newest["published"] == "2026-02-11T21:14:00Z"
    assert newest["summary"] == "What's new Smoother dimming Less power in standby"


def test_an_unchanged_feed_is_not_sent_again(look, server, news):
    news.modified["/museum.rdf"] = "Sun, 01 Mar 2026 09:00:00 GMT"
    look("blog.rss", "museum.rdf")
    assert look("blog.rss", "museum.rdf", since="1000") == []
    again = {asked.path: asked.headers for asked in server.asked[2:]}
    assert again["/blog.rss"]["if-none-match"].startswith('"')
    assert again["/museum.rdf"]["if-modified-since"] == "Sun, 01 Mar 2026 09:00:00 GMT"


def test_what_is_known_outlives_a_restart(look, start, news, server):
    look("blog.rss")
    news.add("/blog.rss", "Lighthouse painted")
    later = start()
    entry = later.integration_manager.entry("rss")
    inputs = {"feeds": [f"{server.url}/blog.rss"]}
    run = entry.capabilities.poll("new_entries").run
    assert titles(entry.call("poll", run, inputs, "1000", entry.context)) == ["Lighthouse painted"]


def test_news_that_could_not_be_stored_are_told_again(look, news):
    look("blog.rss")
    news.add("/blog.rss", "Lighthouse painted")
    assert titles(look("blog.rss", since="1000")) == ["Lighthouse painted"]
    # last_poll_ts has not moved on: the hub could not store what it was told
    assert titles(look("blog.rss", since="1000")) == ["Lighthouse painted"]
    assert look("blog.rss", since="1300") == []


def test_a_new_feed_tells_only_its_newest_entries(bench, look):
    bench.hub.integration_manager.set_config("rss", {"entries_at_first": 1})
    assert titles(look("blog.rss")) == ["Ferry “Aurora” back in service"]
    assert look("blog.rss", since="1000") == []


def test_a_feed_that_is_added_later_is_new(look):
    look("blog.rss")
    assert titles(look("blog.rss", "museum.rdf", since="1000")) == [
        "Führungen am Abend",
        "„Über die Zeit“: neue Ausstellung",
    ]


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        (Answer(b"<html><body>Welcome</body></html>"), "no feed"),
        (Answer(b""), "no feed"),
        (Answer(b"/etc/hostname"), "no feed"),
        (Answer(b"\x00\xff garbage \xfe"), "no feed"),
        (Answer(b"<rss>" + b" " * 2_100_000), "longer than 2 MB"),
        (Answer(b"gone", 410), "HTTP 410"),
        (Answer(b"", 401), "asks for a password"),
        (Answer(b"", 500), "HTTP 500"),
        (Answer(b"", 429, {"Retry-After": "60"}), "less often"),
    ],
)
def test_a44_a_broken_feed_is_named_and_the_others_go_on(look, bench, news, server, failure, words):
    news.failing["/broken.rss"] = failure
    assert len(look("broken.rss", "blog.rss")) == 3
    (event,) = bench.told
    assert event.type == "rss.feed.failed"
    assert event.payload["feed_url"] == f"{server.url}/broken.rss"
    assert words in event.payload["problem"]
    look("broken.rss", "blog.rss", since="1000")
    assert len(bench.told) == 1, "it is told once"
    assert bench.hub.integration_manager.info("rss").state == PluginState.LOADED


def test_a_feed_that_is_back_tells_what_it_has(look, news):
    news.failing["/blog.rss"] = Answer(b"", 503)
    look("blog.rss", "museum.rdf")
    news.failing.clear()
    assert len(look("blog.rss", "museum.rdf", since="1000")) == 3


def test_when_every_feed_fails_the_look_fails_and_names_them(look, news, server):
    news.failing["/blog.rss"] = Answer(b"", 503)
    with pytest.raises(NotReady, match=r"blog\.rss: It answers HTTP 503.*nothing\.rss"):
        look("blog.rss", "nothing.rss")


def test_a_feed_that_wants_peace_is_left_in_peace(look, news, server):
    news.failing["/blog.rss"] = Answer(b"", 429, {"Retry-After": "3600"})
    look("blog.rss", "museum.rdf")
    look("blog.rss", "museum.rdf", since="1000")
    assert server.paths().count("/blog.rss") == 1


def test_entities_of_a_feed_reach_no_file_and_do_not_grow(look, news):
    lines = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
    news.files["/blog.rss"] = (
        f"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY l0 'ha'>{lines}"
        "<!ENTITY file SYSTEM 'file:///etc/passwd'>]>"
        "<rss version='2.0'><channel><title>T</title>"
        "<item><title>a&file;b</title></item><item><title>c&l9;d</title></item></channel></rss>"
    ).encode()
    assert all(len(title) < 20 for title in titles(look("blog.rss")))


@pytest.mark.parametrize(
    "feeds", [[], ["gazette.example"], ["file:///etc/passwd"], [7], "https://a.example"]
)
def test_a_bad_list_of_feeds_is_refused(bench, feeds):
    trigger = bench.entry("rss").capabilities.poll("new_entries")
    assert trigger.input.faults({"feeds": feeds})[0]["field"].startswith("/feeds")


def test_a_feed_can_be_read_on_the_spot(bench, server, news):
    result = bench.act("rss", "read_feed", url=f"{server.url}/museum.rdf", count=1)
    assert result.message == "Museum für Uhren: „Über die Zeit“: neue Ausstellung."
    news.failing["/museum.rdf"] = Answer(b"<html/>")
    with pytest.raises(ActionError, match="no feed"):
        bench.act("rss", "read_feed", url=f"{server.url}/museum.rdf")


def test_long_texts_are_cut_at_a_word(look, news):
    news.files["/blog.rss"] = news.files["/blog.rss"].replace(
        b"No damage was reported.", b"Nothing broke. " * 60
    )
    storm = look("blog.rss")[1]["data"]
    assert len(storm["description"]) > 800
    assert len(storm["summary"]) <= 300
    assert storm["summary"].endswith(("broke.…", "Nothing…"))


def test_diagnostics_show_no_parts_of_addresses_that_may_be_secret(bench, look, news):
    news.failing["/private.rss"] = Answer(b"", 404)
    look("private.rss?key=hush", "blog.rss?key=hush")
    entry = bench.entry("rss")
    shown = entry.call("diagnostics", entry.hook("diagnostics"), entry.context)
    assert list(shown["feeds"].values()) == [3]
    assert len(shown["failing"]) == 1
    assert "hush" not in str(shown)
