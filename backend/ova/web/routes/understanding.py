"""What a text would be understood as."""

from flask_openapi3.blueprint import APIBlueprint

from ova.web.models.understanding import UnderstandBody, Understood
from ova.web.ports import HubPort
from ova.web.routes.blueprint import Answer, routes


def understanding_routes(hub: HubPort) -> APIBlueprint:
    """Build the routes."""
    api = routes("understanding", "What a text would be understood as.")

    @api.post("/understand", responses={200: Understood})
    def understand(body: UnderstandBody) -> Answer:
        """Tell what a text would come to, and why; nothing is done."""
        return hub.understand(body.text, body.area_id)

    return api
