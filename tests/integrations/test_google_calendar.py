"""The Google Calendar integration, signed in at a real authorization server."""

import shutil
import sys
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit
from zoneinfo import ZoneInfo

import pytest
import requests
from tests.authorization_server import CLIENT_ID, CLIENT_SECRET, Clock, running_provider

from ova.core import PluginState
from ova.home import Home
from ova.platform import Platform
from ova.plugins import (
    ConnectionTestFailed,
    IntegrationManager,
    PluginFolders,
    PluginStorage,
)
from ova.plugins.discovery import bundled_folder
from ova.schedule import Jobs
from ova.sdk import InputInvalid
from ova.storage import Database

sys.path.insert(0, str(Path(__file__).parent))

from google_calendar_simulator import (
    ZONE,
    Calendars,
    add_calendar_api,
)

NAME = "google_calendar"
HERE = "http://localhost:7123/"
CLIENT = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}
GOOGLE = {
    "https://www.googleapis.com/calendar/v3": "PROVIDER/calendar/v3",
    "https://accounts.google.com/o/oauth2/v2/auth": "PROVIDER/authorize",
    "https://oauth2.googleapis.com/token": "PROVIDER/token",
    "https://oauth2.googleapis.com/revoke": "PROVIDER/revoke",
}
NOON = datetime(2026, 5, 4, 12, tzinfo=ZoneInfo(ZONE))
"""A Monday."""


class Hub:
    """The hub as the integration receives it."""

    language = "en"

    def __init__(self, database, folder, clock):
        self.clock = clock
        self.home = Home(database, now=clock)
        jobs = Jobs(threads=0)
        self.integration_manager = IntegrationManager(
            PluginStorage(database),
            PluginFolders(folder / "none", folder, packages=False),
            self.home,
            jobs=jobs,
            now=clock,
        )
        self.sign_ins = Platform(database, self.integration_manager, jobs, now=clock).sign_ins
        self.integration_manager.load_all(self)

    def now(self):
        return datetime.fromtimestamp(self.clock(), ZoneInfo(ZONE))

    def sign_in(self):
        answer = requests.get(
            self.sign_ins.begin(NAME, "a session", HERE), allow_redirects=False, timeout=10
        )
        given = dict(parse_qsl(urlsplit(answer.headers["Location"]).query))
        return self.sign_ins.end(NAME, given, "a session")

    def entry(self):
        return self.integration_manager.entry(NAME)

    def act(self, name, **given):
        entry = self.entry()
        action = entry.capabilities.action(name)
        assert action.input.faults(given) == []
        told = entry.call(name, action.run, action.input.made(given), entry.context)
        assert action.output.faults(told.data) == []
        return told

    def poll(self):
        entry = self.entry()
        return entry.call(
            "poll", entry.capabilities.poll("event_soon").run, {}, None, entry.context
        )

    def state(self, entity_id):
        return self.home.entity(entity_id).state


@pytest.fixture
def calendars():
    calendars = Calendars()
    calendars.events["anna@example.org"] = []
    return calendars


@pytest.fixture
def provider(calendars):
    with running_provider(add_calendar_api(calendars)) as provider:
        provider.rotates = False  # Google gives one refresh token and no other
        provider.client.method = "client_secret_post"
        provider.client.redirect_uris.add(f"{HERE}integration/{NAME}/callback")
        yield provider


@pytest.fixture
def hub(tmp_path, provider):
    """A hub with the integration, its addresses being those of the provider, before the sign-in."""
    copy = tmp_path / "integrations" / NAME
    shutil.copytree(bundled_folder() / "integrations" / NAME, copy)
    init = copy / "__init__.py"
    text = init.read_text()
    for theirs, ours in GOOGLE.items():
        assert theirs in text
        text = text.replace(theirs, ours.replace("PROVIDER", provider.url))
    init.write_text(text)
    clock = Clock()
    clock.at = NOON.timestamp()
    with Database.open(tmp_path / "ova.sqlite3", key_file=tmp_path / "key") as database:
        hub = Hub(database, tmp_path, clock)
        hub.integration_manager.enable(NAME, CLIENT)
        yield hub
        hub.integration_manager.unload_all()


