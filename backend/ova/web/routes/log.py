"""The hub's log."""

from flask_openapi3.blueprint import APIBlueprint

from ova.web.models.log import HubLogModel, HubLogQuery, RaiseBody, RaisedList
from ova.web.ports import HubPort
from ova.web.routes.blueprint import Answer, routes


def log_routes(hub: HubPort) -> APIBlueprint:
    """Build the routes."""
    api = routes("log", "What the hub, its plugins and satellites log.")

    @api.get("/log", responses={200: HubLogModel})
    def log(query: HubLogQuery) -> Answer:
        """List the last lines of every source, newest first and without secrets."""
        return hub.log.read(**query.model_dump())

    @api.put("/log/levels", responses={200: RaisedList})
    def tell_more(body: RaiseBody) -> Answer:
        """Have a source tell details for a while."""
        return {"raised": list(hub.log.tell_more(body.source, body.minutes))}

    return api
