"""What the managers keep between two starts."""

from collections.abc import Iterable, Mapping
from typing import Any

from ova.core import PluginKind
from ova.storage import Database, StoredPlugin


class PluginStorage:
    """Settings, secrets and small values of plugins. A write is on disk when it returns."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def stored(self, kind: PluginKind) -> dict[str, StoredPlugin]:
        """Return what is kept of every plugin of a kind, by id; secrets are not in it."""
        return {plugin.id: plugin for plugin in self._database.plugins.all(kind)}

    def get(self, kind: PluginKind, plugin_id: str) -> StoredPlugin | None:
        """Return what is kept of one plugin, or None."""
        return self._database.plugins.get(kind, plugin_id)

    def save(self, plugin: StoredPlugin, secrets: Mapping[str, str] | None) -> None:
        """Keep settings and exactly these secrets, both or neither; None leaves the secrets."""
        owner = owner_of(plugin.kind, plugin.id)
        with self._database.transaction():
            self._database.plugins.put(plugin)
            if secrets is None:
                return
            for name in set(self._database.secrets.items(owner)) - set(secrets):
                self._database.secrets.delete(owner, name)
            for name, value in secrets.items():
                self._database.secrets.set(owner, name, value)

    def remove(self, kind: PluginKind, plugin_id: str) -> None:
        """Delete settings, secrets and small values of a plugin, all or nothing."""
        owner = owner_of(kind, plugin_id)
        with self._database.transaction():
            self._database.plugins.remove(kind, plugin_id)
            self._database.secrets.delete(owner)
            self._database.plugin_store.clear(owner)
            self._database.plugin_store.clear(f"hub:{owner}")

    def secrets(self, kind: PluginKind, plugin_id: str) -> dict[str, str]:
        """Return a plugin's secrets by dotted path."""
        return self._database.secrets.items(owner_of(kind, plugin_id))

    def value(self, kind: PluginKind, plugin_id: str, name: str, default: Any = None) -> Any:
        """Return a small value the plugin kept, or ``default``."""
        return self._database.plugin_store.get(owner_of(kind, plugin_id), name, default)

    def set_value(self, kind: PluginKind, plugin_id: str, name: str, value: Any) -> None:
        """Keep a small value of the plugin. Raises InvalidInput when it is not JSON."""
        self._database.plugin_store.set(owner_of(kind, plugin_id), name, value)

    def values(self, kind: PluginKind, plugin_id: str) -> dict[str, Any]:
        """Return every small value the plugin kept, by name."""
        return self._database.plugin_store.items(owner_of(kind, plugin_id))

    def forget_value(self, kind: PluginKind, plugin_id: str, name: str) -> bool:
        """Forget a small value; False when there was none."""
        return self._database.plugin_store.delete(owner_of(kind, plugin_id), name)

    def chosen_entities(self, entry_id: str) -> frozenset[str] | None:
        """Return the keys a person chose of an integration's things; None for all."""
        kept = self._database.plugin_store.get(_hub_owner(entry_id), "entities")
        return None if kept is None else frozenset(kept)

    def choose_entities(self, entry_id: str, keys: Iterable[str] | None) -> None:
        """Keep which things a person wants to have; None for all."""
        if keys is None:
            self._database.plugin_store.delete(_hub_owner(entry_id), "entities")
        else:
            self._database.plugin_store.set(_hub_owner(entry_id), "entities", sorted(set(keys)))


def _hub_owner(entry_id: str) -> str:
    """Return where the hub keeps what people decided; the plugin's own values are elsewhere."""
    return f"hub:{owner_of(PluginKind.INTEGRATION, entry_id)}"


def owner_of(kind: PluginKind, plugin_id: str) -> str:
    """Return the name a plugin's secrets and values are kept under."""
    return f"{kind.value}:{plugin_id}"
