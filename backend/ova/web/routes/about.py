"""What the hub tells of itself: what it is, and how it is."""

from flask_openapi3.blueprint import APIBlueprint

from ova.web.models.about import AboutModel, FindingList, HubDiagnostics
from ova.web.ports import HubPort
from ova.web.routes.blueprint import Answer, routes


def about_routes(hub: HubPort) -> APIBlueprint:
    """Build the routes."""
    api = routes("about", "What the hub is, and how it is.")

    @api.get("/about", responses={200: AboutModel})
    def about() -> Answer:
        """Tell version, licences, storage, what is new and how to update."""
        return hub.care.about()

    @api.get("/checkup", responses={200: FindingList})
    def checkup() -> Answer:
        """Look at everything 'ova doctor' looks at; takes some seconds."""
        return list(hub.care.findings())

    @api.get("/diagnostics", responses={200: HubDiagnostics})
    def diagnostics() -> Answer:
        """Return what helps to find a fault, without secrets."""
        return hub.care.diagnostics()

    return api
