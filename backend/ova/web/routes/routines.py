"""Routines: several things done by one phrase."""

from flask_openapi3.blueprint import APIBlueprint

from ova.web.models.routines import (
    RoutineBody,
    RoutineCheck,
    RoutineCheckBody,
    RoutineList,
    RoutineModel,
    RoutinePatch,
    RoutinePath,
    RoutineRunBody,
    RoutineRunList,
    RoutineRunModel,
    fields_of,
)
from ova.web.ports import HubPort
from ova.web.routes.blueprint import Answer, routes


def routine_routes(hub: HubPort) -> APIBlueprint:
    """Build the routes."""
    api = routes("routines", "Several things done by one phrase.")

    @api.get("/routines", responses={200: RoutineList})
    def routines() -> Answer:
        """List every routine, also those written in files."""
        return {"routines": hub.routines.all(), "file_faults": hub.routines.file_faults()}

    @api.post("/routines", responses={201: RoutineModel})
    def add(body: RoutineBody) -> Answer:
        """Keep a new routine whose phrases and steps are understood."""
        fields = {"name": body.name, **fields_of(body, set())}
        return hub.routines.add(fields, anyway=body.anyway), 201

    @api.post("/routines/check", responses={200: RoutineCheck})
    def check(body: RoutineCheckBody) -> Answer:
        """Tell what is wrong with a routine; nothing is kept or done."""
        return hub.routines.check(body.routine(body.id or ""))

    @api.get("/routines/<routine_id>", responses={200: RoutineModel})
    def routine(path: RoutinePath) -> Answer:
        """Return one."""
        return hub.routines.get(path.routine_id)

    @api.patch("/routines/<routine_id>", responses={200: RoutineModel})
    def change(path: RoutinePath, body: RoutinePatch) -> Answer:
        """Change one that was made over REST or on a page."""
        given = set(body.model_fields_set) - {"was", "anyway"}
        changes = fields_of(body, given) if given else {}
        if body.name is not None:
            changes["name"] = body.name
        return hub.routines.change(path.routine_id, changes, body.was, anyway=body.anyway)

    @api.delete("/routines/<routine_id>", responses={204: None})
    def remove(path: RoutinePath) -> Answer:
        """Forget one; what runs of it is stopped."""
        hub.routines.remove(path.routine_id)
        return "", 204

    @api.post("/routines/<routine_id>/enable", responses={200: RoutineModel})
    def enable(path: RoutinePath) -> Answer:
        """Have its phrases understood, and have it run at its times."""
        return hub.routines.change(path.routine_id, {"enabled": True})

    @api.post("/routines/<routine_id>/disable", responses={200: RoutineModel})
    def disable(path: RoutinePath) -> Answer:
        """Have its phrases not understood, and have it not run by itself."""
        return hub.routines.change(path.routine_id, {"enabled": False})

    @api.post("/routines/<routine_id>/run", responses={200: RoutineRunModel})
    def run(path: RoutinePath, body: RoutineRunBody) -> Answer:
        """Run one; answers at its first wait or its end."""
        return hub.routines.run(path.routine_id, body.satellite_id, body.area_id)

    @api.post("/routines/<routine_id>/stop", responses={200: RoutineModel})
    def stop(path: RoutinePath) -> Answer:
        """End what runs of it before its next step."""
        return hub.routines.stop(path.routine_id)

    @api.get("/routines/<routine_id>/runs", responses={200: RoutineRunList})
    def runs(path: RoutinePath) -> Answer:
        """List its last runs, newest first, with what became of each step."""
        return {"runs": hub.routines.past(path.routine_id)}

    return api
