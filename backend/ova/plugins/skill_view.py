"""The hub as one skill sees it: what it may use, and what ends with it."""

from collections.abc import Callable, Mapping
from typing import Any

from ova.plugins.errors import IntegrationNotLoaded
from ova.plugins.meters import Meters
from ova.plugins.permissions import OF_PART, ONE_INTEGRATION, NotPermitted, Permissions
from ova.plugins.skill_store import SkillStore

Call = Callable[[Callable[[Any], object], Any], None]
READING = frozenset(
    {
        *("area", "areas", "entities", "entity", "find_area", "floor", "floors", "names"),
        *("state", "states", "subscribe", "subscribe_names"),
    }
)
"""What ``home.read`` lets a skill use of ``ova.home``."""


class SkillEvents:
    """``ova.events`` of one skill."""

    def __init__(self, events: Any, call: Call) -> None:
        """``call`` has a callback of the skill called with an event, and keeps what it raises away."""
        self._events = events
        self._call = call
        self._ends: list[Callable[[], None]] = []

    def subscribe(
        self,
        callback: Callable[[Any], object],
        type: str | None = None,  # noqa: A002 - the event's own word
    ) -> Callable[[], None]:
        """Call ``callback`` with every later event, or those of a type, until the skill is unloaded.

        Returns what ends it earlier.
        """
        end: Callable[[], None] = self._events.subscribe(
            lambda event: self._call(callback, event), type
        )
        self._ends.append(end)

        def unsubscribe() -> None:
            if end in self._ends:
                self._ends.remove(end)
                end()

        return unsubscribe

    def recent(self, limit: int = 50, **filters: Any) -> list[dict[str, Any]]:
        """Return stored events, newest first; see EventsApi."""
        found: list[dict[str, Any]] = self._events.recent(limit, **filters)
        return found

    def end(self) -> None:
        """End every subscription."""
        while self._ends:
            self._ends.pop()()


class NeededIntegrations:
    """``ova.integrations`` of one skill: those its manifest names, as they are at this moment."""

    def __init__(self, manager: Any, permissions: Permissions) -> None:
        self._manager = manager
        self._permissions = permissions

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return self[name]

    def __getitem__(self, name: str) -> Any:
        _check_named(self._permissions, name)
        return self._manager.get_integration_module(name)

    def __contains__(self, name: object) -> bool:
        return name in self._permissions.integrations

    def __iter__(self) -> Any:
        return iter(sorted(self._permissions.integrations))

    def get(self, name: str, default: Any = None) -> Any:
        """Return an integration that may be missing; ``default`` while it is not loaded."""
        try:
            return self[name]
        except IntegrationNotLoaded:
            return default


class _Manager:
    """``ova.integration_manager`` of a skill that may use the integrations it names, and no others."""

    def __init__(self, manager: Any, permissions: Permissions) -> None:
        self._manager = manager
        self._permissions = permissions

    def get_integration_module(self, integration_id: str) -> Any:
        """Return the object of an integration it names. Raises NotPermitted for others."""
        _check_named(self._permissions, integration_id)
        return self._manager.get_integration_module(integration_id)

    def integration_exists(self, integration_id: str) -> bool:
        """Tell whether an integration is loaded."""
        return bool(self._manager.integration_exists(integration_id))

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        raise self._permissions.refused(f"ova.integration_manager.{name}", "integrations")


class _Actions:
    """``ova.actions`` of a skill that may order the integrations it names, and no others."""

    def __init__(self, actions: Any, permissions: Permissions) -> None:
        self._actions = actions
        self._permissions = permissions

    def run(
        self,
        entry_id: str,
        action: str,
        inputs: Mapping[str, Any] | None = None,
        *,
        source: str = "code",
    ) -> Any:
        """Carry out an action of an integration it names. Raises NotPermitted for others."""
        if not self._permissions.has_integration(entry_id):
            what = f"ova.actions.run({entry_id!r})"
            raise self._permissions.refused(what, f"{ONE_INTEGRATION}{entry_id}")
        return self._actions.run(entry_id, action, inputs, source=source)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        raise self._permissions.refused(f"ova.actions.{name}", "actions")


def _check_named(permissions: Permissions, name: str) -> None:
    """Raise NotPermitted unless a skill names an integration."""
    may_all = permissions.restricted and permissions.has("integrations")
    if may_all or name in permissions.integrations:
        return
    raise NotPermitted(
        "A skill used an integration it does not name.",
        reason=f"ova.integrations.{name} is not among its required_integrations",
        cure=(
            f'Add "{name}" to required_integrations in its manifest, or "{ONE_INTEGRATION}{name}" '
            "to permissions when it can do without, then reload it."
        ),
    )


class _OnlyReading:
    """``ova.home`` of a skill that may look and not touch."""

    def __init__(self, home: Any, permissions: Permissions) -> None:
        self._home = home
        self._permissions = permissions

    def __getattr__(self, name: str) -> Any:
        if name not in READING:
            raise self._permissions.refused(f"ova.home.{name}", "home")
        return getattr(self._home, name)


class _WithoutParts:
    """A part of ``ova`` without those methods that want permissions of their own."""

    def __init__(self, name: str, part: Any, permissions: Permissions) -> None:
        self._name = name
        self._part = part
        self._permissions = permissions

    def __getattr__(self, name: str) -> Any:
        wanted = OF_PART.get((self._name, name), "")
        if wanted and not self._permissions.has(wanted):
            raise self._permissions.refused(f"ova.{self._name}.{name}", wanted)
        return getattr(self._part, name)


class _Settings:
    """``ova.settings`` of a skill that names its permissions."""

    def __init__(self, settings: Any) -> None:
        self._settings = settings

    @property
    def current(self) -> Any:
        """The settings as they are now."""
        return self._settings.current


class SkillView:
    """``ova`` of one skill: the hub as far as its permissions go, with parts of its own."""

    def __init__(
        self,
        hub: Any,
        call: Call,
        store: SkillStore,
        permissions: Permissions,
    ) -> None:
        self._hub = hub
        self._call = call
        self._permissions = permissions
        self._own: SkillEvents | None = None
        self._meters = Meters()
        self.store = store
        """The skill's own memory."""

    @property
    def events(self) -> SkillEvents:
        """What integrations tell."""
        self._permissions.check("events")
        if self._own is None:
            self._own = SkillEvents(self._hub.events, self._call)
        return self._own

    @property
    def integrations(self) -> NeededIntegrations:
        """The integrations its manifest names: ``ova.integrations.weather``."""
        return NeededIntegrations(self._hub.integration_manager, self._permissions)

    def end_subscriptions(self) -> None:
        """End what the skill subscribed to."""
        if self._own is not None:
            self._own.end()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        may = self._permissions
        may.check(name)
        found = getattr(self._hub, name)
        if name == "home" and not may.has("home"):
            return _OnlyReading(found, may)
        if name == "integration_manager" and not may.has("integrations"):
            return _Manager(found, may)
        if name == "settings" and may.restricted:
            return _Settings(found)
        found = self._meters.metered(name, found)
        if may.restricted and any(part == name for part, _ in OF_PART):
            return _WithoutParts(name, found, may)
        return _Actions(found, may) if name == "actions" and not may.has("actions") else found
