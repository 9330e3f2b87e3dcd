"""The integrations: their objects, accounts and states."""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from ova.core import NotAllowed, OvaError, PluginInfo, PluginKind, PluginState, Unavailable
from ova.home import Home, SyncResult, entity_key
from ova.plugins.check import check_plugin
from ova.plugins.connection_test import Account, tested, with_account
from ova.plugins.dependencies import requirements_of, unmet
from ova.plugins.discovery import PluginFolders
from ova.plugins.entities import EntityLink
from ova.plugins.entry import Entry, Part, RetiringPart
from ova.plugins.entry_building import EntryBuilder, Issues
from ova.plugins.errors import (
    ConfigInvalid,
    ConfirmationNeeded,
    IntegrationNotLoaded,
    MigrationFailed,
    OtherAccount,
    PluginFault,
)
from ova.plugins.fence import redact
from ova.plugins.fetch import Fetcher
from ova.plugins.found import FoundPlugin
from ova.plugins.health import Health
from ova.plugins.installing import install
from ova.plugins.manager import PluginManager
from ova.plugins.migration import brought_up
from ova.plugins.record import Live, PluginRecord, not_loaded_cure
from ova.plugins.retries import retry_delay_s
from ova.plugins.sign_in import SignIns, SignInTerms
from ova.plugins.store import PluginStorage
from ova.schedule import Jobs
from ova.sdk import AuthFailed, Event, SecretMissing

logger = logging.getLogger(__name__)
_AT_ONCE = 8
"""Integrations set up at the same time when the hub starts: one that waits holds up no other."""


