"""What the steps of a routine do, and how people hear what became of them."""

from contextlib import suppress
from contextvars import ContextVar
from dataclasses import replace
from typing import TYPE_CHECKING

from ova.core import (
    Actor,
    NotFound,
    OvaError,
    PlanKind,
    Reach,
    RoutineRun,
    RoutineStep,
    RoutineStepKind,
    Schedule,
    StepResult,
    StepState,
    Wish,
    acting,
    who_acts,
)
from ova.hub.routine_places import SpeakingPlace, speaking_place
from ova.hub.texts import hub_texts
from ova.language import Replies
from ova.pipeline import RunRequest
from ova.schedule import reach_kept

if TYPE_CHECKING:
    from ova.hub.assistant import OpenVoiceAssistant

SOURCE = "routine"
"""How a run in the history says that a routine did it."""
_PLANNED = frozenset(PlanKind)
_under_way: ContextVar[tuple[str, ...]] = ContextVar("routines under way", default=())


def under_way() -> tuple[str, ...]:
    """Return the ids of the routines whose steps are being done by the caller, outermost first."""
    return _under_way.get()


class RoutineDeeds:
    """Carries out steps where the routine was asked for, and says what people are to hear."""

    def __init__(self, hub: "OpenVoiceAssistant") -> None:
        self._hub = hub

    def carry_out(self, run: RoutineRun, text: str) -> StepResult:
        """Carry out a command as if it was said there; it is a run of its own in the history.

        Whoever starts a routine, its steps are those of who made it; what may not be controlled from
        where it was started is not.
        """
        chain = _under_way.set((*_under_way.get(), run.routine_id))
        before = {one.id for one in self._rings()} if run.group_id else set()
        try:
            with acting(Actor(reach=self._reach(run))):
                result = self._hub.pipeline.text(text, self._request(run), source=SOURCE)
        finally:
            _under_way.reset(chain)
        if run.group_id:
            self._ring_on_all(run, before)
        failed = result.error is not None or result.question is not None
        words = result.reply or result.error or ""
        return StepResult(StepState.FAILED if failed else StepState.DONE, words)

    def _reach(self, run: RoutineRun) -> Reach:
        """Return what a run may control: what may be from where it began, as far as that is known now.

        Of a satellite that was forgotten meanwhile it is what could be controlled from there then.
        """
        place, then = reach_kept(run.limit)
        now = self._hub.satellites.reach_of(place) if place is not None else None
        return who_acts().reach.within(then if now is None else now)

    def _rings(self) -> list[Schedule]:
        return [*self._hub.timers.pending(), *self._hub.schedules.all()]

    def _ring_on_all(self, run: RoutineRun, before: set[str]) -> None:
        """Have what a step has set where it counted as said ring on the whole group."""
        place = self._place_of(run)
        if place is None or place.group is None:
            return
        everywhere = {"satellite_ids": place.group.satellite_ids, "group_id": place.group.id}
        for one in self._rings():
            if one.id not in before and one.satellite_ids == (run.satellite_id,):
                kept = self._hub.schedules if one.kind in _PLANNED else self._hub.timers
                with suppress(OvaError):  # it rings already, or was cancelled: it stays as it is
                    kept.edit(one.id, everywhere)

    def say(self, run: RoutineRun, step: RoutineStep) -> StepResult:
        """Say a text in its place, or where the routine was asked for.

        There the answer itself says what comes first.
        """
        if answers(run) and not step.placed:
            return StepResult(StepState.DONE, step.text)
        try:
            where = self._heard_at(run, step)
        except NotFound as error:
            return StepResult(StepState.FAILED, error.message)
        if not where:
            texts = hub_texts(run.language)
            return StepResult(StepState.FAILED, texts.render("routine_unheard"))
        where = [one for one in where if not self._keeps_quiet(one)]
        if not where:
            texts = hub_texts(run.language)
            return StepResult(StepState.DONE, texts.render("routine_quiet"))
        self._hub.announce(step.text, where)
        return StepResult(StepState.DONE, step.text)

    def _keeps_quiet(self, satellite_id: str) -> bool:
        return self._hub.announcements.keeps_quiet(self._hub.satellites.get(satellite_id))

    def _heard_at(self, run: RoutineRun, step: RoutineStep) -> list[str]:
        """Return the satellites that can say a text. Raises NotFound for a place that is no more."""
        one = step if step.placed else run
        place = speaking_place(self._hub, one.satellite_id, one.group_id)
        there = self._hub.satellites.all() if place is None else place.satellites
        return [one.id for one in there if one.connected]

    def tell(self, run: RoutineRun) -> None:
        """Have a reminder say what did not work: it is kept until somebody hears it."""
        words = trouble_words(run, hub_texts(run.language))
        place = self._place_of(run)
        group = place.group if place else None
        self._hub.schedules.add(
            Wish(
                kind=PlanKind.REMINDER,
                in_s=1.0,
                name=run.name,
                text=words[:1000],
                satellite_id=None if group else run.satellite_id,
                satellite_ids=group.satellite_ids if group else (),
                group_id=group.id if group else None,
            )
        )

    def _place_of(self, run: RoutineRun) -> SpeakingPlace | None:
        try:
            return speaking_place(self._hub, run.satellite_id, run.group_id)
        except NotFound:
            return None

    def _request(self, run: RoutineRun) -> RunRequest:
        return place_of(self._hub, run.satellite_id, run.area_id)


def place_of(
    hub: "OpenVoiceAssistant", satellite_id: str | None, area_id: str | None
) -> RunRequest:
    """Return a place as a run without a conversation takes it; without what is gone meanwhile."""
    for satellite, area in ((satellite_id, area_id), (satellite_id, None), (None, area_id)):
        try:
            return replace(hub.where(satellite, area), alone=True)
        except NotFound:
            continue
    return replace(hub.where(None, None), alone=True)


def answers(run: RoutineRun) -> bool:
    """Tell whether somebody who said its phrase waits for the answer still: before the first wait."""
    done = run.steps[: len(run.results) + 1]
    waited = any(step.kind is RoutineStepKind.WAIT for step in done)
    return run.source == "voice" and not waited


def trouble_words(run: RoutineRun, texts: Replies) -> str:
    """Return which steps did not work, and why."""
    told = [_step_words(step, result, texts) for step, result in run.troubles]
    return texts.render("routine_trouble", name=run.name, troubles=" ".join(told))


def reply_words(run: RoutineRun, texts: Replies) -> str:
    """Return the answer to who asked for a run: what it says, what failed, and what is to come."""
    said = [
        result.words
        for step, result in zip(run.steps, run.results, strict=False)
        if step.kind is RoutineStepKind.SAY
        and not step.placed  # that was said there
        and result.state is StepState.DONE
    ]
    told = [_step_words(step, result, texts) for step, result in run.troubles]
    if told:
        fine = len(run.results) - len(told)
        key = "routine_partly" if fine else "routine_none"
        told.insert(0, texts.render(key, done=fine, count=len(run.results)))
    if not run.over:
        told.append(texts.render("routine_rest"))
    return " ".join([*said, *told]) or texts.render("routine_done", name=run.name)


def _step_words(step: RoutineStep, result: StepResult, texts: Replies) -> str:
    words = result.words.rstrip(".") or result.state.value
    return texts.render(f"routine_step_{result.state.value}", step=step.text, words=words)