def full(calendars):
    """A day with something in it, and the days around it."""
    add = calendars.add
    mine = "anna@example.org"
    add(mine, "Yesterday", "2026-05-03T12:00:00+02:00")
    add(mine, "Breakfast", "2026-05-04T08:00:00+02:00")
    add(mine, "Lunch", "2026-05-04T11:45:00+02:00")
    add(mine, "Dentist", "2026-05-04T12:10:00+02:00", location="Main Street")
    add(mine, "Anna's birthday", "2026-05-04")
    add(mine, "Cancelled", "2026-05-04T15:00:00+02:00", status="cancelled")
    add(mine, "Office", "2026-05-04", eventType="workingLocation")
    declined = [{"self": True, "responseStatus": "declined"}]
    add(mine, "Not me", "2026-05-04T16:00:00+02:00", attendees=declined)
    add(mine, "Far away", "2026-05-04T12:00:00-04:00")
    add(mine, "Tomorrow", "2026-05-05T09:00:00+02:00")


def test_it_waits_for_a_sign_in_and_then_tells_whose_calendar_it_is(hub, provider):
    assert hub.integration_manager.info(NAME).state == PluginState.NEEDS_SETUP

    done = hub.sign_in()

    assert done.account == "anna@example.org"
    info = hub.integration_manager.info(NAME)
    assert (info.state, info.warnings) == (PluginState.LOADED, ())
    assert info.details["account"] == "anna@example.org"
    asked = provider.authorized[0]
    assert asked["access_type"] == "offline"
    assert asked["prompt"] == "consent"
    assert asked["code_challenge_method"] == "S256"


def test_it_is_renewed_with_the_one_refresh_token_google_gives(hub, provider, calendars):
    hub.sign_in()
    for _ in range(3):
        hub.clock.at += 3600
        hub.act("next_event")
    assert provider.refreshes == 3
    assert len({token.refresh_token for token in provider.tokens}) == 1


def test_the_events_of_today_are_told_in_the_homes_time(hub, calendars):
    full(calendars)
    hub.sign_in()

    told = hub.act("agenda", day="today")

    titles = [event["title"] for event in told.data["events"]]
    assert titles == ["Anna's birthday", "Breakfast", "Lunch", "Dentist", "Far away"]
    assert told.data["events"][-1]["start"] == "2026-05-04T18:00:00+02:00"
    assert told.message == (
        "You have 5 events today: Anna's birthday all day, Breakfast at 8:00, Lunch at 11:45, "
        "Dentist at 12:10 and Far away at 18:00."
    )


def test_whole_days_of_a_calendar_in_another_zone_are_days_of_the_home(hub, calendars):
    calendars.zone = "America/New_York"
    calendars.add("anna@example.org", "Anna's birthday", "2026-05-04")
    hub.sign_in()
    assert "birthday" in hub.act("agenda").message
    assert "nothing" in hub.act("agenda", day="tomorrow").message


def test_tomorrow_and_an_empty_day(hub, calendars):
    hub.sign_in()
    assert hub.act("agenda").message == "There is nothing in your calendar today."
    full(calendars)
    assert hub.act("agenda", day="tomorrow").message == (
        "You have one event tomorrow: Tomorrow at 9:00."
    )
    faults = hub.entry().capabilities.action("agenda").input.faults({"day": "someday"})
    assert faults[0]["field"] == "/day"


def test_many_events_are_not_all_spoken_and_come_page_by_page(hub, calendars):
    calendars.page = 3
    for hour in range(8, 16):
        calendars.add("anna@example.org", f"Call {hour}", f"2026-05-04T{hour:02}:00:00+02:00")
    hub.sign_in()

    told = hub.act("agenda")

    assert len(told.data["events"]) == 8
    assert told.message.endswith("Call 12 at 12:00 and 3 more.")


