"""Actions of integrations: what can be ordered, orders, and their log."""

from flask_openapi3.blueprint import APIBlueprint

from ova.web.asked_language import asked_language
from ova.web.models.actions import (
    ActionAnswer,
    ActionInput,
    ActionList,
    ActionModel,
    ActionPath,
    ActionRunList,
    ActionRunsQuery,
    ActionSwitch,
    ToolList,
    UsageList,
    UsageQuery,
)
from ova.web.models.plugins import PluginPath
from ova.web.ports import HubPort
from ova.web.routes.blueprint import Answer, routes

SOURCE = "rest"


def action_routes(hub: HubPort) -> APIBlueprint:
    """Build the routes."""
    api = routes("actions", "What integrations can be ordered to do, and what came of it.")

    @api.get("/integrations/<plugin_id>/actions", responses={200: ActionList})
    def actions(path: PluginPath) -> Answer:
        """List what a loaded integration can be ordered to do."""
        return list(hub.actions.listing(path.plugin_id, asked_language()))

    @api.post("/integrations/<plugin_id>/actions/<action>", responses={200: ActionAnswer})
    def order(path: ActionPath, body: ActionInput) -> Answer:
        """Carry out an action; the body is its input."""
        return hub.actions.order(path.plugin_id, path.action, body.root, source=SOURCE)

    @api.put("/integrations/<plugin_id>/actions/<action>", responses={200: ActionModel})
    def switch(path: ActionPath, body: ActionSwitch) -> Answer:
        """Say whether an action may be ordered by voice and by tools."""
        return hub.actions.expose(path.plugin_id, path.action, body.exposed)

    @api.get("/integrations/<plugin_id>/runs", responses={200: ActionRunList})
    def runs(path: PluginPath, query: ActionRunsQuery) -> Answer:
        """List the orders an integration was given, newest first."""
        found = hub.actions.runs(
            query.limit,
            entry=path.plugin_id,
            action=query.action,
            failed=query.failed,
            before=query.before,
        )
        return [run.to_json() for run in found]

    @api.get("/usage", responses={200: UsageList})
    def usage(query: UsageQuery) -> Answer:
        """Add up the kept orders by action: how many, how many failed, what they cost."""
        return [one.to_json() for one in hub.actions.usage(query.integration, query.since)]

    @api.get("/tools", responses={200: ToolList})
    def tools() -> Answer:
        """List the exposed actions as typed tools for a language model."""
        return [one.to_json() for one in hub.actions.tools()]

    return api
