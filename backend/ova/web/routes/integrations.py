"""The life of an integration: tested, activated, paused, synced, removed."""

from typing import Any

from flask_openapi3.blueprint import APIBlueprint

from ova.web.asked_language import asked_language
from ova.web.models.diagnostics import DiagnosticsModel
from ova.web.models.integrations import (
    AccountBody,
    ChoiceBody,
    PreviewModel,
    ReauthBody,
    RemovalAnswer,
    RemoveQuery,
    SettingsBody,
    SyncModel,
    TestResult,
)
from ova.web.models.plugins import ConfigModel, PluginList, PluginModel, PluginPath
from ova.web.ports import HubPort, IntegrationsPort
from ova.web.routes.blueprint import Answer, routes
from ova.web.routes.plugins import plugin_routes


def removable_routes(manager: IntegrationsPort) -> APIBlueprint:
    """Build the routes integrations share with skills, with a DELETE that can do more."""
    api = plugin_routes(manager, "integrations")

    @api.delete("/<plugin_id>", responses={200: RemovalAnswer})
    def remove(path: PluginPath, query: RemoveQuery) -> Answer:
        """Disable it; with a mode remove it, its settings and its entities for good."""
        if query.dry_run:
            return manager.removal(path.plugin_id, query.mode or "safe")
        if query.mode is None:
            return manager.disable(path.plugin_id).to_json()
        left = manager.remove(path.plugin_id, mode=query.mode, confirm=query.confirm)
        return {"id": path.plugin_id, "mode": query.mode, **left.to_json()}

    return api


def integration_routes(hub: HubPort) -> APIBlueprint:
    """Build the routes that integrations have and skills have not."""
    api = routes("integration_life", "The life of an integration.", prefix="/api/integrations")
    manager = hub.integration_manager

    @api.get("/available", responses={200: PluginList})
    def available() -> Answer:
        """List what can be picked: label, description, logo, category, docs."""
        return [manager.told(info, asked_language()) for info in manager.available()]

    @api.get("/imported", responses={200: PluginList})
    def imported() -> Answer:
        """List what is enabled."""
        return [manager.told(info, asked_language()) for info in manager.imported()]

    @api.get("/not_imported", responses={200: PluginList})
    def not_imported() -> Answer:
        """List what may be enabled."""
        return [manager.told(info, asked_language()) for info in manager.not_imported()]

    @api.post("/rescan", responses={200: PluginList})
    def rescan() -> Answer:
        """Look for integrations again: new ones are added, broken ones are tried again."""
        return [info.to_json() for info in manager.rescan()]

    @api.get("/<plugin_id>/config/default", responses={200: ConfigModel})
    def default_config(path: PluginPath) -> Answer:
        """Return the settings it starts with."""
        return manager.default_config(path.plugin_id)

    @api.post("/<plugin_id>/test", responses={200: TestResult})
    def test(path: PluginPath, body: SettingsBody) -> Answer:
        """Try its settings, with proposed ones over them; nothing is saved."""
        return {"ok": True, "message": manager.test(path.plugin_id, _config(body))}

    @api.post("/<plugin_id>/activate", responses={200: PluginModel})
    def activate(path: PluginPath, body: SettingsBody) -> Answer:
        """Switch it on; one that runs stays as it is."""
        return manager.activate(path.plugin_id, _config(body)).to_json()

    @api.post("/<plugin_id>/deactivate", responses={200: PluginModel})
    def deactivate(path: PluginPath) -> Answer:
        """Switch it off; settings and secrets are kept."""
        return manager.disable(path.plugin_id).to_json()

    @api.post("/<plugin_id>/pause", responses={200: PluginModel})
    def pause(path: PluginPath) -> Answer:
        """Stop it for a while."""
        return manager.pause(path.plugin_id).to_json()

    @api.post("/<plugin_id>/resume", responses={200: PluginModel})
    def resume(path: PluginPath) -> Answer:
        """End its pause."""
        return manager.resume(path.plugin_id).to_json()

    @api.post("/<plugin_id>/reauth", responses={200: PluginModel})
    def reauth(path: PluginPath, body: ReauthBody) -> Answer:
        """Give new credentials of the same account."""
        return manager.reauth(path.plugin_id, body.config).to_json()

    @api.post("/<plugin_id>/accounts", responses={201: PluginModel})
    def add_account(path: PluginPath, body: AccountBody) -> Answer:
        """Add another account of it."""
        fields = body.root
        title = (fields.title or "") if fields is not None else ""
        config = fields.config if fields is not None else None
        return manager.add_account(path.plugin_id, title, config).to_json(), 201

    @api.post("/<plugin_id>/sync", responses={200: SyncModel})
    def sync(path: PluginPath) -> Answer:
        """Ask it for its entities again."""
        return dict(manager.sync(path.plugin_id).to_json())

    @api.get("/<plugin_id>/entities/preview", responses={200: PreviewModel})
    def preview(path: PluginPath) -> Answer:
        """Return what it offers, enabled or not, and what a sync would change."""
        return manager.preview(path.plugin_id)

    @api.put("/<plugin_id>/entities/choice", responses={200: SyncModel})
    def choose(path: PluginPath, body: ChoiceBody) -> Answer:
        """Choose which of its things become entities; before it is activated, or later."""
        return dict(manager.choose_entities(path.plugin_id, body.keys).to_json())

    @api.get("/<plugin_id>/diagnostics", responses={200: DiagnosticsModel})
    def diagnostics(path: PluginPath) -> Answer:
        """Return everything that helps to find a fault, without secrets."""
        return hub.platform.diagnostics.read(path.plugin_id)

    return api


def _config(body: SettingsBody) -> dict[str, Any] | None:
    return body.root.config if body.root is not None else None