def test_the_next_event_is_told(hub, calendars):
    hub.sign_in()
    assert "nothing" in hub.act("next_event").message
    full(calendars)
    assert hub.act("next_event").message == (
        "Your next event is Dentist in Main Street, today at 12:10."
    )


def test_an_event_is_written_down(hub, calendars):
    hub.sign_in()

    told = hub.act("add_event", title=" Haircut ", start="2026-05-06T17:30:00", minutes=45)

    (kept,) = calendars.events["anna@example.org"]
    assert kept["summary"] == "Haircut"
    assert kept["start"]["dateTime"] == "2026-05-06T17:30:00+02:00"
    assert kept["end"]["dateTime"] == "2026-05-06T18:15:00+02:00"
    assert told.message == "I put Haircut into your calendar, on Wednesday at 17:30."
    with pytest.raises(InputInvalid, match="more than a year"):
        hub.act("add_event", title="Old", start="1999-01-01T00:00:00")
    faults = hub.entry().capabilities.action("add_event").input.faults({"title": "", "minutes": 0})
    assert [fault["field"] for fault in faults] == ["/title", "/start", "/minutes"]


def test_what_begins_soon_is_told_once_and_what_is_on_is_shown(hub, calendars):
    full(calendars)
    hub.sign_in()
    assert hub.state("sensor.next_event").state == "Dentist"
    assert hub.state("sensor.events_today").state == "5"
    assert hub.state("binary_sensor.event_now").state == "on"

    (told,) = hub.poll()
    assert told["id"] == "event3@2026-05-04T12:10:00+02:00"
    assert told["data"]["title"] == "Dentist"
    assert told["data"]["minutes"] == 10

    hub.clock.at += 14 * 3600
    assert hub.poll() == []
    assert hub.state("sensor.next_event").state == "Tomorrow"
    assert hub.state("binary_sensor.event_now").state == "off"


def test_the_next_days_as_numbers(hub, calendars):
    full(calendars)
    hub.sign_in()
    source = hub.entry().capabilities.data
    assert source.endpoints(hub.entry().context) == ["events_per_day", "busy_hours"]

    events = source.get("events_per_day", hub.entry().context)
    hours = source.get("busy_hours", hub.entry().context)

    assert events.dates[0] == "2026-05-04"
    assert len(events.dates) == 7
    assert events.series["events"][:3] == (5.0, 1.0, 0.0)
    assert hours.series["hours"][0] == 3.42, "what overlaps counts once"
    with pytest.raises(InputInvalid, match="moods"):
        source.get("moods", hub.entry().context)


def test_declined_events_are_shown_when_they_are_wanted(hub, calendars):
    full(calendars)
    hub.sign_in()
    hub.integration_manager.set_config(NAME, {"declined": True})
    titles = [event["title"] for event in hub.act("agenda").data["events"]]
    assert "Not me" in titles


def test_a_calendar_that_is_not_there_is_refused_before_it_is_saved(hub, calendars):
    hub.sign_in()
    with pytest.raises(ConnectionTestFailed, match="The calendar nobody"):
        hub.integration_manager.set_config(NAME, {"calendars": ["primary", "nobody@example.org"]})
    assert hub.integration_manager.config(NAME)["calendars"] == ["primary"]

    calendars.add("family@example.org", "Picnic", "2026-05-04T19:00:00+02:00")
    hub.integration_manager.set_config(NAME, {"calendars": ["primary", "family@example.org"]})
    assert "Picnic" in hub.act("agenda").message


def test_disconnecting_withdraws_the_permission(hub, provider):
    hub.sign_in()
    assert hub.sign_ins.disconnect(NAME) == {"revoked": True}
    assert provider.live == []
    assert hub.integration_manager.info(NAME).state == PluginState.NEEDS_SETUP
