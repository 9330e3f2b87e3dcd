"""``/ui``: what happens in the hub, live, for its pages."""

from typing import Any

from flask import Flask

from ova.core import InvalidInput, Role
from ova.web.errors import RoleMissing
from ova.web.identity import Identities, Identity
from ova.web.ports import LevelsPort
from ova.web.roles import least_role_of_news
from ova.web.sockets.emitter import Emitter
from ova.web.sockets.namespace import HubNamespace

UI = "/ui"
LEVEL = "satellite_level"
UI_EVENTS = (
    "run_event",
    "entity",
    "entity_removed",
    "timer",
    "schedule",
    "routine",
    "list",
    "list_removed",
    "announcement",
    "satellite",
    "onboarding",
    "satellite_removed",
    "satellite_group",
    "satellite_group_removed",
    LEVEL,
    "satellite_log",
    "pairing",
    "discovered",
    "plugin",
    "model",
    "models",
    "wake_word_list",
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
    """Sends every event of the hub to every page; a microphone's level only to those who watch it."""

    def __init__(
        self, app: Flask, identities: Identities, emitter: Emitter, levels: LevelsPort
    ) -> None:
        """Send through ``emitter``; ``levels`` is asked for what pages want to watch."""
        super().__init__(UI, app, identities, emitter.dismiss)
        self._emitter = emitter
        self._levels = levels
        self._roles: dict[str, Role] = {}
        self.handlers = {"watch_level": self._watch, "unwatch_level": self._unwatch}

    def left(self, client: str, reason: str) -> None:
        """Watch nothing for a page that is gone."""
        del reason
        self._roles.pop(client, None)
        self._levels.unwatch(client)

    def joined(self, client: str, identity: Identity, address: str) -> None:
        """Put a page where it is told what its person may know."""
        del address
        self._roles[client] = identity.role
        for role in Role:
            if identity.role.allows(role):
                self.enter_room(client, role.value)
        self.enter_room(client, _HIDDEN_FROM + identity.role)

    def publish(self, kind: str, payload: dict[str, Any]) -> None:
        """Send an event to all pages that may know. Never blocks; kinds for nobody are left out."""
        if kind == LEVEL:
            for client in self._levels.watchers(str(payload.get("satellite_id", ""))):
                self._emitter.emit(UI, client, kind, (payload,))
            return
        if kind not in UI_EVENTS or not self._present:
            return
        least = least_role_of_news(kind)
        if kind == "entity" and not payload.get("exposed", True):
            least = Role.ADULT
            gone = {"id": payload.get("id"), "source": payload.get("source")}
            self._emitter.emit(UI, _HIDDEN_FROM + Role.GUEST, "entity_removed", (gone,))
        self._emitter.emit(UI, least.value, kind, (payload,))

    def _watch(self, client: str, data: Any) -> None:
        if not self._roles.get(client, Role.GUEST).allows(least_role_of_news(LEVEL)):
            raise RoleMissing(
                "Guests may not listen to microphones.", cure="Ask somebody of the household."
            )
        self._levels.watch(client, _satellite_id(data))
        if client not in self._present:  # it left meanwhile
            self._levels.unwatch(client)

    def _unwatch(self, client: str, data: Any) -> None:
        self._levels.unwatch(client, _satellite_id(data))


def _satellite_id(data: Any) -> str:
    satellite_id = data.get("satellite_id") if isinstance(data, dict) else None
    if not isinstance(satellite_id, str):
        raise InvalidInput(
            "'satellite_id' must be a text.", cure='For example {"satellite_id": "ova-1"}.'
        )
    return satellite_id
