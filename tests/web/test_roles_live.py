"""What people are told live, and that their connections end with their rights."""

import queue
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import requests
from tests.hubs import PASSWORD, ServedHub, served_hub

from ova.satellite.transport import OrderedClient

WAIT_S = 90.0
LAMP = "light.bedroom_lamp"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedHub]:
    """A running hub with an owner."""
    with served_hub(tmp_path_factory.mktemp("live") / "home", "--workers", "1") as served:
        yield served


class Live:
    """A page's live connection."""

    def __init__(self, url: str, token: str) -> None:
        self.news: queue.Queue[tuple[str, Any]] = queue.Queue()
        self._client = OrderedClient(reconnection=False)
        self._client.on("*", lambda kind, data=None: self.news.put((kind, data)), namespace="/ui")
        self._client.on("disconnect", lambda *_: self.news.put(("gone", None)), namespace="/ui")
        self._client.connect(
            url, namespaces=["/ui"], auth={"token": token}, transports=["websocket"]
        )

    def next(self, *wanted: str) -> tuple[str, Any]:
        """Return the next news of one of these kinds."""
        while True:
            kind, data = self.news.get(timeout=WAIT_S)
            if kind in wanted:
                return kind, data

    def close(self) -> None:
        self._client.disconnect()


@contextmanager
def live(hub: ServedHub, role: str, name: str) -> Iterator[tuple[Live, str]]:
    """A person of a role with a page open; gives the connection and the person's id."""
    person = hub.post("/api/users", {"name": name, "role": role, "password": PASSWORD})["user"]
    connection = Live(hub.url, _token_of(hub, name, role))
    try:
        yield connection, person["id"]
    finally:
        connection.close()
        hub.ask("DELETE", f"/api/users/{person['id']}")


def _token_of(hub: ServedHub, name: str, role: str) -> str:
    """Return a token of a person; a guest makes none: one of the owner's stands in."""
    if role == "guest":
        return str(hub.post("/api/tokens", {"name": "guest page", "role": "guest"})["token"])
    with requests.Session() as browser:
        session = browser.post(
            f"{hub.url}/api/session", json={"username": name, "password": PASSWORD}, timeout=60
        )
        made = browser.post(
            f"{hub.url}/api/tokens",
            json={"name": "page"},
            headers={"X-OVA-CSRF": session.json()["csrf"]},
            timeout=60,
        )
    return str(made.json()["token"])


def test_a_guest_is_told_of_exposed_things_only(hub: ServedHub):
    with live(hub, "guest", "gina") as (page, _):
        hub.call("PATCH", f"/api/entities/{LAMP}", json={"exposed": False})
        kind, gone = page.next("entity_removed", "entity")
        assert (kind, gone["id"]) == ("entity_removed", LAMP)
        hub.post(f"/api/entities/{LAMP}/control", {"service": "turn_on"})
        hub.post("/api/entities/light.kitchen_light/control", {"service": "turn_on"})
        hub.post("/api/converse", {"text": "what time is it"})
        hub.call("PATCH", f"/api/entities/{LAMP}", json={"exposed": True})
        seen = []
        while True:
            kind, data = page.next("entity", "run_event")
            seen.append((kind, data.get("id")))
            if (kind, data.get("id")) == ("entity", LAMP):
                break
        assert "run_event" not in {kind for kind, _ in seen}
        assert data["exposed"]


def test_an_adult_hears_of_commands_and_of_people(hub: ServedHub):
    with live(hub, "adult", "adam") as (page, _):
        hub.post("/api/converse", {"text": "what time is it"})
        page.next("run_event")
        made = hub.post("/api/users", {"name": "Paul", "role": "guest"})["user"]
        assert page.next("person")[1]["id"] == made["id"]
        hub.call("DELETE", f"/api/users/{made['id']}")
        assert page.next("person")[1] == {"id": made["id"], "removed": True}


def test_a_connection_ends_with_its_rights(hub: ServedHub):
    with (
        live(hub, "adult", "removed") as (removed, person),
        live(hub, "adult", "lowered") as (lowered, guest),
        live(hub, "adult", "without a token") as (without, owner),
    ):
        hub.call("DELETE", f"/api/users/{person}")
        hub.call("PATCH", f"/api/users/{guest}", json={"role": "guest"})
        tokens = hub.get("/api/tokens?everybody=true")
        token = next(one["id"] for one in tokens if one["user_id"] == owner)
        hub.call("DELETE", f"/api/tokens/{token}")
        for page in (removed, lowered, without):
            assert page.next("gone") == ("gone", None)


def test_the_owner_is_told_of_tokens_as_they_are_made(hub: ServedHub):
    page = Live(hub.url, hub.token)
    made = hub.post("/api/tokens", {"name": "script"})
    while page.next("token")[1]["id"] != made["id"]:
        continue
    hub.call("DELETE", f"/api/tokens/{made['id']}")
    while page.next("token")[1] != {"id": made["id"], "removed": True}:
        continue
    page.close()
