"""Trying settings, credentials and sign-ins before they take the place of what works."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from ova.core import NotAllowed, PluginInfo, PluginState
from ova.plugins.connection_test import Account, tested
from ova.plugins.entry import Entry
from ova.plugins.errors import (
    OtherAccount,
)
from ova.plugins.lifecycle import Lifecycle
from ova.plugins.record import PluginRecord
from ova.plugins.sign_in import SignInTerms


class Proposals(Lifecycle):
    """Tests what is proposed with a build that is thrown away."""

    def test(self, plugin_id: str, config: Mapping[str, Any] | None = None) -> str:
        """Try proposed settings without saving them; return what the integration says to them.

        Raises ConfigInvalid, or ConnectionTestFailed with the code ``cannot_connect``,
        ``invalid_auth`` or ``unknown``.
        """
        record = self._record(plugin_id)
        said = self._tested(record, config or {})
        if record.state == PluginState.REAUTH and self._is_stored(record, config or {}):
            self._taken_again(plugin_id)
        return said

    def reauth(self, plugin_id: str, credentials: Mapping[str, Any]) -> PluginInfo:
        """Take new credentials for the same account, and build anew.

        Only credentials may be given. Raises NotAllowed for another setting, ConnectionTestFailed,
        OtherAccount when they belong to somebody else; then nothing was changed.
        """
        record = self._record(plugin_id)
        code = record.usable_code()
        allowed = _credential_names(code.form.schema, code.manifest.auth_fields)
        others = sorted(set(credentials) - allowed)
        if others:
            raise NotAllowed(
                f"Only credentials are asked for here, not {', '.join(others)}.",
                cure=f"Give {', '.join(sorted(allowed)) or 'nothing'}.",
            )
        self._tested(record, credentials, same_account=True)
        return self.set_config(plugin_id, credentials, force=True)

    def sign_in_terms(self, plugin_id: str) -> SignInTerms:
        """Return what a sign-in needs of an account. Raises PluginNotFound, PluginBroken."""
        record = self._record(plugin_id)
        return self._terms(record, self._values(record))

    @contextmanager
    def tried_sign_in(
        self, plugin_id: str, signed: Callable[[Entry], None]
    ) -> Iterator[tuple[Entry, Account | None]]:
        """Give a build that uses a new sign-in and passed its own test, and whose sign-in it is.

        It is thrown away at the end; what is loaded goes on as it was. Raises ConnectionTestFailed,
        OtherAccount when it is somebody else's than the one before.
        """
        record = self._record(plugin_id)
        with self._tried(record, self._values(record), signed) as entry:
            _said, account = tested(entry)
            self._check_same_account(record, account)
            self._check_not_twice(record, account)
            yield entry, account

    def signed_in(self, plugin_id: str, account: Account | None) -> PluginInfo:
        """Note who signed in and, when it is enabled, build anew with the new access token."""
        if account is not None:
            self._note_account(self._record(plugin_id), account)
        with self._changing(plugin_id) as record:
            if record.enabled and record.code is not None:
                self._start(record)
        return self.info(plugin_id)

    def signed_out(self, plugin_id: str) -> PluginInfo:
        """Forget who was signed in; an enabled one waits for a sign-in by anybody."""
        record = self._record(plugin_id)
        self._note_account(record, Account("", ""))
        return self.signed_in(plugin_id, None)

    def _tested(
        self, record: PluginRecord, config: Mapping[str, Any], *, same_account: bool = False
    ) -> str:
        """Ask a build of the proposed values whether it connects. Raises ConnectionTestFailed."""
        values = record.usable_code().form.accept(self._values(record), dict(config))
        self._builder.check_sign_in(self._terms(record, values))
        with self._tried(record, values) as entry:
            said, account = tested(entry)
        if same_account:
            self._check_same_account(record, account)
        return said

    def _is_stored(self, record: PluginRecord, config: Mapping[str, Any]) -> bool:
        stored = self._values(record)
        return record.usable_code().form.accept(stored, dict(config)) == stored

    def _taken_again(self, plugin_id: str) -> None:
        """Go on with the stored credentials, which the other side takes again."""
        with self._changing(plugin_id) as record:
            if record.live is not None:
                self._accepted(plugin_id)
            elif record.enabled:
                self._start(record)

    def _check_same_account(self, record: PluginRecord, account: Account | None) -> None:
        known = self._stored(record).unique_id
        if known and account is not None and account.id != known:
            raise OtherAccount(
                f"These credentials belong to {account.name or account.id}, not to "
                f"{record.account or known}.",
                cure="Sign in as before, or add a second account.",
            )

    @contextmanager
    def _tried(
        self,
        record: PluginRecord,
        values: dict[str, Any],
        signed: Callable[[Entry], None] | None = None,
    ) -> Iterator[Entry]:
        """Give an entry that is built from proposed values and thrown away."""
        live = self._builder.trial(record, values, self._ova, signed)
        try:
            yield live.entry
        finally:
            self._builder.dismiss(record, live)


def _credential_names(schema: Mapping[str, Any], auth: Mapping[str, Any]) -> set[str]:
    secret = {
        name for name, part in schema["properties"].items() if part.get("format") == "password"
    }
    return secret | set(auth)
