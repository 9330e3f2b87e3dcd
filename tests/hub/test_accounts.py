"""Accounts and tokens."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ova.core import Conflict, InvalidInput, NotFound
from ova.hub import Accounts
from ova.storage import Database

PASSWORD = "correct horse battery"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "ova.sqlite3", key_file=tmp_path / "secret.key") as database:
        yield database


@pytest.fixture
def accounts(database: Database) -> Accounts:
    return Accounts(database)


def test_there_is_one_owner(accounts: Accounts):
    assert accounts.needs_owner()
    owner = accounts.create_owner("Anna", PASSWORD)

    assert owner.role == "owner"
    assert not accounts.needs_owner()
    with pytest.raises(Conflict):
        accounts.create_owner("Ben", PASSWORD)


def test_only_the_right_password_is_accepted(accounts: Accounts):
    owner = accounts.create_owner("Anna", PASSWORD)

    assert accounts.verify("anna", PASSWORD) == owner
    assert accounts.verify("Anna", PASSWORD + "x") is None
    assert accounts.verify("Ben", PASSWORD) is None
    assert accounts.verify("Anna", "x" * 10_000) is None


def test_a_new_password_replaces_the_old_one(accounts: Accounts):
    accounts.create_owner("Anna", PASSWORD)
    accounts.set_password("anna", "another long one")

    assert accounts.verify("Anna", PASSWORD) is None
    assert accounts.verify("Anna", "another long one") is not None


@pytest.mark.parametrize("password", ["", "short", "x" * 257])
def test_a_password_nobody_should_use_is_refused(accounts: Accounts, password: str):
    with pytest.raises(InvalidInput, match="8 to 256"):
        accounts.create_owner("Anna", password)


@pytest.mark.parametrize("name", ["", "   ", "a" * 61, "a/b", "<script>"])
def test_a_name_that_cannot_be_shown_safely_is_refused(accounts: Accounts, name: str):
    with pytest.raises(InvalidInput):
        accounts.create_owner(name, PASSWORD)


def test_a_token_works_until_it_is_deleted(accounts: Accounts):
    owner = accounts.create_owner("Anna", PASSWORD)
    info, secret = accounts.create_token(owner.id, "script")

    assert accounts.token_user(secret) == owner
    assert [token.name for token in accounts.tokens(owner.id)] == ["script"]
    accounts.delete_token(info.id)
    assert accounts.token_user(secret) is None
    with pytest.raises(NotFound):
        accounts.delete_token(info.id)


def test_secrets_are_not_in_the_database(accounts: Accounts, database: Database, tmp_path: Path):
    owner = accounts.create_owner("Anna", PASSWORD)
    _, secret = accounts.create_token(owner.id, "script")
    session_key = accounts.session_key()
    database.close()

    stored = b"".join(path.read_bytes() for path in tmp_path.glob("ova.sqlite3*"))
    assert PASSWORD.encode() not in stored
    assert secret.encode() not in stored
    assert session_key.hex().encode() not in stored


def test_the_session_key_stays_the_same(accounts: Accounts, database: Database):
    assert accounts.session_key() == Accounts(database).session_key()


def test_the_key_of_this_machine_works_only_while_the_hub_runs(
    accounts: Accounts, database: Database
):
    key = accounts.make_local_key()

    user = accounts.token_user(key)
    assert user is not None
    assert user.role == "owner"
    assert Accounts(database).token_user(key) is None


@pytest.mark.parametrize("token", ["\xe9", "\xff\xfe", "\ud800", "\x00", ""])
def test_a_token_no_header_should_hold_is_nobodys(accounts: Accounts, token: str):
    accounts.make_local_key()
    assert accounts.token_user(token) is None


def test_a_token_deleted_by_another_process_counts_no_longer_at_once(
    accounts: Accounts, database: Database
):
    owner = accounts.create_owner("Anna", PASSWORD)
    info, secret = accounts.create_token(owner.id, "satellite")
    assert accounts.token_user(secret) == owner

    Accounts(database).delete_token(info.id)
    assert accounts.token_user(secret) is None


def test_a_new_password_changes_the_stamp_of_sessions(accounts: Accounts):
    owner = accounts.create_owner("Anna", PASSWORD)
    assert accounts.user(owner.id) == owner
    accounts.set_password("Anna", "another long one")
    changed = accounts.user(owner.id)
    assert changed is not None
    assert changed.stamp != owner.stamp
    assert "stamp" not in changed.to_json()
