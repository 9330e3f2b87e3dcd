"""Integrations and skills: the same routes for both."""

from flask import Request, Response, jsonify, request
from flask_openapi3.blueprint import APIBlueprint

from ova.web.asked_language import asked_language
from ova.web.models.integrations import SaveQuery
from ova.web.models.plugins import (
    ConfigBody,
    ConfigModel,
    EnableBody,
    PluginList,
    PluginModel,
    PluginPath,
)
from ova.web.models.settings_forms import FormModel
from ova.web.ports import PluginsPort
from ova.web.routes.blueprint import Answer, routes


def plugin_routes(manager: PluginsPort, noun: str) -> APIBlueprint:
    """Build the routes of ``integrations`` or ``skills``."""
    api = routes(noun, f"The {noun} of the hub.", prefix=f"/api/{noun}")

    def _config(plugin_id: str) -> Response:
        version = manager.config_version(plugin_id)  # first: a save in between makes it too old
        answer = jsonify(manager.config(plugin_id))
        answer.set_etag(version)
        return answer

    @api.get("", responses={200: PluginList})
    def infos() -> Answer:
        """List all, enabled or not."""
        language = asked_language()
        return [manager.told(info, language) for info in manager.infos()]

    @api.get("/<plugin_id>", responses={200: PluginModel})
    def info(path: PluginPath) -> Answer:
        """Return one."""
        return manager.told(manager.info(path.plugin_id), asked_language())

    @api.post("/<plugin_id>", responses={200: PluginModel})
    def enable(path: PluginPath, query: SaveQuery, body: EnableBody) -> Answer:
        """Enable it, with a config when one is given."""
        config = body.root.config if body.root is not None else None
        return manager.enable(path.plugin_id, config, force=query.force).to_json()

    if noun != "integrations":  # theirs can do more: see removable_routes

        @api.post("/rescan", responses={200: PluginList})
        def rescan() -> Answer:
            """Look for new, changed and repaired ones."""
            language = asked_language()
            return [manager.told(info, language) for info in manager.rescan()]

        @api.delete("/<plugin_id>", responses={200: PluginModel})
        def disable(path: PluginPath) -> Answer:
            """Disable it; its config is kept."""
            return manager.disable(path.plugin_id).to_json()

    @api.get("/<plugin_id>/config", responses={200: ConfigModel})
    def config(path: PluginPath) -> Answer:
        """Return its config; a secret is shown as {"is_set": true or false}."""
        return _config(path.plugin_id)

    @api.put("/<plugin_id>/config", responses={200: ConfigModel})
    def set_config(path: PluginPath, query: SaveQuery, body: ConfigBody) -> Answer:
        """Store its whole config and rebuild it; {"is_set": true} keeps a stored secret.

        With If-Match only when nobody else has stored one since that ETag was given, else 412.
        """
        version = sole_etag(request)
        manager.set_config(path.plugin_id, body.root, force=query.force, version=version)
        return _config(path.plugin_id)

    @api.get("/<plugin_id>/config/schema", responses={200: FormModel})
    def schema(path: PluginPath) -> Answer:
        """Return the JSON Schema of its config."""
        return manager.schema(path.plugin_id, asked_language())

    @api.post("/<plugin_id>/reload", responses={200: PluginModel})
    def reload(path: PluginPath) -> Answer:
        """Load it anew from its files."""
        return manager.reload(path.plugin_id).to_json()

    return api


def sole_etag(given: Request) -> str | None:
    """Return the one version If-Match names; None when any will do."""
    if not given.if_match or given.if_match.star_tag:
        return None
    tags = given.if_match.as_set()
    return next(iter(tags)) if len(tags) == 1 else ""
