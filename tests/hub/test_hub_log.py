"""The hub's log: every source, without secrets, at a pace pages can follow."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest

from ova.core import InvalidInput
from ova.hub.care.hub_log import KEPT_LINES, LIVE_A_SECOND, HubLog

A_SECOND = 1_800_000_000.0


class Watched:
    """A log, and what it told."""

    def __init__(self) -> None:
        self.now = A_SECOND
        self.lines: list[dict[str, Any]] = []
        self.levels: list[dict[str, Any]] = []
        self.secrets: dict[str, tuple[str, ...]] = {}
        self.log = HubLog(
            self.lines.append,
            self.levels.append,
            lambda plugin: self.secrets.get(plugin, ()),
            lambda: self.now,
        )

    def texts(self, **query: Any) -> list[str]:
        return [line["text"] for line in self.log.read(**query)["lines"]]


@pytest.fixture
def watched() -> Iterator[Watched]:
    root = logging.getLogger()
    before = root.level
    root.setLevel(logging.INFO)
    watched = Watched()
    watched.log.start()
    yield watched
    watched.log.stop()
    root.setLevel(before)


@pytest.mark.parametrize(
    ("logger", "text", "source"),
    [
        ("ova.hub.assistant", "hello", "hub"),
        ("ova.engines.pool", "hello", "speech"),
        ("ova.satellites.link", "hello", "satellites"),
        ("ova.web.server", "hello", "web"),
        ("ova.integrations.sunny", "hello", "integration:sunny"),
        ("ova_plugin_skill_weather_7", "hello", "skill:weather"),
        ("ova.plugins.building", "integration sunny: no sun", "integration:sunny"),
        ("urllib3.connectionpool", "hello", "libraries"),
    ],
)
def test_every_line_says_where_it_comes_from(watched: Watched, logger: str, text: str, source: str):
    logging.getLogger(logger).warning(text)

    (line,) = watched.log.read()["lines"]
    assert (line["source"], line["level"], line["text"]) == (source, "warning", text)
    assert source in watched.log.read()["sources"]
    assert watched.lines == [line]


def test_lines_are_read_newest_first_by_level_source_and_text(watched: Watched):
    logging.getLogger("ova.hub").info("A fact")
    logging.getLogger("ova.hub").error("a fault")
    logging.getLogger("ova.engines").warning("a doubt")

    assert watched.texts() == ["a doubt", "a fault", "A fact"]
    assert watched.texts(level="warning") == ["a doubt", "a fault"]
    assert watched.texts(source="hub") == ["a fault", "A fact"]
    assert watched.texts(text="FACT") == ["A fact"]
    assert watched.texts(limit=1) == ["a doubt"]
    first = watched.log.read()["lines"][-1]["seq"]
    assert watched.texts(before=first + 1) == ["A fact"]
    assert watched.texts(after=first) == ["a doubt", "a fault"]
    assert watched.log.read()["last"] == first + 2


def test_secrets_and_tokens_are_not_shown(watched: Watched):
    watched.secrets["sunny"] = ("s3cr3t-sun-key",)
    logging.getLogger("ova.integrations.sunny").warning("key s3cr3t-sun-key refused")
    logging.getLogger("ova.web").warning("password=hunter2hunter2 ova_abcdefghijklmnop1234")

    shown = " ".join(watched.texts())
    assert "s3cr3t-sun-key" not in shown
    assert "hunter2hunter2" not in shown
    assert "ova_abcdefghijkl" not in shown


def test_a_secret_that_becomes_known_later_is_not_shown_either(watched: Watched):
    logging.getLogger("ova.integrations.sunny").warning("key s3cr3t-sun-key refused")
    watched.secrets["sunny"] = ("s3cr3t-sun-key",)

    assert "s3cr3t-sun-key" not in watched.texts()[0]


def test_a_source_tells_details_for_a_while_and_then_no_more(watched: Watched):
    engines = logging.getLogger("ova.engines.pool")
    engines.debug("unheard")
    watched.log.tell_more("speech", 5)
    engines.debug("a detail")
    logging.getLogger("ova.hub").debug("of another source")
    assert watched.texts(level="debug") == ["a detail"]
    assert watched.log.raised() == [{"source": "speech", "until": A_SECOND + 300}]

    watched.now += 301
    assert watched.log.read()["raised"] == []
    engines.debug("too late")

    assert watched.texts(level="debug") == ["a detail"]
    assert [len(told["raised"]) for told in watched.levels] == [1, 0]


def test_details_are_ended_at_once_by_no_minutes_and_by_the_end_of_the_hub(watched: Watched):
    watched.log.tell_more("hub", 5)
    watched.log.tell_more("hub", 0)
    assert logging.getLogger("ova").level == logging.NOTSET

    watched.log.tell_more("libraries", 5)
    watched.log.stop()
    assert logging.getLogger().level == logging.INFO


@pytest.mark.parametrize(("source", "minutes"), [("moon", 5), ("hub", -1), ("hub", 100_000)])
def test_a_source_or_time_that_cannot_be_is_refused(watched: Watched, source: str, minutes: int):
    with pytest.raises(InvalidInput):
        watched.log.tell_more(source, minutes)


def test_a_flood_is_told_up_to_a_pace_and_kept_up_to_a_number(watched: Watched):
    log = logging.getLogger("ova.hub")
    for number in range(KEPT_LINES + 50):
        record = log.makeRecord("ova.hub", logging.INFO, "", 0, f"line {number}", (), None)
        record.created = A_SECOND
        log.handle(record)

    assert len(watched.lines) == LIVE_A_SECOND
    lines = watched.log.read(limit=KEPT_LINES)["lines"]
    assert len(lines) == KEPT_LINES
    assert lines[0]["text"] == f"line {KEPT_LINES + 49}"
    assert [line["seq"] for line in lines] == sorted((line["seq"] for line in lines), reverse=True)


def test_what_a_listener_logs_is_kept_and_not_told_for_ever():
    def tell(_line: dict[str, Any]) -> None:
        logging.getLogger("ova.hub").error("a listener failed")

    log = HubLog(tell, lambda _raised: None)
    log.start()
    try:
        logging.getLogger("ova.hub").error("first")
        assert [line["text"] for line in log.read()["lines"]] == ["a listener failed", "first"]
    finally:
        log.stop()
