"""``/ui``: what happens in the hub, live, for its pages."""

from typing import Any

from flask import Flask

from ova.core import Role
from ova.web.identity import Identities, Identity
from ova.web.roles import least_role_of_news
from ova.web.sockets.emitter import Emitter
from ova.web.sockets.namespace import HubNamespace

UI = "/ui"
UI_EVENTS = (
    "run_event",
    "entity",
    "entity_removed",
    "timer",
    "satellite",
    "onboarding",
    "plugin",
    "model",
    "integration_event",
    "run",
    "run_changed",
    "run_removed",
    "issue",
    "log",
    "hub_log",
    "log_levels",
    "settings",
    "places",
    "name_faults",
    "skill_text",
    "grammar",
    "person",
    "token",
    "backup",
)
_HIDDEN_FROM = "only:"
"""Before a role: the room of those who have just that role."""


class UiNamespace(HubNamespace):
    """Sends every event of the hub to every page that may know it; takes none."""

    def __init__(self, app: Flask, identities: Identities, emitter: Emitter) -> None:
        """Send through ``emitter``."""
        super().__init__(UI, app, identities, emitter.dismiss)
        self._emitter = emitter

    def joined(self, client: str, identity: Identity) -> None:
        """Put a page where it is told what its person may know."""
        for role in Role:
            if identity.role.allows(role):
                self.enter_room(client, role.value)
        self.enter_room(client, _HIDDEN_FROM + identity.role)

    def publish(self, kind: str, payload: dict[str, Any]) -> None:
        """Send an event to all pages that may know. Never blocks; kinds for nobody are left out."""
        if kind not in UI_EVENTS or not self._present:
            return
        least = least_role_of_news(kind)
        if kind == "entity" and not payload.get("exposed", True):
            least = Role.ADULT
            gone = {"id": payload.get("id"), "source": payload.get("source")}
            self._emitter.emit(UI, _HIDDEN_FROM + Role.GUEST, "entity_removed", (gone,))
        self._emitter.emit(UI, least.value, kind, (payload,))
