"""Asking an integration whether its settings work, and who is signed in."""

import hashlib
from dataclasses import dataclass
from typing import Any

from ova.core import InvalidInput, OvaError, Unavailable
from ova.plugins.entry import Entry
from ova.plugins.errors import ConnectionTestFailed, PluginFault
from ova.sdk import AuthFailed

_CODES = ((AuthFailed, "invalid_auth"), (Unavailable, "cannot_connect"))


@dataclass(frozen=True, slots=True)
class Account:
    """Who is signed in at the other side."""

    id: str
    """Never changes; empty when the other side has none."""
    name: str


def tested(entry: Entry) -> tuple[str, Account | None]:
    """Return what ``test_connection`` says, and who is signed in. Raises ConnectionTestFailed.

    Without the hook nothing is said, and who is signed in is looked up all the same.
    """
    hook = entry.hook("test_connection")
    try:
        said = entry.call("test_connection", hook, entry.context) if hook else ""
        if said is False:
            raise ConnectionTestFailed("The connection does not work.", cure="Check the settings.")
        return entry.clean_data(said) if isinstance(said, str) else "", _account(entry)
    except OvaError as error:
        raise _as_test_failure(error) from error


def with_account(entry: Entry) -> Account | None:
    """Return who is signed in, or None when that cannot be told now."""
    try:
        return _account(entry)
    except OvaError:
        return None


def _account(entry: Entry) -> Account | None:
    hook = entry.hook("account_info")
    if hook is None:
        return None
    told: Any = entry.call("account_info", hook, entry.context)
    if isinstance(told, dict):
        name = str(told.get("name") or told.get("email") or told.get("id") or "")
        return Account(_without_secret(entry, str(told.get("id") or "")), entry.clean_data(name))
    return Account("", entry.clean_data(told)) if isinstance(told, str) and told else None


def _without_secret(entry: Entry, account_id: str) -> str:
    """Return an id that can be stored: what holds a credential is told by its hash."""
    if entry.clean_data(account_id) == account_id:
        return account_id
    return hashlib.sha256(account_id.encode()).hexdigest()


def _as_test_failure(error: OvaError) -> ConnectionTestFailed:
    if isinstance(error, ConnectionTestFailed):
        return error
    code = next((code for kind, code in _CODES if isinstance(error, kind)), "unknown")
    message = error.reason if isinstance(error, PluginFault) else error.message
    if isinstance(error, InvalidInput):
        code = "unknown"
    failure = ConnectionTestFailed(message, cure=error.cure, code=code)
    failure.__context__ = None
    return failure
