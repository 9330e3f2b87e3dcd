"""What the hub remembers of integrations and skills."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy import delete as remove_from

from ova.core import PluginKind, PluginState
from ova.storage.connections import Connections
from ova.storage.tables import plugins


@dataclass(frozen=True, slots=True)
class StoredPlugin:
    """One plugin's stored side."""

    kind: PluginKind
    id: str
    enabled: bool = False
    config: dict[str, Any] = field(default_factory=dict)
    """Without secrets: those are in Secrets."""
    state: PluginState = PluginState.NOT_LOADED
    reason: str = ""
    updated_at: float = 0.0
    plugin_id: str = ""
    """Whose account this is; empty means that it has the plugin's own id."""
    title: str = ""
    """What a person calls this account."""
    unique_id: str = ""
    """Who the account belongs to at the other side; empty when that is not known."""
    config_version: str = ""
    """Version of ``config``; empty for the first."""
    paused: bool = False


class Plugins:
    """Stored plugins, by kind and id."""

    def __init__(self, connections: Connections, now: Callable[[], float]) -> None:
        self._connections = connections
        self._now = now

    def get(self, kind: PluginKind, plugin_id: str) -> StoredPlugin | None:
        """Return one plugin."""
        with self._connections.read() as connection:
            row = connection.execute(select(plugins).where(*_is(kind, plugin_id))).first()
        return _plugin(row) if row else None

    def all(self, kind: PluginKind | None = None) -> list[StoredPlugin]:
        """Return the plugins, of one kind when given."""
        query = select(plugins).order_by(plugins.c.kind, plugins.c.id)
        if kind is not None:
            query = query.where(plugins.c.kind == kind.value)
        with self._connections.read() as connection:
            rows = connection.execute(query).all()
        return [_plugin(row) for row in rows]

    def put(self, plugin: StoredPlugin) -> StoredPlugin:
        """Add a plugin or replace it; ``updated_at`` is set."""
        with self._connections.write() as connection:
            self._connections.upsert(
                connection,
                plugins,
                {
                    "kind": plugin.kind.value,
                    "id": plugin.id,
                    "enabled": plugin.enabled,
                    "config": plugin.config,
                    "state": plugin.state.value,
                    "reason": plugin.reason,
                    "updated_at": self._now(),
                    "plugin_id": plugin.plugin_id,
                    "title": plugin.title,
                    "unique_id": plugin.unique_id,
                    "config_version": plugin.config_version,
                    "paused": plugin.paused,
                },
            )
            stored = self.get(plugin.kind, plugin.id)
        return stored or plugin

    def set_enabled(self, kind: PluginKind, plugin_id: str, enabled: bool) -> bool:
        """Switch a plugin on or off; False when it is not stored."""
        return self._update(kind, plugin_id, enabled=enabled)

    def set_config(self, kind: PluginKind, plugin_id: str, config: dict[str, Any]) -> bool:
        """Replace a plugin's settings; False when it is not stored."""
        return self._update(kind, plugin_id, config=config)

    def set_state(
        self, kind: PluginKind, plugin_id: str, state: PluginState, reason: str = ""
    ) -> bool:
        """Note where a plugin stands; False when it is not stored."""
        return self._update(kind, plugin_id, state=state.value, reason=reason)

    def remove(self, kind: PluginKind, plugin_id: str) -> bool:
        """Forget a plugin; False when it is not stored."""
        with self._connections.write() as connection:
            result = connection.execute(remove_from(plugins).where(*_is(kind, plugin_id)))
        return result.rowcount > 0

    def _update(self, kind: PluginKind, plugin_id: str, **values: Any) -> bool:
        with self._connections.write() as connection:
            result = connection.execute(
                update(plugins)
                .where(*_is(kind, plugin_id))
                .values(updated_at=self._now(), **values)
            )
        return result.rowcount > 0


def _is(kind: PluginKind, plugin_id: str) -> tuple[Any, Any]:
    return plugins.c.kind == kind.value, plugins.c.id == plugin_id


def _plugin(row: Row[Any]) -> StoredPlugin:
    return StoredPlugin(
        PluginKind(row.kind),
        row.id,
        row.enabled,
        row.config,
        PluginState(row.state),
        row.reason,
        row.updated_at,
        row.plugin_id,
        row.title,
        row.unique_id,
        row.config_version,
        row.paused,
    )
