"""Calendars, on a real Radicale."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from tests.integrations.programs import ask, free_port, run_action
from tests.integrations.radicale_server import PASSWORD, Radicale

from ova.core import PluginState
from ova.home import Home
from ova.plugins import ConnectionTestFailed, IntegrationManager, PluginFolders, PluginStorage
from ova.plugins.discovery import bundled_folder
from ova.sdk import ActionError, InputInvalid, NotReady
from ova.storage import Database

PRAGUE = ZoneInfo("Europe/Prague")
NOW = datetime(2026, 3, 27, 9, 0, tzinfo=PRAGUE)
"""A Friday; the clocks go forward in the night to Sunday."""


@dataclass
class Hub:
    """What integrations receive as ``ova``, as far as these tests need it."""

    home: Home
    integration_manager: IntegrationManager
    language: str = "en"
    time: list = field(default_factory=lambda: [NOW])

    def now(self):
        return self.time[0]


@pytest.fixture
def radicale(tmp_path):
    (tmp_path / "radicale").mkdir()
    with ExitStack() as stack:
        server = Radicale(tmp_path / "radicale", stack)
        server.start()
        server.make("Family", "Work")
        yield server


@pytest.fixture
def hub(tmp_path):
    with Database.open(tmp_path / "ova.sqlite3", key_file=tmp_path / "key") as database:
        home = Home(database)
        folders = PluginFolders(bundled_folder(), tmp_path, packages=False)
        hub = Hub(home, IntegrationManager(PluginStorage(database), folders, home))
        hub.integration_manager.load_all(hub)
        yield hub
        hub.integration_manager.unload_all()


def enable(hub, radicale, **more):
    info = hub.integration_manager.enable("calendar", radicale.config | more)
    assert (info.state, info.warnings) == (PluginState.LOADED, ())


def agenda(hub, day="today"):
    return run_action(hub, "calendar", "agenda", {"day": day})


def starting(hub, **inputs):
    entry = hub.integration_manager.entry("calendar")
    trigger = entry.capabilities.poll("event_starting")
    assert trigger.every_s == 60
    made = trigger.input.made(inputs)
    return entry.call("event_starting", trigger.run, made, None, entry.context)


def test_the_agenda_of_a_day_is_told_over_all_calendars(hub, radicale):
    radicale.put(
        "Family", "1", "SUMMARY:Dentist", "DTSTART:20260327T133000Z", "DTEND:20260327T140000Z"
    )
    radicale.put("Work", "2", "SUMMARY:Fair", "DTSTART;VALUE=DATE:20260327")
    radicale.put(
        "Work",
        "3",
        "SUMMARY:Lunch",
        "DTSTART;TZID=America/New_York:20260327T080000",
        "DURATION:PT1H",
        "LOCATION:Canteen",
    )
    radicale.put("Work", "4", "SUMMARY:Gone", "DTSTART:20260327T150000Z", "STATUS:CANCELLED")
    radicale.put("Work", "5", "SUMMARY:Later", "DTSTART:20260328T150000Z")
    enable(hub, radicale)
    told = agenda(hub)
    assert told.message == (
        "You have 3 events today: Fair all day, Lunch at 1 PM and Dentist at 2:30 PM."
    )
    rows = told.data["events"]
    assert [(row["calendar"], row["start"]) for row in rows] == [
        ("Work", "2026-03-27"),
        ("Work", "2026-03-27T13:00:00+01:00"),
        ("Family", "2026-03-27T14:30:00+01:00"),
    ]
    assert rows[1]["location"] == "Canteen"
    assert agenda(hub, "tomorrow").message == "You have one event tomorrow: Later at 4 PM."
    assert agenda(hub, "on Monday").message == "There is nothing on your calendar on Monday."


def test_repeating_events_occur_at_their_local_time_also_over_a_change_of_clocks(hub, radicale):
    radicale.put(
        "Family",
        "r",
        "SUMMARY:Yoga",
        "DTSTART;TZID=Europe/Prague:20260320T180000",
        "DTEND;TZID=Europe/Prague:20260320T190000",
        "RRULE:FREQ=DAILY",
        "EXDATE;TZID=Europe/Prague:20260328T180000",
        more=(
            "BEGIN:VEVENT\nUID:r\nDTSTAMP:20260101T000000Z\n"
            "RECURRENCE-ID;TZID=Europe/Prague:20260330T180000\nSUMMARY:Yoga outside\n"
            "DTSTART;TZID=Europe/Prague:20260330T170000\n"
            "DTEND;TZID=Europe/Prague:20260330T180000\nEND:VEVENT\n"
        ),
    )
    enable(hub, radicale)
    rows = hub.integration_manager.get_integration_module("calendar").upcoming(5)
    assert [(row["summary"], row["start"]) for row in rows] == [
        ("Yoga", "2026-03-27T18:00:00+01:00"),
        ("Yoga", "2026-03-29T18:00:00+02:00"),
        ("Yoga outside", "2026-03-30T17:00:00+02:00"),
        ("Yoga", "2026-03-31T18:00:00+02:00"),
    ]
    assert len({row["id"] for row in rows}) == 4
    assert agenda(hub, "this week").message == (
        "You have 2 events in these days: Yoga today at 6 PM and Yoga on Sunday at 6 PM."
    )


def test_events_over_midnight_and_over_days_are_told_on_each_of_them(hub, radicale):
    radicale.put(
        "Family", "1", "SUMMARY:Party", "DTSTART:20260327T210000Z", "DTEND:20260328T010000Z"
    )
    radicale.put(
        "Family",
        "2",
        "SUMMARY:Trip",
        "DTSTART;VALUE=DATE:20260325",
        "DTEND;VALUE=DATE:20260329",
    )
    radicale.put("Family", "3", "SUMMARY:Bins", "DTSTART:20260327T080000")
    enable(hub, radicale)
    for day, told in (
        ("today", "3 events today: Trip all day, Bins at 8 AM and Party at 10 PM."),
        ("tomorrow", "2 events tomorrow: Trip all day and Party still going on."),
    ):
        assert agenda(hub, day).message == f"You have {told}"
    assert "nothing" in agenda(hub, "sunday").message


@pytest.mark.parametrize("day", ["someday", "2026-02-30", "32"])
def test_a_day_nobody_knows_is_asked_about(hub, radicale, day):
    enable(hub, radicale)
    with pytest.raises(InputInvalid, match="do not know which day"):
        agenda(hub, day)


def test_events_are_added_with_a_time_or_for_a_day(hub, radicale):
    enable(hub, radicale, add_to="Work")
    added = run_action(
        hub,
        "calendar",
        "add_event",
        {"summary": "Dentist", "day": "monday", "time": "2:30 pm", "minutes": 45},
    )
    assert added.message == "Added Dentist on Monday at 2:30 PM."
    assert added.data["calendar"] == "Work"
    more = {"summary": "Fair", "day": "2026-03-30", "calendar": "family", "location": "Brno"}
    assert run_action(hub, "calendar", "add_event", more).message == "Added Fair on Monday."
    assert agenda(hub, "monday").message == (
        "You have 2 events on Monday: Fair all day and Dentist at 2:30 PM."
    )
    there = radicale.use(lambda account: account.calendar(name="Work").events()[0])
    event = there.icalendar_component
    assert event["dtstart"].dt.astimezone(PRAGUE).isoformat() == "2026-03-30T14:30:00+02:00"
    assert (event["dtend"].dt - event["dtstart"].dt).total_seconds() == 45 * 60
    with pytest.raises(ActionError, match="no calendar called Attic"):
        run_action(hub, "calendar", "add_event", {"summary": "x", "calendar": "Attic"})
    with pytest.raises(InputInvalid, match="which time"):
        run_action(hub, "calendar", "add_event", {"summary": "x", "time": "late"})


def test_the_next_event_is_told(hub, radicale):
    enable(hub, radicale)
    assert "Nothing comes" in run_action(hub, "calendar", "next_event", {}).message
    radicale.put("Work", "1", "SUMMARY:Now", "DTSTART:20260327T074500Z", "DURATION:PT2H")
    radicale.put("Work", "2", "SUMMARY:Review", "DTSTART:20260402T090000Z")
    told = run_action(hub, "calendar", "next_event", {})
    assert told.message == "Review, on Thursday at 11 AM."


def test_an_event_that_begins_soon_is_a_record_of_its_own(hub, radicale):
    radicale.put(
        "Work", "1", "SUMMARY:Call", "DTSTART:20260327T080800Z", "RRULE:FREQ=DAILY;COUNT=2"
    )
    radicale.put("Work", "2", "SUMMARY:Tea", "DTSTART:20260327T083000Z")
    radicale.put("Work", "3", "SUMMARY:Fair", "DTSTART;VALUE=DATE:20260327")
    enable(hub, radicale)
    (record,) = starting(hub)
    assert record["id"] == "1@2026-03-27T09:08:00+01:00"
    assert record["data"]["summary"] == "Call"
    assert starting(hub) == [record]  # the same id: it is told once
    assert len(starting(hub, minutes_before=60)) == 2
    radicale.stop()
    assert starting(hub) == [record]  # the server is not asked every minute


def test_only_the_chosen_calendars_are_looked_at(hub, radicale):
    radicale.put("Family", "1", "SUMMARY:Dentist", "DTSTART:20260327T133000Z")
    radicale.put("Work", "2", "SUMMARY:Fair", "DTSTART;VALUE=DATE:20260327")
    with pytest.raises(ConnectionTestFailed, match="no calendar called Sports"):
        hub.integration_manager.enable("calendar", radicale.config | {"calendars": ["Sports"]})
    enable(hub, radicale, calendars=["family"])
    assert [row["summary"] for row in agenda(hub).data["events"]] == ["Dentist"]


def test_the_days_can_be_charted(hub, radicale):
    radicale.put(
        "Work", "1", "SUMMARY:Call", "DTSTART:20260327T080800Z", "RRULE:FREQ=DAILY;COUNT=2"
    )
    enable(hub, radicale)
    entry = hub.integration_manager.entry("calendar")
    assert ask(hub, "calendar", "get_data_endpoints") == ["events_per_day"]
    batch = entry.call("data", entry.capabilities.data.get, "events_per_day", entry.context)
    assert batch.dates[0] == "2026-03-27"
    assert batch.series == {"Work": (1.0, 1.0, *[0.0] * 12)}


def test_who_is_signed_in_is_the_same_at_another_address(hub, radicale):
    enable(hub, radicale)
    first = ask(hub, "calendar", "account_info")
    url = f"http://localhost:{radicale.port}/lab/"
    hub.integration_manager.set_config("calendar", {"url": url})
    assert ask(hub, "calendar", "account_info") == first == {"id": "lab:/lab/", "name": "lab"}


def test_wrong_settings_are_refused_by_name(hub, radicale):
    manager = hub.integration_manager
    with pytest.raises(ConnectionTestFailed, match="refuses the username or the password") as no:
        manager.enable("calendar", radicale.config | {"password": "wrong"})
    assert no.value.code == "invalid_auth"
    with pytest.raises(ConnectionTestFailed) as no:
        manager.enable("calendar", radicale.config | {"url": f"http://127.0.0.1:{free_port()}/"})
    assert no.value.code == "cannot_connect"
    assert manager.test("calendar", radicale.config) == "Found 2 calendars: Family, Work."


def test_a_server_that_went_away_is_told_and_no_secret_with_it(hub, radicale):
    enable(hub, radicale)
    told = ask(hub, "calendar", "diagnostics")
    assert told["time_zone"] == "Europe/Prague"
    assert PASSWORD not in str(told)
    radicale.stop()
    with pytest.raises(NotReady, match="cannot be reached"):
        agenda(hub)
    radicale.start()
    assert "nothing" in agenda(hub).message
