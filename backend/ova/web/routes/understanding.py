"""What a text would be understood as."""

from flask_openapi3.blueprint import APIBlueprint

from ova.web.models.understanding import Heard, UnderstandBody, Understood
from ova.web.ports import HubPort
from ova.web.routes.blueprint import Answer, routes
from ova.web.routes.speech import UPLOAD, uploaded_audio


def understanding_routes(hub: HubPort) -> APIBlueprint:
    """Build the routes."""
    api = routes("understanding", "What a text would be understood as.")

    @api.post("/understand", responses={200: Understood})
    def understand(body: UnderstandBody) -> Answer:
        """Tell what a text would come to, and why; nothing is done."""
        return hub.understand(body.text, body.area_id)

    @api.post("/hear", responses={200: Heard}, openapi_extensions={"requestBody": UPLOAD})
    def hear() -> Answer:
        """Write down what a recording says; nothing is done."""
        return hub.hear(uploaded_audio())

    return api
