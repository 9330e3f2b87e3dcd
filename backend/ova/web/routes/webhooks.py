"""Webhooks of integrations, and what integrations told."""

from flask import Response, request
from flask_limiter import ExemptionScope, Limiter
from flask_openapi3.blueprint import APIBlueprint

from ova.web.deliveries import take_delivery
from ova.web.models.plugins import PluginPath
from ova.web.models.webhooks import (
    Accepted,
    ChallengeQuery,
    DeliveryPath,
    EventList,
    EventsOfOneQuery,
    EventsQuery,
    WebhookModel,
)
from ova.web.ports import HubPort
from ova.web.routes.blueprint import Answer, routes, text_answer


def event_routes(hub: HubPort) -> APIBlueprint:
    """Build the routes for people."""
    api = routes("events", "What integrations tell, and where services send it.")

    @api.get("/events", responses={200: EventList})
    def events(query: EventsQuery) -> Answer:
        """List what integrations told, newest first."""
        found = hub.events.recent(
            query.limit, integration=query.integration, type=query.type, before=query.before
        )
        return list(found)

    @api.get("/integrations/<plugin_id>/events", responses={200: EventList})
    def events_of_one(path: PluginPath, query: EventsOfOneQuery) -> Answer:
        """List what one integration told, newest first."""
        hub.integration_manager.info(path.plugin_id)
        found = hub.events.recent(
            query.limit, integration=path.plugin_id, type=query.type, before=query.before
        )
        return list(found)

    @api.get("/integrations/<plugin_id>/webhook", responses={200: WebhookModel})
    def webhook(path: PluginPath) -> Answer:
        """Return the address for its service, and the proof that is asked for."""
        return hub.webhooks.describe(path.plugin_id)

    @api.post("/integrations/<plugin_id>/webhook/renew", responses={200: WebhookModel})
    def renew(path: PluginPath) -> Answer:
        """Make a new address; what is sent to the old one is refused from now on."""
        return hub.webhooks.renew(path.plugin_id)

    return api


def delivery_routes(hub: HubPort, limiter: Limiter) -> APIBlueprint:
    """Build the route for services. The token in the address stands for signing in."""
    api = routes("deliveries", "What services send.", prefix="/webhooks")

    @api.post("/<entry_id>/<token>", responses={200: Accepted})
    def deliver(path: DeliveryPath) -> Answer:
        """Take what a service sends; it is on disk when this answers."""
        take_delivery(hub.webhooks, request.environ, path.entry_id, path.token)
        return {"accepted": True}

    @api.get("/<entry_id>/<token>", responses={200: text_answer("text/plain", "The answer.")})
    def challenge(path: DeliveryPath, query: ChallengeQuery) -> Answer:  # noqa: ARG001 - for the document; others ask in words of their own
        """Answer a service that asks whether this address is meant."""
        asked = request.args.to_dict()
        answer = hub.webhooks.receiver(path.entry_id, path.token).challenged(asked)
        return Response(answer, content_type="text/plain; charset=utf-8")

    limiter.exempt(api, flags=ExemptionScope.DEFAULT | ExemptionScope.APPLICATION)
    return api
