"""Status, settings, metrics and health."""

from collections.abc import Mapping
from typing import Any

from flask import Response
from flask_openapi3.blueprint import APIBlueprint

from ova.core import InvalidInput, Role
from ova.web.errors import RoleMissing
from ova.web.identity import Identities
from ova.web.models.common import Health
from ova.web.models.system import (
    AgentList,
    RecognisersModel,
    RecognisersQuery,
    SettingsModel,
    SettingsPatch,
    StatusModel,
)
from ova.web.ports import HubPort
from ova.web.roles import OWNERS_SETTINGS
from ova.web.routes.blueprint import Answer, routes

_METRICS = {
    "description": "Prometheus' text format.",
    "content": {"text/plain": {"schema": {"type": "string"}}},
}


def system_routes(hub: HubPort, identities: Identities) -> APIBlueprint:
    """Build the routes."""
    api = routes("system", "Status and settings.")

    @api.get("/status", responses={200: StatusModel})
    def status() -> Answer:
        """Tell how the hub is: workers, grammar, version, counts."""
        return hub.status()

    @api.get("/settings", responses={200: SettingsModel})
    def settings() -> Answer:
        """Return the settings."""
        return hub.settings.values()

    @api.patch("/settings", responses={200: SettingsModel})
    def change_settings(body: SettingsPatch) -> Answer:
        """Change the named settings and return all of them."""
        changes = dict(body.root)
        was = changes.pop("was", None)
        if was is not None and not isinstance(was, dict):
            raise InvalidInput(
                "What the settings were is no object.", cure="Give the settings as they were read."
            )
        if not identities.require().role.allows(Role.OWNER):
            _refuse_owners_settings(changes, hub.settings.values())
        return hub.update_settings(changes, was)

    @api.get("/recognisers", responses={200: RecognisersModel})
    def recognisers(query: RecognisersQuery) -> Answer:
        """Tell which recognisers can hear a language, the home's by default, and which one does."""
        return hub.recognisers(query.language)

    @api.get("/agents", responses={200: AgentList})
    def agents() -> Answer:
        """List the integrations that can be asked what no skill takes."""
        return list(hub.conversation_agents())

    return api


def _refuse_owners_settings(changes: Mapping[str, Any], now: Mapping[str, Any]) -> None:
    """Raise RoleMissing where something would change that is for owners."""
    mine = sorted(key for key in OWNERS_SETTINGS & changes.keys() if changes[key] != now.get(key))
    if mine:
        raise RoleMissing(
            f"Only owners change {' and '.join(mine)}.",
            cure="Ask an owner: it lets others into the home without a password.",
        )


def health_routes(hub: HubPort) -> APIBlueprint:
    """Build the routes outside of /api."""
    api = routes("health", "For watchdogs and Prometheus.", prefix="/")

    @api.get("healthz", responses={200: Health, 503: Health})
    def healthz() -> Answer:
        """Tell whether the hub can answer commands."""
        if hub.ready():
            return {"status": "ok"}
        return {"status": "starting"}, 503

    @api.get("metrics", responses={200: _METRICS})
    def metrics() -> Answer:
        """Return the hub's metrics."""
        return Response(hub.metrics(), content_type="text/plain; version=0.0.4; charset=utf-8")

    return api
