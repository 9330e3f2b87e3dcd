"""Google Calendar passes what every integration must, and answers about any day.

The sign-in is tested with a real authorization server in ``tests/integrations``.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ova.plugins import ConnectionTestFailed
from ova.sdk import ActionError, InputInvalid, OutputInvalid
from ova.testing import Asked, IntegrationAcceptance, Service, Testbed, TestHub

FOLDER = Path(__file__).parents[1]
CONFIG = {"client_id": "the-hub", "client_secret": "s3cret-of-the-test"}
DAY = "2025-06-15"
"""The test bed's, a Sunday; its time is a few minutes past three, in UTC."""


def event(title: str, start: str, end: str, **more: Any) -> dict[str, Any]:
    """Return an event as Google tells it."""
    key = "dateTime" if "T" in start else "date"
    return {"id": title, "summary": title, "start": {key: start}, "end": {key: end}, **more}


EVENTS = [
    event("Brunch", f"{DAY}T10:00:00Z", f"{DAY}T12:00:00Z"),
    event("Swimming", f"{DAY}T15:10:00Z", f"{DAY}T16:00:00Z", location="Lido"),
    event("Holiday", "2025-06-16", "2025-06-17"),
    event("Cinema", "2025-06-18T20:00:00Z", "2025-06-18T22:00:00Z"),
]


def within(asked: Asked) -> dict[str, Any]:
    """Return the events of the span that is asked for, as the API does."""
    first, last = asked.params["timeMin"], asked.params["timeMax"]
    rows = [
        one
        for one in EVENTS
        if _of(one["end"]) > first[: len(_of(one["end"]))] and _of(one["start"]) < last
    ]
    return {"items": rows}


def _of(moment: dict[str, str]) -> str:
    return next(iter(moment.values()))


def tell(service: Service) -> None:
    """Tell Google's API what to answer."""
    service.answer("GET", "/calendars/primary", {"id": "anna@example.org"})
    service.answer("GET", "/calendars/primary/events", within)
    service.answer("POST", "/calendars/primary/events", lambda asked: {"id": "new", **asked.json})


class TestAcceptance(IntegrationAcceptance):
    """What every integration must do."""

    path = FOLDER
    config = CONFIG
    invalid_config = {"calendars": ["somebody@else"]}
    actions = {"add_event": {"title": "Dinner", "start": f"{DAY}T19:00:00"}}
    bypass = {
        "test_a_poll_from_the_far_future_yields_nothing": "what begins soon does not depend on when "
        "it was looked at last; the hub tells each occurrence once"
    }

    def answers(self, service: Service) -> None:
        """Tell Google's API what to answer."""
        tell(service)


def message(bed: Testbed, day: str) -> str:
    """Return what the agenda says about a day."""
    action = bed.entry.capabilities.action("agenda")
    told = bed.entry.call("agenda", action.run, action.input.made({"day": day}), bed.entry.context)
    return str(told.message)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("today", "You have 2 events today: Brunch at 10:00 and Swimming at 15:10."),
        (DAY, "You have 2 events today: Brunch at 10:00 and Swimming at 15:10."),
        ("tomorrow", "You have one event tomorrow: Holiday all day."),
        ("2025-06-18", "You have one event on Wednesday: Cinema at 20:00."),
        ("2025-06-19", "There is nothing in your calendar on Thursday."),
        ("2025-06-30", "There is nothing in your calendar on Monday, June 30."),
    ],
)
def test_any_day_can_be_asked_about(day: str, words: str) -> None:
    with Testbed(FOLDER, CONFIG) as bed:
        tell(bed.service)
        assert message(bed, day) == words


def test_a_date_there_is_not_is_refused() -> None:
    with Testbed(FOLDER, CONFIG) as bed:
        tell(bed.service)
        with pytest.raises(InputInvalid, match="no day 2025-02-31"):
            bed.action("agenda", {"day": "2025-02-31"})


def test_what_begins_soon_is_told_once_and_shown_in_the_home() -> None:
    with Testbed(FOLDER, {**CONFIG, "remind_minutes": 30}) as bed:
        tell(bed.service)
        (told,) = bed.poll("event_soon")
        assert (told["data"]["title"], told["data"]["location"]) == ("Swimming", "Lido")
        assert bed.poll("event_soon") == []
        states = {one.name: one.state.state for one in bed.entities()}
    assert states == {"Next Event": "Swimming", "Events Today": "2", "Event Now": "off"}


def test_diagnostics_tell_counts_and_no_texts() -> None:
    with Testbed(FOLDER, CONFIG) as bed:
        tell(bed.service)
        shown = bed.object.diagnostics(bed.entry.context)
    assert (shown["calendars"], shown["events_in_seven_days"]) == (1, 4)
    assert "Brunch" not in str(shown)


def test_a_calendar_that_is_not_shared_is_named() -> None:
    with Testbed(FOLDER, {**CONFIG, "calendars": ["club"]}) as bed:
        tell(bed.service)
        bed.service.answer("GET", "/calendars/club", status=404)
        with pytest.raises(ConnectionTestFailed, match="club cannot be read"):
            bed.test()


def test_something_else_than_google_is_told_from_an_empty_calendar() -> None:
    with Testbed(FOLDER, CONFIG) as bed:
        tell(bed.service)
        bed.service.answer("POST", "/calendars/primary/events", [])
        with pytest.raises((OutputInvalid, ActionError), match="did not say"):
            bed.action("add_event", {"title": "Dinner", "start": f"{DAY}T19:00:00"})


@dataclass(frozen=True, slots=True)
class GermanHub(TestHub):
    """The hub of a test in a German home."""

    language: str = "de"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("today", "Du hast heute 2 Termine: Brunch um 10:00 Uhr und Swimming um 15:10 Uhr."),
        ("tomorrow", "Du hast morgen einen Termin: Holiday ganztägig."),
        ("2025-06-19", "Am Donnerstag steht nichts in deinem Kalender."),
        ("2025-06-30", "Am Montag, dem 30. Juni steht nichts in deinem Kalender."),
    ],
)
def test_a_german_home_is_told_in_german(
    day: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ova.testing.testbed.TestHub", GermanHub)
    with Testbed(FOLDER, CONFIG) as bed:
        tell(bed.service)
        assert message(bed, day) == words
