"""People: made, changed, let in by a link, shown out."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ova.core import ChangedMeanwhile, Conflict, InvalidInput, NotAllowed, NotFound
from ova.hub import Accounts
from ova.hub.people import LINK_DAYS, People
from ova.storage import Database

PASSWORD = "correct horse battery"


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def told() -> list[tuple[str, dict[str, Any]]]:
    return []


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "ova.sqlite3", key_file=tmp_path / "secret.key") as database:
        yield database


@pytest.fixture
def accounts(database: Database, clock: Clock, told: list) -> Accounts:
    accounts = Accounts(database, clock, lambda kind, change: told.append((kind, change)))
    accounts.create_owner("Anna", PASSWORD)
    told.clear()
    return accounts


@pytest.fixture
def people(database: Database, accounts: Accounts, clock: Clock) -> People:
    return People(database, accounts, clock)


@pytest.fixture
def anna(accounts: Accounts) -> str:
    return accounts.named("Anna").id


def test_somebody_with_a_first_password_may_sign_in(people: People, accounts: Accounts, told: list):
    made, link = people.add("Ben", "adult", PASSWORD)

    assert link is None
    assert (made["name"], made["role"], made["has_password"]) == ("Ben", "adult", True)
    assert accounts.verify("ben", PASSWORD) is not None
    assert told == [("person", {"id": made["id"], "removed": False})]


def test_a_link_lets_somebody_in_once(people: People, accounts: Accounts):
    made, link = people.add("Ben", "guest")
    assert link is not None
    assert made["link_expires_at"] == link.expires_at
    assert not made["has_password"]
    assert accounts.verify("Ben", "") is None

    assert people.whose_link(link.secret).name == "Ben"
    user = people.use_link(link.secret, PASSWORD)

    assert user.has_password
    assert accounts.verify("Ben", PASSWORD) == user
    with pytest.raises(NotFound):
        people.use_link(link.secret, "another password")


def test_a_refused_password_does_not_use_the_link_up(people: People):
    _, link = people.add("Ben", "guest")
    assert link is not None

    with pytest.raises(InvalidInput):
        people.use_link(link.secret, "short")

    assert people.whose_link(link.secret).name == "Ben"


def test_a_link_ends_after_a_week_and_when_a_new_one_is_made(people: People, clock: Clock):
    made, first = people.add("Ben", "guest")
    second = people.new_link(made["id"])
    assert first is not None

    with pytest.raises(NotFound):
        people.whose_link(first.secret)
    clock.now += LINK_DAYS * 86_400 + 1
    with pytest.raises(NotFound):
        people.whose_link(second.secret)
    assert people.get(made["id"])["link_expires_at"] is None


def test_the_secret_of_a_link_is_not_stored(people: People, tmp_path: Path):
    _, link = people.add("Ben", "guest")
    assert link is not None

    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())

    assert link.secret.encode() not in kept
    assert link.secret not in repr(link)


def test_the_last_owner_stays_an_owner(people: People, anna: str):
    with pytest.raises(Conflict, match="only owner"):
        people.remove(anna)
    with pytest.raises(Conflict, match="only owner"):
        people.change(anna, role="adult")

    ben, _ = people.add("Ben", "owner", PASSWORD)
    people.change(anna, role="guest")

    assert people.get(anna)["role"] == "guest"
    with pytest.raises(Conflict, match="only owner"):
        people.remove(ben["id"])


def test_names_and_roles_change_unless_somebody_was_faster(people: People, anna: str):
    changed = people.change(anna, name="Anna M.", was={"name": "Anna", "role": "owner"})
    assert changed["name"] == "Anna M."

    with pytest.raises(ChangedMeanwhile, match="name"):
        people.change(anna, name="Annika", was={"name": "Anna"})
    assert people.get(anna)["name"] == "Anna M."


def test_a_name_is_taken_by_one(people: People, anna: str):
    ben, _ = people.add("Ben", "adult", PASSWORD)

    with pytest.raises(Conflict):
        people.change(ben["id"], name="ANNA")
    with pytest.raises(Conflict):
        people.add("ben", "adult", PASSWORD)
    assert people.change(ben["id"], name="BEN")["name"] == "BEN"


@pytest.mark.parametrize("role", ["king", "", "Owner"])
def test_a_role_there_is_not_is_refused(people: People, role: str, anna: str):
    with pytest.raises(InvalidInput, match="no role"):
        people.add("Ben", role, PASSWORD)
    with pytest.raises(InvalidInput, match="no role"):
        people.change(anna, role=role)
    assert len(people.all()) == 1


def test_sessions_end_with_a_password_and_when_they_are_ended(
    people: People, accounts: Accounts, anna: str
):
    stamps = [accounts.named("Anna").stamp]
    people.end_sessions(anna)
    stamps.append(accounts.named("Anna").stamp)
    people.set_password(anna, "another password")
    stamps.append(accounts.named("Anna").stamp)

    assert len(set(stamps)) == 3
    assert accounts.verify("Anna", "another password") is not None


def test_ones_own_password_wants_the_old_one(people: People, accounts: Accounts, anna: str):
    with pytest.raises(NotAllowed):
        people.change_own_password(anna, "wrong password", "another password")
    assert accounts.verify("Anna", PASSWORD) is not None

    people.change_own_password(anna, PASSWORD, "another password")
    assert accounts.verify("Anna", "another password") is not None


def test_tokens_go_with_their_person(people: People, accounts: Accounts, told: list):
    ben, _ = people.add("Ben", "adult", PASSWORD)
    _, secret = accounts.create_token(ben["id"], "script")
    assert accounts.token_user(secret) is not None

    people.remove(ben["id"])

    assert accounts.token_user(secret) is None
    assert told[-1] == ("person", {"id": ben["id"], "removed": True})
    with pytest.raises(NotFound):
        people.get(ben["id"])


def test_a_token_may_do_less_than_its_person_never_more(
    people: People, accounts: Accounts, anna: str
):
    _, secret = accounts.create_token(anna, "panel", role="guest")
    user = accounts.token_user(secret)
    assert user is not None
    assert user.role == "guest"

    ben, _ = people.add("Ben", "adult", PASSWORD)
    with pytest.raises(NotAllowed):
        accounts.create_token(ben["id"], "script", role="owner")
    _, script = accounts.create_token(ben["id"], "script", role="adult")
    people.change(ben["id"], role="guest")
    lesser = accounts.token_user(script)
    assert lesser is not None
    assert lesser.role == "guest"
