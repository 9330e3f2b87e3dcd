"""Looking after integrations: accounts, entities, and what helps to find a fault."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ova.core import OvaError, PluginInfo
from ova.home import SyncResult, entity_key
from ova.plugins.check import Report, check_plugin
from ova.plugins.entry import Entry
from ova.plugins.errors import ConfirmationNeeded
from ova.plugins.proposals import Proposals
from ova.plugins.record import PluginRecord

logger = logging.getLogger(__name__)


class Upkeep(Proposals):
    """What people do with integrations that are there."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self._unchecked: set[str] = set()

    def info(self, plugin_id: str) -> PluginInfo:
        """Return one integration, with the tier of its quality. Raises PluginNotFound."""
        self._check(self._record(plugin_id))
        return super().info(plugin_id)

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
        try:
            return self.enable(record.id, config)
        except OvaError:
            with self._lock:
                self._storage.remove(self.kind, record.id)
                self._records.pop(record.id, None)
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

    def stored_values(self, entry_id: str) -> dict[str, Any]:
        """Return the settings as an account's code gets them, secrets too. Raises PluginBroken."""
        return self._values(self._record(entry_id))

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

    def quality(self, entry_id: str) -> Report:
        """Return how good an integration is, rule by rule. Raises PluginNotFound, PluginBroken."""
        record = self._record(entry_id)
        return check_plugin(record.files(), record.usable_code())

    def _imported(self, record: PluginRecord) -> None:
        super()._imported(record)
        record.quality = ""
        if record.found is not None and record.code is not None:
            self._unchecked.add(record.id)

    def _check(self, record: PluginRecord) -> None:
        """Note how good an integration is, once somebody looks: that takes longer than loading it."""
        found, code = record.found, record.code
        if record.id not in self._unchecked or found is None or code is None:
            return
        self._unchecked.discard(record.id)
        try:
            record.quality = check_plugin(found, code).tier.value
        except Exception:
            logger.exception("integration %s cannot be checked", record.id)

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
