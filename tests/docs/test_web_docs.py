"""The documents name every route and every event, and none that does not exist."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ova.core import RunEventType
from ova.folder import HomeFolder
from ova.hub import HubOptions, OpenVoiceAssistant
from ova.web import create_app
from ova.web.public import PUBLIC_ROUTES
from ova.web.sockets.satellite import HUB_EVENTS, SATELLITE_EVENTS
from ova.web.sockets.ui import UI_EVENTS

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture
def routes(tmp_path: Path) -> set[tuple[str, str]]:
    """Every route of a hub."""
    folder = HomeFolder(tmp_path)
    folder.prepare()
    hub = OpenVoiceAssistant(HubOptions(folder=folder, workers=0))
    app = create_app(hub)
    app.close()
    hub.close()
    return {
        (method, re.sub(r"<path:", "<", rule.rule))
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


@pytest.fixture(scope="module")
def rest() -> str:
    return (DOCS / "rest-api.md").read_text()


@pytest.fixture(scope="module")
def socket_io() -> str:
    return (DOCS / "socket-io.md").read_text()


def table_rows(text: str) -> Iterator[str]:
    return (line for line in text.splitlines() if line.startswith("|"))


def test_the_rest_document_lists_exactly_the_routes_there_are(
    rest: str, routes: set[tuple[str, str]]
):
    listed = {
        (method, path)
        for row in table_rows(rest)
        for method, path in re.findall(
            r"`(GET|POST|PUT|PATCH|DELETE) (/[^` ]+)`", row.split("|")[1]
        )
    }
    assert listed == routes


def test_the_rest_document_marks_exactly_the_public_routes(rest: str):
    marked = {
        tuple(match)
        for row in table_rows(rest)
        if "*public*" in row
        for match in re.findall(r"`(GET|POST) (/[^` ]+)`", row.split("|")[1])
    }
    assert marked == PUBLIC_ROUTES


def events_of(text: str, heading: str) -> set[str]:
    section = text.split(f"\n{heading}\n", 1)[1].split("\n#", 1)[0]
    return {
        found[1] for row in table_rows(section) if (found := re.match(r"\| `([a-z_]+)` \|", row))
    }


@pytest.mark.parametrize(
    ("heading", "events"),
    [
        ("## `/ui`", UI_EVENTS),
        ("### From the satellite", SATELLITE_EVENTS),
        ("### From the hub", HUB_EVENTS),
    ],
)
def test_the_socket_document_lists_exactly_the_events_there_are(
    heading: str, events: tuple[str, ...], socket_io: str
):
    assert events_of(socket_io, heading) == set(events)


def test_the_socket_document_names_every_type_of_run_event(socket_io: str):
    missing = [kind.value for kind in RunEventType if f"`{kind.value}`" not in socket_io]
    assert not missing
