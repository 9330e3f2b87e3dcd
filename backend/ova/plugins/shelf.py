"""The plugins of one kind, to be looked at: what they are, their settings, and who hears of changes."""

import difflib
import threading
from abc import ABC
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from ova.core import PluginInfo, PluginKind
from ova.plugins.errors import PluginNotFound
from ova.plugins.record import PluginRecord
from ova.plugins.store import PluginStorage
from ova.plugins.translations import ENGLISH
from ova.storage import StoredPlugin

Listener = Callable[[PluginInfo], None]


class PluginShelf(ABC):
    """Holds the records of one kind of plugin. Thread-safe; reading never waits for a plugin's code."""

    kind: ClassVar[PluginKind]

    def __init__(self, storage: PluginStorage) -> None:
        self._storage = storage
        self._records: dict[str, PluginRecord] = {}
        self._lock = threading.RLock()
        self._listeners: list[Listener] = []

    def infos(self) -> list[PluginInfo]:
        """Return every plugin, by id."""
        return [record.info() for _, record in sorted(self._records.copy().items())]

    def info(self, plugin_id: str) -> PluginInfo:
        """Return one plugin. Raises PluginNotFound with near matches."""
        return self._record(plugin_id).info()

    def folder(self, plugin_id: str) -> Path | None:
        """Return the folder of a plugin's files; None when it is a single file or is gone."""
        found = self._record(plugin_id).found
        return found.folder if found is not None else None

    def secret_values(self, plugin_id: str) -> tuple[str, ...]:
        """Return every stored secret of a plugin: what must not be shown."""
        record = self._record(plugin_id)
        live = record.live.secrets if record.live is not None else ()
        stored = self._storage.secrets(self.kind, plugin_id).values()
        return tuple(dict.fromkeys(one for one in (*live, *stored) if one))

    def config(self, plugin_id: str) -> dict[str, Any]:
        """Return a plugin's settings, each secret as ``{"is_set": bool}``."""
        record = self._record(plugin_id)
        return record.usable_code().form.masked(self._values(record))

    def default_config(self, plugin_id: str) -> dict[str, Any]:
        """Return the settings the plugin starts with, secrets masked likewise."""
        form = self._record(plugin_id).usable_code().form
        return form.masked(form.defaults)

    def schema(self, plugin_id: str, language: str = ENGLISH) -> dict[str, Any]:
        """Return the JSON Schema (2020-12) of a plugin's settings, labels and help in a language."""
        code = self._record(plugin_id).usable_code()
        return code.translations.form(code.form.schema, language)

    def told(self, info: PluginInfo, language: str) -> dict[str, Any]:
        """Return what is known of a plugin in wire form, named and described in a language, its events too."""
        wire = info.to_json()
        record = self._records.get(info.id)
        code = record.code if record is not None else None
        if code is None:
            return wire
        events = (wire.get("offers") or {}).get("events")
        if events:
            wire["offers"] = {
                **wire["offers"],
                "events": code.translations.events(events, language),
            }
        # An account is called as people named it.
        keys = ("name", "description") if info.name == code.manifest.name else ("description",)
        texts = {key: code.translations.find(language, key) for key in keys}
        return wire | {key: text for key, text in texts.items() if text}

    def config_version(self, plugin_id: str) -> str:
        """Return what changes whenever a plugin's settings are saved."""
        return f"{self._stored(self._record(plugin_id)).updated_at:.6f}"

    def subscribe(self, callback: Listener) -> Callable[[], None]:
        """Call ``callback`` with the PluginInfo after every change; returns what ends it."""
        self._listeners.append(callback)

        def unsubscribe() -> None:
            if callback in self._listeners:
                self._listeners.remove(callback)

        return unsubscribe

    def _record(self, plugin_id: str) -> PluginRecord:
        record = self._records.get(plugin_id)
        if record is None:
            names = [
                one for one in self._records if "~" not in one
            ]  # twins of a name are of no use
            near = difflib.get_close_matches(plugin_id, names)
            raise PluginNotFound(
                f"There is no {self.kind.value} {plugin_id!r}.",
                cure=f"Did you mean {' or '.join(near)}?" if near else "Look at the list of names.",
            )
        return record

    def _stored(self, record: PluginRecord) -> StoredPlugin:
        stored = self._storage.get(self.kind, record.id)
        whose = "" if record.plugin_id == record.id else record.plugin_id
        return StoredPlugin(self.kind, record.id, plugin_id=whose) if stored is None else stored

    def _values(self, record: PluginRecord) -> dict[str, Any]:
        form = record.usable_code().form
        secrets = self._storage.secrets(self.kind, record.id)
        return form.joined(form.fill(self._stored(record).config), secrets)

    def _tell(self, plugin_id: str) -> None:
        record = self._records.get(plugin_id)
        if record is None:
            return
        for listener in list(self._listeners):
            listener(record.info())
