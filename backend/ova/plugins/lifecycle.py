"""The life of an integration: set up, loaded, retried, paused, unloaded."""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any, ClassVar

from ova.core import OvaError, PluginInfo, PluginKind, PluginState, Unavailable
from ova.home import Home
from ova.plugins.connection_test import Account, tested, with_account
from ova.plugins.discovery import PluginFolders
from ova.plugins.entities import EntityLink
from ova.plugins.entry import Entry, Part, RetiringPart
from ova.plugins.entry_building import EntryBuilder, Issues
from ova.plugins.errors import (
    AlreadyAdded,
    ConfigInvalid,
    IntegrationNotLoaded,
    MigrationFailed,
)
from ova.plugins.fence import redact
from ova.plugins.fetch import Fetcher
from ova.plugins.found import FoundPlugin
from ova.plugins.loaded import Loaded
from ova.plugins.migration import brought_up
from ova.plugins.record import Live, PluginRecord, reason_of
from ova.plugins.retry_plan import RetryPlan
from ova.plugins.sign_in import SignIns, SignInTerms
from ova.plugins.store import PluginStorage
from ova.schedule import Jobs
from ova.sdk import AuthFailed, Event, SecretMissing

logger = logging.getLogger(__name__)
_AT_ONCE = 8
"""Integrations set up at the same time when the hub starts: one that waits holds up no other."""


