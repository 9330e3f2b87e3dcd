"""``/ui``: what happens in the hub, live, for its pages."""

from typing import Any

from flask import Flask

from ova.web.identity import Identities
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
)


class UiNamespace(HubNamespace):
    """Sends every event of the hub to every page; takes none."""

    def __init__(self, app: Flask, identities: Identities, emitter: Emitter) -> None:
        """Send through ``emitter``."""
        super().__init__(UI, app, identities, emitter.dismiss)
        self._emitter = emitter

    def publish(self, kind: str, payload: dict[str, Any]) -> None:
        """Send an event to all pages. Never blocks; kinds that are not for pages are left out."""
        if kind in UI_EVENTS and self._present:
            self._emitter.emit(UI, None, kind, (payload,))
