"""Groups of satellites."""

from flask_openapi3.blueprint import APIBlueprint

from ova.web.models.satellite_groups import (
    SatelliteGroupBody,
    SatelliteGroupDeleted,
    SatelliteGroupList,
    SatelliteGroupModel,
    SatelliteGroupPatch,
    SatelliteGroupPath,
)
from ova.web.ports import HubPort
from ova.web.routes.blueprint import Answer, routes


def satellite_group_routes(hub: HubPort) -> APIBlueprint:
    """Build the routes."""
    api = routes("satellite-groups", "Several satellites under one name.")

    @api.get("/satellite-groups", responses={200: SatelliteGroupList})
    def groups() -> Answer:
        """List the groups of satellites."""
        return [group.to_json() for group in hub.satellites.groups.all()]

    @api.post("/satellite-groups", responses={201: SatelliteGroupModel})
    def make(body: SatelliteGroupBody) -> Answer:
        """Make a group; its name can be said."""
        return hub.satellites.groups.create(body.name, body.satellite_ids).to_json(), 201

    @api.patch("/satellite-groups/<group_id>", responses={200: SatelliteGroupModel})
    def change(path: SatelliteGroupPath, body: SatelliteGroupPatch) -> Answer:
        """Change a group; what rings on it rings on the satellites that it has from now on."""
        return hub.satellites.groups.update(
            path.group_id, name=body.name, satellite_ids=body.satellite_ids, was=body.was
        ).to_json()

    @api.delete("/satellite-groups/<group_id>", responses={200: SatelliteGroupDeleted})
    def delete(path: SatelliteGroupPath) -> Answer:
        """Delete a group; what rang on it rings on its satellites all the same."""
        timers = hub.timers
        ringing = [*timers.pending(), *timers.paused(), *timers.ringing()]
        counts = {
            "timers": sum(one.group_id == path.group_id for one in ringing),
            "schedules": sum(one.group_id == path.group_id for one in hub.schedules.all()),
        }
        gone = hub.satellites.groups.delete(path.group_id)
        return {"satellite_ids": list(gone.satellite_ids), **counts}

    return api
