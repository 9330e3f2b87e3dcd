"""Timers."""

from flask_openapi3.blueprint import APIBlueprint

from ova.web.models.timers import TimerBody, TimerList, TimerModel, TimerPath
from ova.web.ports import HubPort
from ova.web.routes.blueprint import Answer, routes


def timer_routes(hub: HubPort) -> APIBlueprint:
    """Build the routes."""
    api = routes("timers", "Timers that run or ring.")

    @api.get("/timers", responses={200: TimerList})
    def timers() -> Answer:
        """List the timers that run or ring."""
        return [timer.to_json() for timer in (*hub.timers.ringing(), *hub.timers.pending())]

    @api.post("/timers", responses={201: TimerModel})
    def start(body: TimerBody) -> Answer:
        """Start a timer; it is stored before this answers."""
        if body.satellite_id is not None:
            hub.satellites.get(body.satellite_id)  # one that is unknown would ring unheard
        timer = hub.timers.set(body.duration_s, name=body.name, satellite_id=body.satellite_id)
        return timer.to_json(), 201

    @api.delete("/timers/<timer_id>", responses={204: None})
    def cancel(path: TimerPath) -> Answer:
        """Cancel a timer."""
        hub.timers.cancel(path.timer_id)
        return "", 204

    @api.post("/timers/<timer_id>/stop", responses={200: TimerModel})
    def stop(path: TimerPath) -> Answer:
        """Silence a timer that rings."""
        hub.timers.get(path.timer_id)  # an unknown id would stand for a satellite's
        hub.timers.stop_ringing(path.timer_id)
        return hub.timers.get(path.timer_id).to_json()

    return api
