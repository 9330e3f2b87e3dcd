"""Satellites."""

from flask_openapi3.blueprint import APIBlueprint

from ova.web.models.satellites import (
    SatelliteList,
    SatelliteModel,
    SatellitePatch,
    SatellitePath,
)
from ova.web.ports import HubPort
from ova.web.routes.blueprint import Answer, routes
from ova.web.routes.changes import emptied


def satellite_routes(hub: HubPort) -> APIBlueprint:
    """Build the routes."""
    api = routes("satellites", "Microphones and loudspeakers around the house.")

    @api.get("/satellites", responses={200: SatelliteList})
    def satellites() -> Answer:
        """List the satellites the hub knows, connected or not."""
        return [satellite.to_json() for satellite in hub.satellites.all()]

    @api.get("/satellites/<satellite_id>", responses={200: SatelliteModel})
    def satellite(path: SatellitePath) -> Answer:
        """Return one satellite."""
        return hub.satellites.get(path.satellite_id).to_json()

    @api.patch("/satellites/<satellite_id>", responses={200: SatelliteModel})
    def change(path: SatellitePath, body: SatellitePatch) -> Answer:
        """Change a satellite's name or area."""
        return hub.satellites.update(
            path.satellite_id, name=body.name, area_id=emptied(body, "area_id")
        ).to_json()

    @api.delete("/satellites/<satellite_id>", responses={204: None})
    def forget(path: SatellitePath) -> Answer:
        """Forget a satellite; it is new when it connects again."""
        hub.satellites.forget(path.satellite_id)
        return "", 204

    return api
