"""The voices people can choose."""

from flask_openapi3.blueprint import APIBlueprint

from ova.web.models.voices import VoicesModel, VoicesQuery
from ova.web.ports import HubPort
from ova.web.routes.blueprint import Answer, routes


def voice_routes(hub: HubPort) -> APIBlueprint:
    """Build the routes."""
    api = routes("voices", "The voices people can choose.")

    @api.get("/voices", responses={200: VoicesModel})
    def voices(query: VoicesQuery) -> Answer:
        """List the voices that can speak now."""
        return hub.voices(query.language)

    return api
