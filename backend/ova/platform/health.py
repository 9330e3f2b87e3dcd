"""Asking loaded integrations how they are, again and again."""

from ova.core import OvaError
from ova.plugins import Entry, Health, IntegrationManager, told_health
from ova.schedule import Jobs

EVERY_S = 60.0


class HealthWatch:
    """Keeps the dot on an integration's card right. A part."""

    def __init__(self, manager: IntegrationManager, jobs: Jobs) -> None:
        self._manager = manager
        self._jobs = jobs

    def attach(self, entry: Entry) -> None:
        """Ask soon, then every minute, if its author has something to say."""
        self._manager.set_health(entry.id, None)
        if entry.hook("health") is not None:
            self._jobs.plan(_key(entry.id), 0, lambda: self._ask(entry))

    def detach(self, entry: Entry) -> None:
        """Ask no more."""
        self._jobs.cancel(_key(entry.id))
        self._manager.set_health(entry.id, None)

    def forget(self, entry_id: str) -> None:
        """Nothing is stored."""

    def _ask(self, entry: Entry) -> None:
        if not self._is_loaded(entry):
            return
        health = _health(entry)
        if self._is_loaded(entry):
            self._manager.set_health(entry.id, health)
            self._jobs.plan(_key(entry.id), EVERY_S, lambda: self._ask(entry))

    def _is_loaded(self, entry: Entry) -> bool:
        return any(one is entry for one in self._manager.entries())


def _health(entry: Entry) -> Health | None:
    hook = entry.hook("health")
    if hook is None:
        return None
    try:
        told = entry.call("health", hook, entry.context)
    except OvaError:
        return "bad", "Check failed"
    return told_health(entry.clean(told))


def _key(entry_id: str) -> str:
    return f"health:{entry_id}"
