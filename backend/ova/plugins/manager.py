"""What both managers share: finding, enabling, configuring, reloading and unloading plugins."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, ClassVar

from ova.core import OvaError, PluginInfo, PluginState
from ova.plugins.assembly import PluginAssembly
from ova.plugins.code import read_code
from ova.plugins.discovery import PluginFolders, find_plugins
from ova.plugins.errors import ConfigChanged, PluginFault, Unsupported, unusable
from ova.plugins.found import FoundPlugin
from ova.plugins.loader import forget_module
from ova.plugins.record import PluginRecord
from ova.plugins.store import PluginStorage
from ova.storage import StoredPlugin

logger = logging.getLogger(__name__)


class PluginManager(PluginAssembly):
    """Holds the plugins of one kind. Thread-safe; reading never waits for a plugin's code."""

    bundled_enabled: ClassVar[bool]
    """Whether a bundled plugin is enabled when its manifest does not say and nobody decided."""

    def __init__(self, storage: PluginStorage, folders: PluginFolders) -> None:
        super().__init__(storage)
        self._folders = folders

    def load_all(self, ova: Any) -> None:
        """Find every plugin and build the enabled ones; ``ova`` is what they receive."""
        self._ova = ova
        self.rescan()

    def enable(
        self, plugin_id: str, config: Mapping[str, Any] | None = None, *, force: bool = False
    ) -> PluginInfo:
        """Switch a plugin on, with ``config`` laid over its settings, and build it.

        A plugin that was dropped in just now is found. A build that fails does not raise: the state
        says so and the plugin stays enabled. Raises PluginNotFound, PluginBroken, ConfigInvalid or,
        unless ``force``, ConnectionTestFailed, with nothing changed.
        """
        if plugin_id not in self._records:
            self.rescan()
        with self._changing(plugin_id) as record:
            code = record.usable_code()
            if record.enabled and record.live is not None and not config:
                return record.info()
            values = code.form.accept(self._values(record), dict(config or {}))
            self._replace(record, values, save=True, check=bool(config) and not force)
        return self.info(plugin_id)

    def disable(self, plugin_id: str) -> PluginInfo:
        """Switch a plugin off and unload it. Its settings and secrets are kept."""
        with self._changing(plugin_id) as record:
            stored = self._stored(record)
            self._storage.save(replace(stored, enabled=False), None)
            record.enabled = False
            self._unload(record, final=True)
            if record.found is None:
                self._records.pop(record.id)
            elif record.code is not None:
                record.settle(PluginState.NOT_LOADED)
        return record.info()

    def set_config(
        self,
        plugin_id: str,
        config: Mapping[str, Any],
        *,
        force: bool = False,
        version: str | None = None,
    ) -> PluginInfo:
        """Check and save settings; an enabled plugin is built anew with them, then swapped in.

        When the new build fails the settings are kept all the same and the state says what is wrong.
        Raises PluginNotFound, PluginBroken, ConfigInvalid, ConfigChanged when they are no longer of
        the ``version`` that is given or, unless ``force``, ConnectionTestFailed, with nothing changed.
        """
        with self._changing(plugin_id) as record:
            if version is not None and version != self.config_version(plugin_id):
                raise ConfigChanged(
                    f"The settings of {record.name} were changed by somebody else meanwhile. "
                    "Yours were not saved.",
                    cure="Look at the settings as they are now, then change them again.",
                )
            values = record.usable_code().form.accept(self._values(record), config)
            if record.enabled:
                self._replace(record, values, save=True, check=not force)
            else:
                self._save(record, values, enabled=False)
        return self.info(plugin_id)

    def reload(self, plugin_id: str) -> PluginInfo:
        """Execute a plugin's code anew and, when it is enabled, build and swap it."""
        with self._changing(plugin_id) as record:
            self._bring_in(record, self._find().get(record.id))
        return self.info(plugin_id)

    def rescan(self) -> list[PluginInfo]:
        """Look for plugins again: new ones are added, broken ones tried again, vanished ones unloaded."""
        with self._lock:
            stored = self._storage.stored(self.kind)
            found = self._find(stored)
            touched: list[PluginRecord] = []
            for plugin_id in [*found, *(set(stored) - set(found))]:
                record = self._records.get(plugin_id)
                if record is None:
                    if plugin_id not in found and not stored[plugin_id].enabled:
                        continue
                    whose = stored[plugin_id].plugin_id if plugin_id in stored else ""
                    record = PluginRecord(plugin_id, self.kind, None, plugin_id=whose)
                elif record.found == found.get(plugin_id) and record.state != PluginState.BROKEN:
                    continue
                self._records[plugin_id] = record
                touched.append(record)
            self._bring_in_all([(record, found.get(record.id)) for record in touched])
            gone = [r.id for r in self._records.values() if r.id not in found and not r.enabled]
            for plugin_id in gone:
                self._unload(self._records.pop(plugin_id), final=True)
        for record in touched:
            self._tell(record.id)
        return self.infos()

    def unload_all(self) -> None:
        """Unload every plugin, as the hub does when it stops. What is stored stays."""
        with self._lock:
            for record in reversed(list(self._records.values())):
                self._unload(record, final=False)
                if record.state == PluginState.LOADED:
                    record.settle(PluginState.NOT_LOADED)

    @contextmanager
    def _changing(self, plugin_id: str) -> Iterator[PluginRecord]:
        with self._lock:
            yield self._record(plugin_id)
        self._tell(plugin_id)

    def _find(self, stored: Mapping[str, StoredPlugin] | None = None) -> dict[str, FoundPlugin]:
        """Return the files of every plugin, and of every account of one, by id."""
        found = {plugin.id: plugin for plugin in find_plugins(self.kind, self._folders)}
        for one in (self._storage.stored(self.kind) if stored is None else stored).values():
            if one.plugin_id and one.plugin_id in found:
                found.setdefault(one.id, found[one.plugin_id])
        return found

    def _bring_in_all(self, records: list[tuple[PluginRecord, FoundPlugin | None]]) -> None:
        for record, found in records:
            self._bring_in(record, found)

    def _bring_in(self, record: PluginRecord, found: FoundPlugin | None) -> None:
        """Import and build a plugin; one the hub makes no sense of is left out, not the others."""
        try:
            self._found_again(record, found)
        except Exception as error:
            logger.exception("%s %s cannot be used", self.kind.value, record.id)
            self._unload(record, final=True)
            fault = error if isinstance(error, OvaError) else unusable(record.name, error)
            record.settle(PluginState.BROKEN, fault)

    def _found_again(self, record: PluginRecord, found: FoundPlugin | None) -> None:
        """Import a plugin's code (again) and build it when it is enabled."""
        old, record.code, record.found = record.code, None, found
        stored = self._storage.get(self.kind, record.id)
        record.enabled = stored.enabled if stored is not None else False
        record.title = stored.title if stored is not None else ""
        try:
            if found is None:
                raise PluginFault(
                    f"{record.name} is gone.",
                    reason="its files are gone",
                    cure="Put its files back, or disable it.",
                )
            record.code = read_code(found)
            if stored is None and found.origin == "bundled":
                wanted = record.code.manifest.enabled_by_default
                record.enabled = self.bundled_enabled if wanted is None else wanted
        except OvaError as error:
            self._unload(record, final=True)
            unsupported = isinstance(error, Unsupported)
            state = PluginState.UNSUPPORTED if unsupported else PluginState.BROKEN
            record.settle(state if found else PluginState.MISSING, error)
            logger.warning("%s %s cannot be used: %s", self.kind.value, record.id, record.reason)
        self._imported(record)
        if record.code is not None and record.enabled:
            self._start(record)
        elif record.code is not None:
            record.settle(PluginState.NOT_LOADED)
        if old is not None and old.module_name:
            forget_module(old.module_name)
