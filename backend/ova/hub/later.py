"""What was planned, when its time has come: commands are carried out, reminders are said aloud."""

import logging
from collections.abc import Callable
from datetime import tzinfo
from typing import TYPE_CHECKING

from ova.core import Actor, OvaError, PlanKind, Reach, Role, Schedule, ScheduleState, acting
from ova.home import Home
from ova.hub.putting_back import put_back
from ova.hub.ringing import rings
from ova.pipeline import Pipeline, RunRequest
from ova.schedule import Jobs, reach_of_plan

if TYPE_CHECKING:
    from ova.hub.assistant import OpenVoiceAssistant

log = logging.getLogger(__name__)

SOURCE = "schedule"
"""How a run says that nobody spoke: its time had come."""


class Later:
    """Carries out planned commands as if they were said at their time, where they were planned."""

    def __init__(self, language: Callable[[], str], zone: Callable[[], tzinfo]) -> None:
        """``language`` and ``zone`` give the home's language and time zone."""
        self._language = language
        self.zone = zone
        self._pipeline: Pipeline | None = None
        self._run_routine: Callable[[Schedule], str | None] = _nobody
        self._put_back: Callable[[Schedule], str | None] = _nobody
        self._reach: Callable[[str], Reach | None] = lambda _satellite_id: None

    def through(
        self,
        pipeline: Pipeline,
        run_routine: Callable[[Schedule], str | None],
        home: Home,
        reach: Callable[[str], Reach | None],
    ) -> None:
        """Carry commands out through a pipeline; called once, before anything is due.

        ``run_routine`` runs the routine of a plan, as ``carry_out`` does with commands; things of the
        ``home`` are put back by plans that say so. ``reach`` tells what may be controlled from a
        satellite, None for one that is not known (any more).
        """
        self._reach = reach
        self._pipeline = pipeline
        self._run_routine = run_routine
        self._put_back = lambda plan: put_back(
            home, plan, plan.data.get("language") or self._language()
        )

    def carry_out(self, plan: Schedule) -> str | None:
        """Carry out a command or a routine; return why that did not work, None when it did.

        What may not be controlled where it was planned is not controlled then either.
        """
        place, then = reach_of_plan(plan)
        now = self._reach(place) if place is not None else None
        with acting(Actor(reach=then if now is None else now)):
            return self._carried_out(plan)

    def _carried_out(self, plan: Schedule) -> str | None:
        if plan.kind == PlanKind.ROUTINE:
            return self._run_routine(plan)
        if "back" in plan.data:
            return self._put_back(plan)
        if self._pipeline is None:
            raise RuntimeError("Nothing carries commands out yet.")
        request = RunRequest(
            satellite_id=plan.satellite_id,
            area_id=plan.area_id,
            person_id=plan.data.get("person"),
            role=Role.of(plan.data["role"]) if "role" in plan.data else None,
            language=plan.data.get("language") or self._language(),
            alone=True,  # what it asks back waits for nobody
        )
        result = self._pipeline.text(plan.data["text"], request, source=SOURCE)
        if result.error is None and result.question is None:
            return None
        return result.reply or result.error or ""


def _nobody(plan: Schedule) -> str | None:
    raise RuntimeError(f"Nothing carries plans out yet: {plan.id}")


def tell_of_plans(hub: "OpenVoiceAssistant", jobs: Jobs) -> None:
    """Have satellites ring from now on for what is planned, and say reminders and troubles aloud."""

    def tell(plan: Schedule) -> None:
        loud = plan.state is ScheduleState.RINGING and rings(plan)
        hub.satellites.bells.plan_changed(plan, rings=loud)
        if loud and (plan.kind != PlanKind.ALARM or "trouble" in plan.data):
            jobs.plan(f"say {plan.id}", 0, lambda: _say(hub, plan))

    hub.schedules.subscribe(tell)


def _say(hub: "OpenVoiceAssistant", plan: Schedule) -> None:
    where = [one.id for one in hub.satellites.all() if one.connected and plan.rings_on(one.id)]
    if not where:
        return  # it rings until a satellite comes, and stands on the page
    try:
        hub.announce(hub.ringing.text(plan), where)
    except OvaError as error:
        log.warning("A reminder could not be said aloud: %s", error)