class Lifecycle(Loaded):
    """Loads and unloads integrations. ``parts`` are what the platform does for those that are loaded."""

    kind: ClassVar[PluginKind] = PluginKind.INTEGRATION
    bundled_enabled: ClassVar[bool] = False

    def __init__(
        self,
        storage: PluginStorage,
        folders: PluginFolders,
        home: Home,
        *,
        jobs: Jobs | None = None,
        now: Callable[[], float] = time.time,
        fetcher: Callable[..., Fetcher] = Fetcher,
    ) -> None:
        super().__init__(storage, folders)
        self._home = home
        self._retries = RetryPlan(jobs, now)
        self._parts: list[Part] = []
        self._attached: dict[str, tuple[Entry, list[Part]]] = {}
        self._builder = EntryBuilder(home, storage, jobs, fetcher)
        self.entities = EntityLink(home, self.call_failed)

    def connect(
        self,
        parts: Sequence[Part],
        *,
        tell: Callable[[Entry, Event], bool] | None = None,
        address: Callable[[str, str], str] | None = None,
        sign_ins: SignIns | None = None,
        issues: Issues | None = None,
    ) -> None:
        """Add what is done for loaded integrations; before ``load_all``.

        ``tell`` takes their events, ``address`` gives an entry's address of a kind, ``sign_ins``
        keeps their access tokens, ``issues`` gives what an entry tells its issues to.
        """
        self._parts.extend(parts)
        self._builder.connect(tell, address, sign_ins, issues)

    def disable(self, plugin_id: str) -> PluginInfo:
        """Switch an integration off after its ``deactivate``. Settings and secrets are kept."""
        record = self._record(plugin_id)
        if record.live is not None:
            self._say_goodbye(record.live.entry)
        info = super().disable(plugin_id)
        self._retries.drop(record)
        return info

    def pause(self, plugin_id: str) -> PluginInfo:
        """Unload for a while; settings and entities stay. A second call changes nothing."""
        return self._set_paused(plugin_id, paused=True)

    def resume(self, plugin_id: str) -> PluginInfo:
        """Load what was paused."""
        return self._set_paused(plugin_id, paused=False)

    def unload_all(self) -> None:
        """Unload every integration and end the retries."""
        super().unload_all()
        for record in self._records.values():
            self._retries.drop(record)

    def _marked(self, built: Any) -> dict[str, Callable[..., Any]]:  # noqa: ARG002 - see _build
        return {}

    def _bring_in_all(self, records: list[tuple[PluginRecord, FoundPlugin | None]]) -> None:
        if len(records) < 2:
            super()._bring_in_all(records)
            return
        with ThreadPoolExecutor(min(_AT_ONCE, len(records)), "ova-set-up") as threads:
            list(threads.map(lambda one: self._bring_in(*one), records))

    def _start(self, record: PluginRecord) -> None:
        stored = self._stored(record)
        if stored.paused:
            record.settle(PluginState.PAUSED)
            return
        code = record.usable_code()
        values = self._values(record)
        try:
            newer = brought_up(code, record.files(), stored, values)
        except MigrationFailed as error:
            self._unload(record, final=True)
            record.settle(PluginState.MIGRATION_ERROR, error)
            logger.warning("integration %s: %s", record.id, record.reason)
            return
        if newer is not None:
            self._save(record, newer, enabled=record.enabled)
            values = newer
        self._replace(record, values, save=False)

    def _build(self, record: PluginRecord, values: dict[str, Any]) -> Live:
        record.usable_code().form.check(values)  # a blank setting is told before the sign-in
        self._builder.check_sign_in(self._terms(record, values))
        live = super()._build(record, values)
        return self._builder.finished(
            record,
            live,
            self._ova,
            refused=lambda error: self._refused(record.id, error),
            accepted=lambda: self._accepted(record.id),
            news=lambda count, reason: self._entity_news(record, live, count, reason),
        )

    def _approve(self, live: Live) -> None:
        entry: Entry = live.entry
        account = with_account(entry) if entry.hook("test_connection") is None else tested(entry)[1]
        self._check_not_twice(self._record(entry.id), account)

    def _check_not_twice(self, record: PluginRecord, account: Account | None) -> None:
        """Raise AlreadyAdded when an account is there as another entry of the same integration."""
        if account is None or not account.id:
            return
        for other in self._records.copy().values():
            if (
                other is not record
                and other.plugin_id == record.plugin_id
                and self._stored(other).unique_id == account.id
            ):
                raise AlreadyAdded(
                    f"{account.name or account.id} is there already, as {other.name}.",
                    cure=f"Change the settings of {other.name} instead.",
                )

    def _connect(self, record: PluginRecord, live: Live) -> None:
        entry: Entry = live.entry
        entry.notes["declared"] = list(entry.capabilities.problems)
        attached: list[Part] = []
        self._attached[record.id] = entry, attached
        self.entities.attach(entry)
        for part in self._parts:
            part.attach(entry)
            attached.append(part)
        record.attempts, record.retry_at = 0, None
        self._retries.drop(record)

    def _disconnect(self, record: PluginRecord, *, final: bool) -> None:
        super()._disconnect(record, final=final)
        found = self._attached.pop(record.id, None)
        if found is None:
            return
        entry, parts = found
        for part in reversed(parts):
            part.detach(entry)
        self.entities.detach(entry, final=final)

    def _state_after(self, error: OvaError) -> PluginState:
        if isinstance(error, AuthFailed):
            return PluginState.REAUTH
        if isinstance(error, SecretMissing) or (
            isinstance(error, ConfigInvalid) and error.only_blank
        ):
            return PluginState.NEEDS_SETUP
        if isinstance(error, Unavailable) and not isinstance(error, IntegrationNotLoaded):
            return PluginState.SETUP_RETRY
        return PluginState.SETUP_ERROR

    def _settle(self, record: PluginRecord, outcome: Live | OvaError) -> None:
        super()._settle(record, outcome)
        if record.state == PluginState.SETUP_RETRY:
            self._retries.plan(record, outcome, lambda: self._retry(record.id))
        elif isinstance(outcome, Live) and record.live is outcome:
            self._activate(record, outcome)

    def _retry(self, entry_id: str) -> None:
        with self._lock:
            record = self._records.get(entry_id)
            if record is None or record.state != PluginState.SETUP_RETRY or not record.enabled:
                return
            self._replace(record, self._values(record), save=False)
        self._tell(entry_id)

    def _terms(self, record: PluginRecord, values: Mapping[str, Any]) -> SignInTerms:
        manifest = record.usable_code().manifest
        return SignInTerms(record.id, record.plugin_id, record.name, manifest, values)

    def _note_account(self, record: PluginRecord, account: Account) -> None:
        record.account = account.name
        stored = self._stored(record)
        if account.id != stored.unique_id:
            self._storage.save(replace(stored, unique_id=account.id), None)

    def _activate(self, record: PluginRecord, live: Live) -> None:
        """Call ``activate`` of what was just loaded; note what it says, and who is signed in."""
        entry: Entry = live.entry
        hook = entry.hook("activate")
        before = record.message, record.account, len(record.live_notes)
        try:
            said = entry.call("activate", hook, entry.context) if hook else None
        except OvaError as error:
            record.live_notes.append(f"activate: {reason_of(error)}")
            said = None
        record.message = redact(said, entry.secrets) if isinstance(said, str) else ""
        account = with_account(entry)
        if account is not None:
            record.account = account.name
            stored = self._stored(record)
            if account.id and account.id != stored.unique_id:
                self._storage.save(replace(stored, unique_id=account.id), None)
        if before != (record.message, record.account, len(record.live_notes)):
            self._tell(record.id)

    def _say_goodbye(self, entry: Entry) -> None:
        for part in self._parts:
            if isinstance(part, RetiringPart):
                part.retire(entry)
        hook = entry.hook("deactivate")
        if hook is None:
            return
        try:
            entry.call("deactivate", hook, entry.context)
        except OvaError as error:
            logger.warning("integration %s: deactivate: %s", entry.id, error.message)

    def _set_paused(self, entry_id: str, *, paused: bool) -> PluginInfo:
        with self._changing(entry_id) as record:
            stored = self._stored(record)
            if stored.paused != paused:
                self._storage.save(replace(stored, paused=paused), None)
                if record.enabled and record.code is not None:
                    self._unload(record, final=True)
                    self._retries.drop(record)
                    self._start(record)
        return self.info(entry_id)
