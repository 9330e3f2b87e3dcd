"""Polling triggers of integrations."""

from flask_openapi3.blueprint import APIBlueprint

from ova.web.asked_language import asked_language
from ova.web.models.triggers import (
    TriggerBody,
    TriggerList,
    TriggerModel,
    TriggerPath,
    TriggersPath,
)
from ova.web.ports import HubPort
from ova.web.routes.blueprint import Answer, routes


def trigger_routes(hub: HubPort) -> APIBlueprint:
    """Build the routes."""
    api = routes("triggers", "Polling triggers.", prefix="/api/integrations/<plugin_id>/triggers")

    @api.get("", responses={200: TriggerList})
    def triggers(path: TriggersPath) -> Answer:
        """List the polling triggers of a loaded integration."""
        return list(hub.platform.polling.triggers(path.plugin_id, asked_language()))

    @api.put("/<name>", responses={200: TriggerModel})
    def update(path: TriggerPath, body: TriggerBody) -> Answer:
        """Set a trigger's inputs and pause, or switch it on and off."""
        return hub.platform.polling.update(
            path.plugin_id,
            path.name,
            inputs=body.inputs,
            every=body.every,
            enabled=body.enabled,
            language=asked_language(),
        )

    @api.post("/<name>/run", responses={200: TriggerModel})
    def run(path: TriggerPath) -> Answer:
        """Poll now; answers when that is over."""
        return hub.platform.polling.run(path.plugin_id, path.name, asked_language())

    return api
