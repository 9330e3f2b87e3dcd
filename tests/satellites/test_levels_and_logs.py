"""What satellites tell of themselves: how loud it is, and what they log."""

from pathlib import Path
from typing import Any

import pytest
from tests.hubs import hub_in_process

from ova.satellites import DeviceLog, SatelliteError
from ova.satellites.heartbeat import Heartbeat
from ova.satellites.messages import LogLine, parse_hello, parse_level, parse_log


def test_a_level_is_passed_on_while_somebody_watches_and_refused_otherwise(tmp_path: Path):
    with hub_in_process(tmp_path / "home") as hub:
        told: list[tuple[str, Any]] = []
        news: list[dict[str, Any]] = []
        hub.subscribe(lambda kind, what: news.append(what) if kind == "satellite_level" else None)
        link = hub.open_link(lambda event, *args: told.append((event, args[0])))
        link.hello({"id": "kitchen", "features": ["level"]})
        level = {"rms_dbfs": -40.0, "peak_dbfs": 3.0}

        refused = link.reports.level(level)
        assert (refused["ok"], refused["code"]) == (False, "level_not_wanted")

        hub.satellites.levels.watch("page", "kitchen")
        hub.satellites.levels.watch("other page", "kitchen")
        assert [args for event, args in told if event == "levels"] == [{"wanted": True}]
        assert link.reports.level(level)["ok"]
        assert news[-1] == {
            "satellite_id": "kitchen",
            "open": True,
            "rms_dbfs": -40.0,
            "peak_dbfs": 0.0,
        }
        assert hub.satellites.levels.watchers("kitchen") == {"page", "other page"}

        hub.satellites.levels.unwatch("page")
        assert link.reports.level({"open": False})["ok"]
        hub.satellites.levels.unwatch("other page", "kitchen")
        assert [args for event, args in told if event == "levels"][-1] == {"wanted": False}
        assert not link.reports.level(level)["ok"]


def test_a_satellite_that_comes_back_goes_on_telling_its_level(tmp_path: Path):
    with hub_in_process(tmp_path / "home") as hub:
        first = hub.open_link(lambda *_message: None)
        first.hello({"id": "kitchen"})
        hub.satellites.levels.watch("page", "kitchen")
        first.close()
        told: list[str] = []
        hub.open_link(lambda event, *_args: told.append(event)).hello({"id": "kitchen"})
        assert "levels" in told


@pytest.mark.parametrize(
    "level",
    [None, [], {"rms_dbfs": "loud"}, {"rms_dbfs": -3.0}, {"rms_dbfs": True, "peak_dbfs": -3}],
)
def test_a_level_that_is_none_is_refused(level: Any):
    with pytest.raises(SatelliteError):
        parse_level(level)


def test_lines_of_a_log_are_cut_and_cleaned():
    (line, other) = parse_log(
        {
            "lines": [
                {"level": "warning", "text": "x" * 9_000, "age_s": 2},
                {"level": "shout", "text": "a\x1b[31mb", "age_s": "old"},
            ]
        }
    )
    assert (line.level, len(line.text), line.age_s) == ("warning", 500, 2.0)
    assert (other.level, other.text, other.age_s) == ("info", "a [31mb", 0.0)


@pytest.mark.parametrize("lines", [None, {}, ["text"], [{}], [{"text": "x"}] * 51])
def test_nonsense_for_a_log_is_refused(lines: Any):
    with pytest.raises(SatelliteError):
        parse_log({"lines": lines})


def test_a_flood_of_lines_is_cut_and_said_to_be():
    now, told = [1_000.0], []
    log = DeviceLog(lambda: now[0], told.append)
    flood = [LogLine("info", f"line {number}") for number in range(50)]

    assert [log.add("kitchen", flood) for _ in range(3)] == [0, 0, 50]
    now[0] += 1.0
    assert log.add("kitchen", [LogLine("error", "after it")]) == 0

    texts = [line.text for line in log.lines("kitchen")]
    assert texts[-1] == "after it"
    assert texts[-2] == "50 lines were left out: more than 10 a second came."
    assert len(told) == 102


def test_the_last_two_hundred_lines_are_kept():
    now = [1_000.0]
    log = DeviceLog(lambda: now[0], lambda _line: None)
    for number in range(250):
        now[0] += 1.0
        log.add("kitchen", [LogLine("info", str(number), age_s=0.5)])
    lines = log.lines("kitchen")
    assert (len(lines), lines[0].text, lines[-1].text) == (200, "50", "249")
    assert lines[-1].at == 1_249.5
    log.forget("kitchen")
    assert log.lines("kitchen") == []


def test_what_a_satellite_says_of_itself_is_checked():
    hello = {"id": "a", "features": ["level"], "facts": {"system": "Linux"}, "session": "s"}
    assert parse_hello(hello).info()["facts"] == {"system": "Linux"}
    for wrong in (
        {"name": "n" * 5_000},
        {"features": "level"},
        {"facts": {"system": 1}},
        {"facts": {str(number): "x" for number in range(50)}},
        {"session": "s" * 500},
    ):
        with pytest.raises(SatelliteError):
            parse_hello({**hello, **wrong})


def test_an_answer_that_was_not_asked_for_is_no_heartbeat():
    now, sent = [5.0], []
    heart = Heartbeat(sent.append, lambda: now[0])
    number = heart.beat()
    now[0] += 0.03
    assert heart.answered(number + 1) is None
    assert heart.answered("1") is None
    assert heart.answered(number) == pytest.approx(30.0)
    assert heart.answered(number) is None
