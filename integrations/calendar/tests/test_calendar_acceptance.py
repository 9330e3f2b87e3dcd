"""Calendar passes what every integration must, with a real Radicale."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.integrations.radicale_server import Radicale

from ova.plugins import ConnectionTestFailed
from ova.sdk import ActionError, InputInvalid
from ova.testing import NOW, IntegrationAcceptance, Service, Testbed, TestHub

FOLDER = Path(__file__).parents[1]
SOON = ("DTSTART:20250615T151500Z", "DTEND:20250615T161500Z", "SUMMARY:Dentist")
"""Five minutes and a little after the test bed's time."""


@pytest.fixture(scope="module")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    with ExitStack() as stack:
        server = Radicale(tmp_path_factory.mktemp("radicale"), stack)
        server.start()
        server.make("Family", "Work")
        server.put("Family", "one", *SOON)
        yield server


class TestAcceptance(IntegrationAcceptance):
    """What every integration must do."""

    path = FOLDER
    invalid_config = {"password": "wrong"}
    actions = {"add_event": {"summary": "Fair", "day": "tomorrow", "time": "14:30"}}
    bypass = {
        "test_a_poll_from_the_far_future_yields_nothing": "what begins soon does not depend on when "
        "it was looked at last; the hub tells each occurrence once"
    }

    @pytest.fixture(scope="class", autouse=True)
    @classmethod
    def _server(cls, radicale: Radicale) -> None:
        cls.config = radicale.config

    def answers(self, service: Service) -> None:
        """Nothing: the server is a real one."""


def test_the_dentist_is_told_before_and_in_the_agenda(radicale: Radicale) -> None:
    with Testbed(FOLDER, radicale.config) as bed:
        (told,) = bed.poll("event_starting")
        assert told["data"]["summary"] == "Dentist"
        assert bed.poll("event_starting") == []
        found = bed.action("agenda", {"day": "2025-06-15"})["events"]
    assert [(one["calendar"], one["summary"]) for one in found] == [("Family", "Dentist")]


def test_an_account_is_who_signed_in_whatever_the_address(radicale: Radicale) -> None:
    with Testbed(FOLDER, radicale.config) as bed:
        first = bed.object.account_info(bed.entry.context)
    other = {**radicale.config, "url": f"{radicale.config['url']}lab/"}
    with Testbed(FOLDER, other) as bed:
        assert bed.object.account_info(bed.entry.context) == first
    assert first["name"] == "lab"


def test_a_calendar_that_is_not_there_is_named_with_those_there_are(radicale: Radicale) -> None:
    with Testbed(FOLDER, {**radicale.config, "calendars": ["Garden"]}) as bed:
        with pytest.raises(ConnectionTestFailed, match="no calendar called Garden") as caught:
            bed.test()
        with pytest.raises(ActionError):
            bed.action("agenda")
    assert "Family, Work" in f"{caught.value} {caught.value.cure}"


@pytest.mark.parametrize("inputs", [{"day": "someday"}, {"day": "2025-02-31"}])
def test_a_day_that_is_none_says_what_to_say(radicale: Radicale, inputs: dict[str, str]) -> None:
    with Testbed(FOLDER, radicale.config) as bed, pytest.raises(InputInvalid, match="which day"):
        bed.action("agenda", inputs)


def test_diagnostics_tell_counts_and_no_texts(radicale: Radicale) -> None:
    with Testbed(FOLDER, radicale.config) as bed:
        shown = bed.object.diagnostics(bed.entry.context)
        assert bed.now == NOW
    assert shown["events_in_seven_days"] >= 1
    assert "Dentist" not in str(shown)


@dataclass(frozen=True, slots=True)
class GermanHub(TestHub):
    """The hub of a test in a German home."""

    language: str = "de"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("heute", "Du hast heute einen Termin: Dentist um 15:15 Uhr."),
        ("am Donnerstag", "Am Donnerstag steht nichts in deinem Kalender."),
        ("2025-12-04", "Am Donnerstag, dem 4. Dezember steht nichts in deinem Kalender."),
    ],
)
def test_a_german_home_asks_and_is_told_in_german(
    radicale: Radicale, day: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ova.testing.testbed.TestHub", GermanHub)
    with Testbed(FOLDER, {**radicale.config, "calendars": ["Family"]}) as bed:
        action = bed.entry.capabilities.action("agenda")
        given = action.input.made({"day": day})
        told = bed.entry.call("agenda", action.run, given, bed.entry.context)
    assert told.message == words
