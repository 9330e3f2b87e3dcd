"""What the steps of a routine do, and how people hear what became of them."""

from contextvars import ContextVar
from dataclasses import replace
from typing import TYPE_CHECKING

from ova.core import (
    NotFound,
    PlanKind,
    RoutineRun,
    RoutineStep,
    RoutineStepKind,
    StepResult,
    StepState,
    Wish,
)
from ova.hub.texts import hub_texts
from ova.language import Replies
from ova.pipeline import RunRequest

if TYPE_CHECKING:
    from ova.hub.assistant import OpenVoiceAssistant

SOURCE = "routine"
"""How a run in the history says that a routine did it."""
_under_way: ContextVar[tuple[str, ...]] = ContextVar("routines under way", default=())


def under_way() -> tuple[str, ...]:
    """Return the ids of the routines whose steps are being done by the caller, outermost first."""
    return _under_way.get()


class RoutineDeeds:
    """Carries out steps where the routine was asked for, and says what people are to hear."""

    def __init__(self, hub: "OpenVoiceAssistant") -> None:
        self._hub = hub

    def carry_out(self, run: RoutineRun, text: str) -> StepResult:
        """Carry out a command as if it was said there; it is a run of its own in the history."""
        chain = _under_way.set((*_under_way.get(), run.routine_id))
        try:
            result = self._hub.pipeline.text(text, self._request(run), source=SOURCE)
        finally:
            _under_way.reset(chain)
        failed = result.error is not None or result.question is not None
        words = result.reply or result.error or ""
        return StepResult(StepState.FAILED if failed else StepState.DONE, words)

    def say(self, run: RoutineRun, text: str) -> StepResult:
        """Say a text where the routine was asked for; the answer itself says what comes first."""
        if answers(run):
            return StepResult(StepState.DONE, text)
        where = [
            one.id
            for one in self._hub.satellites.all()
            if one.connected and run.satellite_id in (None, one.id)
        ]
        if not where:
            texts = hub_texts(run.language)
            return StepResult(StepState.FAILED, texts.render("routine_unheard"))
        self._hub.announce(text, where)
        return StepResult(StepState.DONE, text)

    def tell(self, run: RoutineRun) -> None:
        """Have a reminder say what did not work: it is kept until somebody hears it."""
        words = trouble_words(run, hub_texts(run.language))
        self._hub.schedules.add(
            Wish(
                kind=PlanKind.REMINDER,
                in_s=1.0,
                name=run.name,
                text=words[:1000],
                satellite_id=run.satellite_id,
            )
        )

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
        if step.kind is RoutineStepKind.SAY and result.state is StepState.DONE
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
