"""RSS Reader passes what every integration must, and reads the news aloud."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from ova.plugins import ConnectionTestFailed
from ova.sdk import InputInvalid, NotReady
from ova.testing import IntegrationAcceptance, Service, Testbed, TestHub

FOLDER = Path(__file__).parents[1]
BLOG, TOWN = "https://blog.test/feed", "https://town.test/rss"
CONFIG = {"feeds": [BLOG, f"{TOWN} The Town"], "headlines": 3}


def feed(title: str, *entries: tuple[str, int]) -> bytes:
    """Return an RSS feed of titles and days in March."""
    items = "".join(
        f"<item><title>{name}</title><guid>{name}</guid>"
        f"<pubDate>{day:02} Mar 2026 09:00:00 +0000</pubDate></item>"
        for name, day in entries
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>'
        f"{items}</channel></rss>"
    ).encode()


def tell(service: Service) -> None:
    """Tell the feeds what is in them."""
    service.answer("GET", BLOG, feed("A Blog", ("Bees are back", 5), ("Tea or coffee?", 2)))
    service.answer("GET", TOWN, feed("Town", ("New bridge", 6), ("bees are back", 4), ("Fair", 1)))


class TestAcceptance(IntegrationAcceptance):
    """What every integration must do."""

    path = FOLDER
    config = CONFIG
    invalid_config = {"feeds": ["https://closed.test/feed"]}
    actions = {"read_feed": {"url": BLOG}}
    polls = {"new_entries": {"feeds": [BLOG]}}
    bypass = {
        "test_a_poll_from_the_far_future_yields_nothing": "a feed it has never read has news, "
        "whenever it is read; what was told is known by its id, as feeds lack reliable times"
    }

    def answers(self, service: Service) -> None:
        """Tell the feeds what is in them."""
        tell(service)


def test_the_news_are_the_newest_headlines_of_all_feeds_each_story_once() -> None:
    with Testbed(FOLDER, CONFIG) as bed:
        tell(bed.service)
        rows = bed.action("news")
    assert [row["title"] for row in rows] == ["New bridge", "Bees are back", "Tea or coffee?"]


def message(bed: Testbed, **inputs: object) -> str:
    """Return what the action says."""
    action = bed.entry.capabilities.action("news")
    told = bed.entry.call("action", action.run, inputs, bed.entry.context)
    return str(told.message)


def test_the_news_are_read_by_feed() -> None:
    with Testbed(FOLDER, CONFIG) as bed:
        tell(bed.service)
        assert message(bed) == (
            "From The Town: New bridge. From A Blog: Bees are back. Tea or coffee?"
        )
        assert message(bed, count=1) == "From The Town: New bridge."


@pytest.mark.parametrize("said", ["the town", "Town", "a blog", BLOG])
def test_one_feed_is_chosen_by_its_name_its_title_or_a_part(said: str) -> None:
    with Testbed(FOLDER, CONFIG) as bed:
        tell(bed.service)
        bed.action("news")  # from now on their titles are known
        rows = bed.action("news", {"feed": said})
        with pytest.raises(InputInvalid, match="no feed called moon"):
            bed.action("news", {"feed": "moon"})
    assert len({row["feed_url"] for row in rows}) == 1


def test_a_feed_that_fails_is_named_and_holds_up_no_other() -> None:
    with Testbed(FOLDER, CONFIG) as bed:
        tell(bed.service)
        bed.service.answer("GET", TOWN, status=404)
        assert message(bed) == (
            "From A Blog: Bees are back. Tea or coffee? I could not read The Town."
        )
        with pytest.raises(NotReady, match="No feed"):
            message(bed, feed="the town")


def test_whoever_asks_again_is_not_kept_waiting() -> None:
    with Testbed(FOLDER, CONFIG) as bed:
        tell(bed.service)
        bed.action("news")
        before = len(bed.service.asked)
        bed.action("news")
        assert len(bed.service.asked) == before


def test_without_feeds_it_says_where_to_add_some() -> None:
    with Testbed(FOLDER, {}) as bed:
        assert "no feeds yet" in bed.test()
        with pytest.raises(InputInvalid, match="no feeds to read"):
            bed.action("news")


def test_the_test_of_the_settings_names_the_feed_that_fails() -> None:
    with Testbed(FOLDER, CONFIG) as bed:
        tell(bed.service)
        assert bed.test() == "Read A Blog, The Town."
        bed.service.answer("GET", TOWN, "<html>no feed</html>")
        bed.close()
        with pytest.raises(ConnectionTestFailed, match=r"town\.test"):
            bed.test()


@dataclass(frozen=True, slots=True)
class GermanHub(TestHub):
    """The hub of a test in a German home."""

    language: str = "de"


def test_a_german_home_hears_where_the_news_are_from_in_german(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ova.testing.testbed.TestHub", GermanHub)
    with Testbed(FOLDER, CONFIG) as bed:
        tell(bed.service)
        bed.service.answer("GET", BLOG, status=404)
        assert message(bed, count=1) == (
            "Von The Town: New bridge. blog.test konnte ich nicht lesen."
        )
