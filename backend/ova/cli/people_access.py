"""People of the running hub, or of a folder when none runs: pages follow what a running hub does."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import quote

from ova.cli.client import HubClient
from ova.core import NotFound
from ova.folder import HomeFolder, read_presence

if TYPE_CHECKING:
    from ova.hub import Accounts, People


class PeopleDoor(Protocol):
    """What the command asks of people."""

    def all(self) -> list[dict[str, Any]]:
        """Return every person in wire form."""
        ...

    def add(self, name: str, role: str, password: str | None) -> dict[str, Any]:
        """Make an account; returns ``{user, link}``."""
        ...

    def change(self, user_id: str, changes: dict[str, Any]) -> dict[str, Any]:
        """Change a name or role."""
        ...

    def remove(self, user_id: str) -> None:
        """Delete an account."""
        ...

    def set_password(self, user_id: str, password: str) -> None:
        """Choose somebody's password."""
        ...

    def end_sessions(self, user_id: str) -> None:
        """Sign somebody out everywhere."""
        ...

    def new_link(self, user_id: str) -> dict[str, Any]:
        """Make a one-time link."""
        ...


def find_person(door: PeopleDoor, name: str) -> dict[str, Any]:
    """Return a person by name, whatever its capitals. Raises NotFound."""
    for person in door.all():
        if str(person["name"]).casefold() == name.strip().casefold():
            return person
    raise NotFound(f"There is no account {name!r}.", cure="'ova user list' shows who there is.")


@contextmanager
def open_people() -> Iterator[tuple[PeopleDoor, str]]:
    """Give the door to people, and the address of the running hub's page or an empty text."""
    folder = HomeFolder.default()
    presence = read_presence(folder.path)
    if presence is not None:
        with HubClient(presence) as hub:
            yield _RunningHub(hub), presence.url
        return
    from ova.cli.offline import open_accounts_and_people

    with open_accounts_and_people() as (accounts, people):
        yield _Folder(accounts, people), ""


class _RunningHub:
    def __init__(self, hub: HubClient) -> None:
        self._hub = hub

    def all(self) -> list[dict[str, Any]]:
        people: list[dict[str, Any]] = self._hub.get("/api/users")
        return people

    def add(self, name: str, role: str, password: str | None) -> dict[str, Any]:
        body: dict[str, Any] = {"name": name, "role": role}
        if password is not None:
            body["password"] = password
        made: dict[str, Any] = self._hub.post("/api/users", body)
        return made

    def change(self, user_id: str, changes: dict[str, Any]) -> dict[str, Any]:
        changed: dict[str, Any] = self._hub.send("PATCH", _place(user_id), changes)
        return changed

    def remove(self, user_id: str) -> None:
        self._hub.remove(_place(user_id))

    def set_password(self, user_id: str, password: str) -> None:
        self._hub.send("PUT", f"{_place(user_id)}/password", {"password": password})

    def end_sessions(self, user_id: str) -> None:
        self._hub.send("POST", f"{_place(user_id)}/sign-out")

    def new_link(self, user_id: str) -> dict[str, Any]:
        made: dict[str, Any] = self._hub.send("POST", f"{_place(user_id)}/link")
        return made


class _Folder:
    def __init__(self, accounts: "Accounts", people: "People") -> None:
        self._accounts = accounts
        self._people = people

    def all(self) -> list[dict[str, Any]]:
        return self._people.all()

    def add(self, name: str, role: str, password: str | None) -> dict[str, Any]:
        if self._accounts.needs_owner() and role == "owner" and password is not None:
            owner = self._accounts.create_owner(name, password)
            return {"user": self._people.get(owner.id), "link": None}
        person, link = self._people.add(name, role, password)
        return {"user": person, "link": link.to_json() if link else None}

    def change(self, user_id: str, changes: dict[str, Any]) -> dict[str, Any]:
        return self._people.change(user_id, **changes)

    def remove(self, user_id: str) -> None:
        self._people.remove(user_id)

    def set_password(self, user_id: str, password: str) -> None:
        self._people.set_password(user_id, password)

    def end_sessions(self, user_id: str) -> None:
        self._people.end_sessions(user_id)

    def new_link(self, user_id: str) -> dict[str, Any]:
        return self._people.new_link(user_id).to_json()


def _place(user_id: str) -> str:
    return f"/api/users/{quote(user_id, safe='')}"
