"""Timers."""

from flask_openapi3.blueprint import APIBlueprint

from ova.web.models.timers import (
    TimerBody,
    TimerList,
    TimerModel,
    TimerMore,
    TimerPatch,
    TimerPath,
)
from ova.web.ports import HubPort
from ova.web.routes.blueprint import Answer, routes
from ova.web.routes.changes import given
from ova.web.routes.places import check_place, on_group


def timer_routes(hub: HubPort) -> APIBlueprint:
    """Build the routes."""
    api = routes("timers", "Timers that run, stand still or ring.")

    @api.get("/timers", responses={200: TimerList})
    def timers() -> Answer:
        """List the timers that ring, run or stand still."""
        timers = hub.timers
        shown = (*timers.ringing(), *timers.pending(), *timers.paused())
        return [timer.to_json() for timer in shown]

    @api.post("/timers", responses={201: TimerModel})
    def start(body: TimerBody) -> Answer:
        """Start a timer; it is stored before this answers."""
        check_place(hub, body.satellite_id, body.satellite_ids, body.area_id)
        timer = hub.timers.set(
            body.duration_s,
            name=body.name,
            satellite_id=body.satellite_id,
            area_id=body.area_id,
            satellite_ids=on_group(hub, body),
            group_id=body.group_id,
        )
        return timer.to_json(), 201

    @api.patch("/timers/<timer_id>", responses={200: TimerModel})
    def edit(path: TimerPath, body: TimerPatch) -> Answer:
        """Change a timer's name, length or where it rings; a new length changes what is left."""
        changes = given(body)
        was = changes.pop("was", None)
        check_place(hub, body.satellite_id, body.satellite_ids)
        if body.group_id is not None:
            changes["satellite_ids"] = on_group(hub, body)
        return hub.timers.edit(path.timer_id, changes, was).to_json()

    @api.delete("/timers/<timer_id>", responses={204: None})
    def cancel(path: TimerPath) -> Answer:
        """Cancel a timer."""
        hub.timers.cancel(path.timer_id)
        return "", 204

    @api.post("/timers/<timer_id>/pause", responses={200: TimerModel})
    def pause(path: TimerPath) -> Answer:
        """Have a timer stand still; what is left is stored before this answers."""
        return hub.timers.pause(path.timer_id).to_json()

    @api.post("/timers/<timer_id>/resume", responses={200: TimerModel})
    def resume(path: TimerPath) -> Answer:
        """Have a timer go on."""
        return hub.timers.resume(path.timer_id).to_json()

    @api.post("/timers/<timer_id>/add", responses={200: TimerModel})
    def add(path: TimerPath, body: TimerMore) -> Answer:
        """Give a timer more time, or less."""
        return hub.timers.change(path.timer_id, body.seconds).to_json()

    @api.post("/timers/<timer_id>/stop", responses={200: TimerModel})
    def stop(path: TimerPath) -> Answer:
        """Silence a timer that rings."""
        hub.timers.get(path.timer_id)  # an unknown id would stand for a satellite's
        hub.timers.stop_ringing(path.timer_id)
        return hub.timers.get(path.timer_id).to_json()

    return api