class IntegrationManager(PluginManager):
    """Holds the integrations. ``parts`` are what the platform does for those that are loaded."""

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
        self._jobs = jobs
        self._now = now
        self._installing = threading.Lock()
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

    def entry(self, entry_id: str) -> Entry:
        """Return a loaded integration. Raises PluginNotFound, IntegrationNotLoaded."""
        record = self._record(entry_id)
        if record.live is None:
            raise self._not_loaded(record, entry_id)
        entry: Entry = record.live.entry
        return entry

    def entries(self) -> list[Entry]:
        """Return everything that is loaded, by id."""
        records = sorted(self._records.copy().items())
        return [record.live.entry for _, record in records if record.live is not None]

    def get_integration_module(self, integration_id: str) -> Any:
        """Return the object an integration built. Ask each time: new settings make a new object.

        Raises IntegrationNotLoaded, which is also a RuntimeError, with what to do about it.
        """
        record = self._records.get(integration_id)
        live = record.live if record is not None else None
        if live is None:
            raise self._not_loaded(record, integration_id)
        return live.object

    def integration_exists(self, integration_id: str) -> bool:
        """Tell whether an integration is loaded."""
        record = self._records.get(integration_id)
        return record is not None and record.live is not None

    def available(self) -> list[PluginInfo]:
        """Return every integration whose files are there."""
        return [info for info in self.infos() if info.state != PluginState.MISSING]

    def imported(self) -> list[PluginInfo]:
        """Return the enabled integrations."""
        return [info for info in self.infos() if info.enabled]

    def not_imported(self) -> list[PluginInfo]:
        """Return the integrations that may be enabled."""
        return [info for info in self.available() if not info.enabled]

    def enable(
        self, plugin_id: str, config: Mapping[str, Any] | None = None, *, force: bool = False
    ) -> PluginInfo:
        """Switch an integration on; see PluginManager. Its ``activate`` is called and may say something."""
        was = self._records.get(plugin_id)
        fresh = was is None or not was.enabled or was.live is None
        info = super().enable(plugin_id, config, force=force)
        if fresh and info.state == PluginState.LOADED:
            self._activate(plugin_id)
        return self.info(plugin_id)

    def disable(self, plugin_id: str) -> PluginInfo:
        """Switch an integration off after its ``deactivate``. Settings and secrets are kept."""
        record = self._record(plugin_id)
        if record.live is not None:
            self._say_goodbye(record.live.entry)
        info = super().disable(plugin_id)
        self._forget_retry(record)
        return info

    def set_config(
        self, plugin_id: str, config: Mapping[str, Any], *, force: bool = False
    ) -> PluginInfo:
        """Check, test and save settings, and build anew; see PluginManager.

        The integration's own ``test_connection`` is asked with the proposed values first, unless
        ``force``. Raises ConnectionTestFailed besides; then the old settings are untouched and in use.
        """
        info = super().set_config(plugin_id, config, force=force)
        if info.enabled and info.state == PluginState.LOADED:
            self._activate(plugin_id)
        return self.info(plugin_id)

    def test(self, plugin_id: str, config: Mapping[str, Any] | None = None) -> str:
        """Try proposed settings without saving them; return what the integration says to them.

        Raises ConfigInvalid, or ConnectionTestFailed with the code ``cannot_connect``,
        ``invalid_auth`` or ``unknown``.
        """
        return self._tested(self._record(plugin_id), config or {})

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
            yield entry, account

    def signed_in(self, plugin_id: str, account: Account | None) -> PluginInfo:
        """Note who signed in and, when it is enabled, build anew with the new access token."""
        if account is not None:
            self._note_account(self._record(plugin_id), account)
        with self._changing(plugin_id) as record:
            if record.enabled and record.code is not None:
                self._start(record)
        if record.live is not None:
            self._activate(plugin_id)
        return self.info(plugin_id)

    def signed_out(self, plugin_id: str) -> PluginInfo:
        """Forget who was signed in; an enabled one waits for a sign-in by anybody."""
        record = self._record(plugin_id)
        self._note_account(record, Account("", ""))
        return self.signed_in(plugin_id, None)

    def pause(self, plugin_id: str) -> PluginInfo:
        """Unload for a while; settings and entities stay. A second call changes nothing."""
        return self._set_paused(plugin_id, paused=True)

    def resume(self, plugin_id: str) -> PluginInfo:
        """Load what was paused."""
        return self._set_paused(plugin_id, paused=False)

    def add_account(
        self, integration_id: str, title: str = "", config: Mapping[str, Any] | None = None
    ) -> PluginInfo:
        """Add an account of an integration, and enable it. Raises as ``enable`` does, adding nothing."""
        with self._lock:
            first = self._record(integration_id)
            code, found = first.usable_code(), first.files()
            code.form.accept(code.form.defaults, dict(config or {}))  # before anything is there
            number = 2
            while f"{integration_id}_{number}" in self._records:
                number += 1
            record = PluginRecord(
                f"{integration_id}_{number}", self.kind, None, plugin_id=first.plugin_id
            )
            record.title = title.strip() or f"{first.name} {number}"
            stored = replace(self._stored(record), title=record.title)
            self._storage.save(stored, {})
            self._records[record.id] = record
            self._bring_in(record, found)
        return self.enable(record.id, config)

    def activate(self, plugin_id: str, config: Mapping[str, Any] | None = None) -> PluginInfo:
        """Enable an integration, or end its pause; one that runs stays as it is.

        Raises as ``enable``; a ConfigInvalid carries the form that is to be filled in.
        """
        if plugin_id not in self._records:  # it may have been dropped in just now
            self.rescan()
        record = self._record(plugin_id)
        if record.state == PluginState.PAUSED:
            if config:
                self.set_config(plugin_id, config)
            return self.resume(plugin_id)
        try:
            return self.enable(plugin_id, config)
        except ConfigInvalid as error:
            error.form = {"schema": self.schema(plugin_id), "values": self.config(plugin_id)}
            raise

    def removal(self, plugin_id: str, mode: str = "safe") -> dict[str, Any]:
        """Return what ``remove`` would do to the entities: by name, and which carry decisions."""
        record = self._record(plugin_id)
        rows = [
            {"id": entity.id, "name": entity.name, "decided": list(decided)}
            for entity, decided in self._home.owned(record.id)
        ]
        kept = [row["name"] for row in rows if row["decided"] and mode == "safe"]
        gone = [row["name"] for row in rows if not (row["decided"] and mode == "safe")]
        return {
            "id": record.id,
            "name": record.name,
            "mode": mode,
            "entities": rows,
            "detached": kept,
            "removed": gone,
        }

    def remove(self, plugin_id: str, *, mode: str = "safe", confirm: bool = True) -> SyncResult:
        """Switch off and delete settings, secrets, entities and everything stored for it.

        In ``safe`` mode entities a person decided something about are detached, in mode ``all`` they
        are deleted too. Its files stay, so that a first account can be imported again. Raises
        PluginNotFound, and ConfirmationNeeded without ``confirm``; then nothing was done.
        """
        with self._lock:
            record = self._record(plugin_id)
            if not confirm:
                count = len(self._home.owned(plugin_id))
                raise ConfirmationNeeded(
                    f"Removing {record.name} deletes its settings, and {count} entities are let go. "
                    "Nothing was done yet.",
                    cure="Look at what would happen with dry_run=1, then send confirm=1.",
                )
            if record.enabled:
                self.disable(plugin_id)
            left = self._home.let_go(plugin_id, keep_decided=mode == "safe")
            for part in self._parts:
                part.forget(plugin_id)
            self._storage.remove(self.kind, plugin_id)
            if record.plugin_id != record.id:
                self._records.pop(plugin_id, None)
            else:
                record.title = record.account = record.message = ""
                record.entities = 0
        self._tell(plugin_id)
        return left

    def note(self, entry: Entry, about: str, texts: Sequence[str]) -> None:
        """Show warnings on a loaded integration, in place of the earlier ones about the same."""
        if entry.notes.get(about, []) != list(texts):
            entry.notes[about] = list(texts)
            self._tell(entry.id)

    def call_failed(self, entry: Entry, error: OvaError) -> str:
        """Show on an integration that a call of its code failed; returns why, for its author."""
        record = self._records.get(entry.id)
        if record is None or record.live is None:
            return error.reason if isinstance(error, PluginFault) else error.message
        return self._failed(record, record.live, error)

    def sync(self, integration_id: str) -> SyncResult:
        """Ask a loaded integration for its entities again; return what changed.

        Raises what its ``entities`` raises; then nothing changed.
        """
        with self._changing(integration_id) as record:
            if record.live is None:
                raise self._not_loaded(record, integration_id)
            return self.entities.sync(record.live.entry)

    def preview(self, entry_id: str) -> dict[str, Any]:
        """Return what an integration has to offer, what of it is chosen, and what a sync would change.

        One that is not loaded is built from its stored settings for this, and thrown away. Raises
        ConfigInvalid, and what its build and its ``entities`` raise.
        """
        record = self._record(entry_id)
        if record.live is not None:
            return self._preview(record, record.live.entry)
        values = self._values(record)
        record.usable_code().form.check(values)
        with self._tried(record, values) as entry:
            return self._preview(record, entry)

    def choose_entities(self, entry_id: str, keys: Sequence[str] | None) -> SyncResult:
        """Keep which of its things are wanted (their own keys; None: all) and let go of the others.

        Those that are not loaded follow when they are. Raises what its ``entities`` raises; the choice
        is kept then all the same.
        """
        with self._changing(entry_id) as record:
            record.usable_code()
            full = None if keys is None else [entity_key(record.id, key) for key in keys]
            self._storage.choose_entities(record.id, full)
            if record.live is None:
                return SyncResult()
            return self.entities.sync(record.live.entry)

    def set_health(self, entry_id: str, health: Health | None) -> None:
        """Take what an integration's own code says of how it is, and tell it when it is news."""
        record = self._records.get(entry_id)
        if record is not None and record.health != health:
            record.health = health
            self._tell(entry_id)

    def folder(self, entry_id: str) -> Path | None:
        """Return the folder of an integration's files; None when it is a single file or is gone."""
        found = self._record(entry_id).found
        return found.folder if found is not None else None

    def secret_values(self, entry_id: str) -> tuple[str, ...]:
        """Return every stored secret of an account: what must not be shown."""
        record = self._record(entry_id)
        live = record.live.secrets if record.live is not None else ()
        stored = self._storage.secrets(self.kind, entry_id).values()
        return tuple(dict.fromkeys(one for one in (*live, *stored) if one))

    def insight(self, entry_id: str) -> dict[str, Any]:
        """Return what is known of an account for those who look for a fault, not yet redacted."""
        record = self._record(entry_id)
        code, live = record.code, record.live
        entry: Entry | None = live.entry if live is not None else None
        return {
            "info": record.info().to_json(),
            "manifest": code.manifest.model_dump(mode="json") if code else None,
            "config": code.form.masked(self._values(record)) if code else None,
            "attempts": record.attempts,
            "errors": list(record.errors),
            "responses": list(entry.context.fetch.recent) if entry is not None else [],
        }

    def install_requirements(
        self, plugin_id: str, progress: Callable[[str], None] = lambda _line: None
    ) -> PluginInfo:
        """Install what an integration needs and is not there, and load it anew.

        ``progress`` is told what happens, and so is everybody who listens. Raises
        RequirementsConflict naming both sides, RequirementsFailed; then nothing was changed.
        """
        record = self._record(plugin_id)
        found = record.files()
        code = record.code
        wanted = requirements_of(found, code.manifest if code else None)

        def tell(line: str) -> None:
            record.progress = line
            progress(line)
            self._tell(plugin_id)

        others = {
            one.name: one.found.dependencies
            for one in self._records.copy().values()
            if one.found is not None and one.found.dependencies != found.dependencies
        }
        try:
            with self._installing:
                installed = install(found, record.name, wanted, others, tell)
        finally:
            record.progress = ""
        if not installed and record.state is not PluginState.BROKEN:
            return record.info()
        return self.reload(plugin_id)

    def unload_all(self) -> None:
        """Unload every integration and end the retries."""
        super().unload_all()
        if self._jobs is not None:
            for record in self._records.values():
                self._jobs.forget(_retry_key(record))

    # What the manager calls.

    def _marked(self, built: Any) -> dict[str, Callable[..., Any]]:  # noqa: ARG002 - see _build
        return {}

    def _imported(self, record: PluginRecord) -> None:
        super()._imported(record)
        record.quality, record.unmet = "", ()
        found, code = record.found, record.code
        if found is None:
            return
        try:
            wanted = requirements_of(found, code.manifest if code else None)
            record.unmet = tuple(one.requirement for one in unmet(found, wanted) if not one.have)
            if code is not None:
                record.notes.extend(code.notes)
                record.quality = check_plugin(found, code).tier.value
        except PluginFault as fault:
            record.notes.append(fault.reason)
        except Exception:
            logger.exception("integration %s cannot be checked", record.id)

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
            news=lambda count, reason: self._entity_news(record, live, count, reason),
        )

    def _approve(self, live: Live) -> None:
        if live.entry.hook("test_connection") is not None:
            tested(live.entry)

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
        self._forget_retry(record)

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
            self._plan_retry(record, outcome)

    # Trying again.

    def _plan_retry(self, record: PluginRecord, error: object) -> None:
        if self._jobs is None:
            return
        record.attempts += 1
        local = record.code.manifest.local if record.code else True
        delay = retry_delay_s(record.attempts, local=local, error=error)
        record.retry_at = self._now() + delay
        self._jobs.plan(_retry_key(record), delay, lambda: self._retry(record.id))

    def _forget_retry(self, record: PluginRecord) -> None:
        if self._jobs is not None:
            self._jobs.forget(_retry_key(record))

    def _retry(self, entry_id: str) -> None:
        with self._lock:
            record = self._records.get(entry_id)
            if record is None or record.state != PluginState.SETUP_RETRY or not record.enabled:
                return
            self._replace(record, self._values(record), save=False)
        self._tell(entry_id)

    # Smaller things.

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

    def _check_same_account(self, record: PluginRecord, account: Account | None) -> None:
        known = self._stored(record).unique_id
        if known and account is not None and account.id != known:
            raise OtherAccount(
                f"These credentials belong to {account.name or account.id}, not to "
                f"{record.account or known}.",
                cure="Sign in as before, or add a second account.",
            )

    def _note_account(self, record: PluginRecord, account: Account) -> None:
        record.account = account.name
        stored = self._stored(record)
        if account.id != stored.unique_id:
            self._storage.save(replace(stored, unique_id=account.id), None)

    def _terms(self, record: PluginRecord, values: Mapping[str, Any]) -> SignInTerms:
        manifest = record.usable_code().manifest
        return SignInTerms(record.id, record.plugin_id, record.name, manifest, values)

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

    def _activate(self, entry_id: str) -> None:
        """Call ``activate`` and note what it says, and who is signed in."""
        record = self._record(entry_id)
        if record.live is None:
            return
        entry: Entry = record.live.entry
        hook = entry.hook("activate")
        before = record.message, record.account, len(record.live_notes)
        try:
            said = entry.call("activate", hook, entry.context) if hook else None
        except OvaError as error:
            record.live_notes.append(f"activate: {error.message}")
            said = None
        record.message = redact(said, entry.secrets) if isinstance(said, str) else ""
        account = with_account(entry)
        if account is not None:
            record.account = account.name
            stored = self._stored(record)
            if account.id and account.id != stored.unique_id:
                self._storage.save(replace(stored, unique_id=account.id), None)
        if before != (record.message, record.account, len(record.live_notes)):
            self._tell(entry_id)

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
                    self._forget_retry(record)
                    self._start(record)
        return self.info(entry_id)

    def _refused(self, entry_id: str, error: OvaError) -> None:
        """Note that the other side took no credentials any more; the object stays in use."""
        record = self._records.get(entry_id)
        if record is not None and record.state == PluginState.LOADED:
            record.settle(PluginState.REAUTH, error)
            self._tell(entry_id)

    def _entity_news(
        self, record: PluginRecord, live: Live, count: int | None, reason: str
    ) -> None:
        record.entities = record.entities if count is None else count
        notes = [redact(reason, live.secrets)] if reason else []
        if record.live_notes != notes:
            record.live_notes[:] = notes
            self._tell(record.id)

    def _call_failed(self, entry: Entry, error: OvaError) -> str:
        record = self._records.get(entry.id)
        if record is None or record.live is None:
            return error.reason if isinstance(error, PluginFault) else error.message
        return self._failed(record, record.live, error)

    def _preview(self, record: PluginRecord, entry: Entry) -> dict[str, Any]:
        book = entry.context.entities
        devices = self.entities.read(entry)
        offered = {book.full_key(one.key): one for one in book.told() if devices is None}
        for device in devices or ():
            offered.setdefault(book.full_key(device.key), device)
        declared = book.declared(offered.values())
        wanted = {one.key for one in declared}
        known = {entity.key: entity for entity, _ in self._home.owned(record.id)}
        changes = self._home.would_sync(record.id, declared).to_json()
        chosen = self._storage.chosen_entities(record.id)
        return {
            "count": len(offered),
            "entities": [
                {
                    "key": device.key,
                    "name": entry.clean_data(device.name),
                    "domain": device.domain,
                    "area": device.area,
                    "chosen": key in wanted,
                    "entity_id": known[key].id if key in known else None,
                }
                for key, device in offered.items()
            ],
            "choice": None
            if chosen is None
            else [k.removeprefix(f"{record.id}.") for k in sorted(chosen)],
            "changes": changes,
            "needs_sync": any(changes.values()),
        }

    def _not_loaded(self, record: PluginRecord | None, entry_id: str) -> IntegrationNotLoaded:
        return IntegrationNotLoaded(
            f"{record.name if record else entry_id} is not set up.",
            cure=not_loaded_cure(record, self.kind),
        )


def _retry_key(record: PluginRecord) -> str:
    return f"set-up:{record.id}"


def _credential_names(schema: Mapping[str, Any], auth: Mapping[str, Any]) -> set[str]:
    secret = {
        name for name, part in schema["properties"].items() if part.get("format") == "password"
    }
    return secret | set(auth)
