"""Alarms, reminders and planned commands."""

from collections.abc import Callable
from typing import Any

from flask_openapi3.blueprint import APIBlueprint

from ova.core import PlanKind, Schedule, Wish, plan_json
from ova.web.models.schedules import (
    ScheduleBody,
    ScheduleList,
    ScheduleModel,
    SchedulePatch,
    SchedulePath,
    SnoozeBody,
)
from ova.web.ports import HubPort
from ova.web.routes.blueprint import Answer, routes
from ova.web.routes.changes import given
from ova.web.routes.places import check_place, on_group


def schedule_routes(hub: HubPort) -> APIBlueprint:
    """Build the routes."""
    api = routes("schedules", "Alarms, reminders and planned commands.")

    @api.get("/schedules", responses={200: ScheduleList})
    def schedules() -> Answer:
        """List what rings, what waits and what is paused."""
        return [plan_json(plan) for plan in hub.schedules.all()]

    @api.post("/schedules", responses={201: ScheduleModel})
    def plan(body: ScheduleBody) -> Answer:
        """Plan something; it is stored before this answers. A command must be understood now."""
        check_place(hub, body.satellite_id, body.satellite_ids, body.area_id)
        several = on_group(hub, body)
        wish = Wish(
            kind=PlanKind(body.kind),
            at=body.moment(),
            in_s=body.in_s,
            repeat=body.repeat.read() if body.repeat else None,
            name=body.name,
            text=body.text,
            satellite_id=None if several else body.satellite_id,
            satellite_ids=tuple(several),
            group_id=body.group_id,
            area_id=body.area_id,
            snooze_s=body.snooze_s,
        )
        return plan_json(hub.plan(wish)), 201

    @api.get("/schedules/<schedule_id>", responses={200: ScheduleModel})
    def schedule(path: SchedulePath) -> Answer:
        """Return one, also one that is over."""
        return plan_json(hub.schedules.get(path.schedule_id))

    @api.patch("/schedules/<schedule_id>", responses={200: ScheduleModel})
    def change(path: SchedulePath, body: SchedulePatch) -> Answer:
        """Change one that does not ring."""
        check_place(hub, body.satellite_id, body.satellite_ids, body.area_id)
        changes: dict[str, Any] = given(body)
        was = changes.pop("was", None)
        if body.group_id is not None:
            changes["satellite_ids"] = on_group(hub, body)
        if body.at is not None:
            changes["at"] = body.moment()
        if body.repeat is not None:
            changes["repeat"] = body.repeat.read()
        return plan_json(hub.change_plan(path.schedule_id, changes, was))

    @api.delete("/schedules/<schedule_id>", responses={204: None})
    def cancel(path: SchedulePath) -> Answer:
        """Delete one with all its times to come."""
        hub.schedules.cancel(path.schedule_id)
        return "", 204

    @api.post("/schedules/<schedule_id>/snooze", responses={200: ScheduleModel})
    def snooze(path: SchedulePath, body: SnoozeBody) -> Answer:
        """Have one that rings ring again later."""
        return plan_json(hub.schedules.snooze(path.schedule_id, body.seconds))

    def order(name: str, about: str, do: Callable[[str], Schedule]) -> None:
        def carry_out(path: SchedulePath) -> Answer:
            return plan_json(do(path.schedule_id))

        carry_out.__doc__ = about
        carry_out.__name__ = f"{name}_schedule"
        api.post(f"/schedules/<schedule_id>/{name}", responses={200: ScheduleModel})(carry_out)

    order(
        "stop",
        "Silence one that rings; what repeats waits for its next time.",
        lambda one: hub.schedules.stop(one),
    )
    order("pause", "Have one not happen until it is resumed.", lambda one: hub.schedules.pause(one))
    order("resume", "Put a paused one in force again.", lambda one: hub.schedules.resume(one))
    order("skip", "Leave out the next time of what repeats.", lambda one: hub.schedules.skip(one))
    return api
