"""Data sources of integrations."""

from flask import jsonify
from flask_openapi3.blueprint import APIBlueprint

from ova.web.models.data import DataModel, DataPath, DataQuery, Names
from ova.web.ports import HubPort
from ova.web.routes.blueprint import Answer, routes


def data_routes(hub: HubPort) -> APIBlueprint:
    """Build the routes."""
    api = routes("data", "Series of numbers that integrations give.")

    @api.get("/data", responses={200: Names})
    def references() -> Answer:
        """List every id[endpoint] that may be asked for now."""
        return jsonify(list(hub.platform.data.references()))

    @api.get("/integrations/<plugin_id>/endpoints", responses={200: Names})
    def endpoints(path: DataPath) -> Answer:
        """List what an integration may be asked for; nothing while it is not connected."""
        return jsonify(list(hub.platform.data.endpoints(path.plugin_id)))

    @api.get("/integrations/<plugin_id>/data", responses={200: DataModel})
    def data(path: DataPath, query: DataQuery) -> Answer:
        """Return data, kept or fetched; stale ones when the service is down."""
        return hub.platform.data.data(path.plugin_id, query.endpoint)

    return api
