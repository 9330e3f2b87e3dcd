"""What the hub tells about a plugin: an integration or a skill."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class PluginKind(StrEnum):
    """The two kinds of plugins."""

    INTEGRATION = "integration"
    SKILL = "skill"


class PluginState(StrEnum):
    """Where a plugin stands. Only LOADED plugins are used."""

    NOT_LOADED = "not_loaded"
    """Found on disk, not enabled."""
    SETUP_IN_PROGRESS = "setup_in_progress"
    """It is being built."""
    LOADED = "loaded"
    SETUP_RETRY = "setup_retry"
    """The other side could not be reached; it is tried again by itself."""
    SETUP_ERROR = "setup_error"
    """Its build raised; ``reason`` says why."""
    NEEDS_SETUP = "needs_setup"
    """A setting it cannot do without is blank."""
    REAUTH = "reauth"
    """Its credentials are refused; a person must give new ones."""
    MIGRATION_ERROR = "migration_error"
    """Its settings are of another version, and could not be brought to this one."""
    BROKEN = "broken"
    """It could not be imported; ``reason`` says why."""
    MISSING = "missing"
    """It is configured, but its files are gone."""
    UNSUPPORTED = "unsupported"
    """It needs another version of Python or of the hub."""
    PAUSED = "paused"
    """Somebody stopped it for a while; its settings and entities stay."""


@dataclass(frozen=True, slots=True)
class PluginInfo:
    """One plugin as people see it."""

    id: str
    kind: PluginKind
    name: str
    description: str
    state: PluginState
    reason: str = ""
    cure: str = ""
    warnings: tuple[str, ...] = ()
    version: str = ""
    category: str = ""
    origin: str = "bundled"
    """``bundled``, ``user`` (from OVA_HOME) or ``package`` (an entry point)."""
    enabled: bool = False
    required_integrations: tuple[str, ...] = ()
    path: str = ""
    details: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "id": self.id,
            "kind": self.kind.value,
            "name": self.name,
            "description": self.description,
            "state": self.state.value,
            "reason": self.reason,
            "cure": self.cure,
            "warnings": list(self.warnings),
            "version": self.version,
            "category": self.category,
            "origin": self.origin,
            "enabled": self.enabled,
            "required_integrations": list(self.required_integrations),
            **self.details,
        }
