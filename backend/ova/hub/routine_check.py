"""Does a routine do what it says? Tried before it is kept, and whenever it is shown."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ova.core import (
    MAX_ROUTINE_PHRASES,
    MAX_ROUTINE_STEPS,
    HomeNames,
    InvalidInput,
    NotFound,
    Routine,
    RoutineFault,
    RoutineStep,
    RoutineStepKind,
    Utterance,
)
from ova.hub.command_check import try_command
from ova.hub.routine_files import ReadRoutine
from ova.hub.routine_phrases import INTENT, STAGE, routine_id_of
from ova.hub.routine_places import place_faults, speaking_place
from ova.hub.skills.forms import TextRefused
from ova.hub.skills.sentence_trial import Trial, Wanted, try_sentence
from ova.language import Scope

if TYPE_CHECKING:
    from ova.hub.assistant import OpenVoiceAssistant

StepsOf = Callable[[str], Iterable[RoutineStep]]
"""Gives the steps of a routine by its id."""


def phrase_trials(
    hub: "OpenVoiceAssistant", routine: Routine, others: Mapping[str, Routine]
) -> list[Trial]:
    """Try every phrase of a routine beside those of the ``others``, by id."""
    theirs = [phrase for one in others.values() for phrase in one.phrases]
    grammar = hub.grammar.now
    trials = []
    for number, phrase in enumerate(routine.phrases):
        wanted = Wanted(STAGE + routine.id, hub.language, INTENT, phrase, {})
        so_far = [*routine.phrases[:number], *theirs]
        trial = try_sentence(wanted, Scope(), (), hub.home.names(), grammar, so_far)
        # The Grammar in force may still have one that was removed.
        trial.taken = [one for one in trial.taken if _is_there(one.skill, others)]
        trials.append(trial)
    return trials


def _is_there(skill: str, routines: Mapping[str, Routine]) -> bool:
    routine_id = routine_id_of(skill)
    return routine_id is None or routine_id in routines


def form_faults(routine: Routine) -> list[RoutineFault]:
    """Return what no home would do with a routine."""
    faults = []
    if not routine.steps:
        faults.append(RoutineFault("It does nothing.", "Add a step.", "/steps", code="no_steps"))
    if len(routine.steps) > MAX_ROUTINE_STEPS:
        faults.append(
            RoutineFault(
                f"It has {len(routine.steps)} steps; {MAX_ROUTINE_STEPS} can be kept.",
                "Have it start a second routine.",
                "/steps",
                code="too_many_steps",
            )
        )
    if len(routine.phrases) > MAX_ROUTINE_PHRASES:
        faults.append(
            RoutineFault(
                f"It has {len(routine.phrases)} phrases; {MAX_ROUTINE_PHRASES} can be kept.",
                "Leave some out.",
                "/phrases",
                code="too_many_phrases",
            )
        )
    for number, phrase in enumerate(routine.phrases):
        if "{" in phrase or "<" in phrase:
            faults.append(
                RoutineFault(
                    f"{phrase!r} has a place to fill in, which a routine does nothing with.",
                    "Write the words themselves, with [optional] and (one|another) parts.",
                    f"/phrases/{number}",
                    code="phrase_slot",
                )
            )
    return faults


def usable(read: ReadRoutine, language: str) -> ReadRoutine:
    """Return what a file says without the phrases that nothing can be understood by; those are told."""
    routine = read.routine
    if routine is None:
        return read
    found = {int(one.pointer.rpartition("/")[2]): one for one in _phrase_faults(routine, language)}
    read.faults += [
        replace(fault, line=read.lines.get(fault.pointer, 0), file=routine.file)
        for fault in found.values()
    ]
    kept = [one for number, one in enumerate(routine.phrases) if number not in found]
    read.routine = replace(routine, phrases=tuple(kept))
    return read


def _phrase_faults(routine: Routine, language: str) -> list[RoutineFault]:
    faults = [one for one in form_faults(routine) if one.pointer.startswith("/phrases/")]
    told = {one.pointer for one in faults}
    for number, phrase in enumerate(routine.phrases):
        wanted = Wanted(STAGE + routine.id, language, INTENT, phrase, {})
        trial = try_sentence(wanted, Scope(), (), HomeNames(), None, routine.phrases[:number])
        if trial.faults and f"/phrases/{number}" not in told:
            first = trial.faults[0]
            message = f"{phrase!r}: {first.message}"
            faults.append(RoutineFault(message, first.cure, f"/phrases/{number}", code=first.code))
    return faults


def step_faults(
    hub: "OpenVoiceAssistant", routine: Routine, steps_of: StepsOf
) -> list[RoutineFault]:
    """Return the places and steps that would not work in the home as it is, and why."""
    faults = place_faults(hub, routine)
    if hub.grammar.now is None:
        return faults
    for number, step in enumerate(routine.steps):
        if step.kind is RoutineStepKind.COMMAND:
            fault = _command_fault(hub, routine, step.text, f"/steps/{number}", steps_of)
            if fault is not None:
                faults.append(fault)
    return faults


def _command_fault(
    hub: "OpenVoiceAssistant", routine: Routine, text: str, at: str, steps_of: StepsOf
) -> RoutineFault | None:
    anywhere = routine.repeat is None
    intents, fault = try_command(hub, text, _said_on(hub, routine), None, anywhere=anywhere)
    if fault is not None:
        return replace(fault, pointer=at)
    return _cycle(hub, routine, [one.skill for one in intents], text, at, steps_of)


def _said_on(hub: "OpenVoiceAssistant", routine: Routine) -> str | None:
    """Return the satellite that steps count as said on."""
    try:
        place = speaking_place(hub, routine.satellite_id, routine.group_id)
    except NotFound:
        return None
    return place.first.id if place and place.first else None


def _cycle(
    hub: "OpenVoiceAssistant",
    routine: Routine,
    skills: Iterable[str],
    text: str,
    at: str,
    steps_of: StepsOf,
) -> RoutineFault | None:
    """Return a fault when carrying out the text would come back to the routine."""
    looked: set[str] = set()
    left = [found for skill in skills if (found := routine_id_of(skill))]
    while left:
        routine_id = left.pop()
        if routine_id == routine.id:
            return RoutineFault(
                f"{text!r} would start this routine again, without end.",
                "Leave the step out.",
                at,
                code="calls_itself",
            )
        if routine_id in looked:
            continue
        looked.add(routine_id)
        for step in steps_of(routine_id):
            if step.kind is RoutineStepKind.COMMAND:
                match = hub.turns.look(Utterance(step.text, hub.language))
                left += [one for each in match.intents if (one := routine_id_of(each.skill))]
    return None


def refuse(
    hub: "OpenVoiceAssistant", routine: Routine, others: Mapping[str, Routine], *, anyway: bool
) -> None:
    """Refuse a routine that would not do what it says, beside the ``others`` by id.

    ``anyway`` takes phrases from whom they belong to so far. Raises NotFound for a place, TextRefused
    with every fault, TextTaken.
    """
    speaking_place(hub, routine.satellite_id, routine.group_id)
    for step in routine.steps:
        speaking_place(hub, step.satellite_id, step.group_id)
    faults = [*form_faults(routine), *step_faults(hub, routine, lambda one: _steps(others, one))]
    if faults:
        first = faults[0]
        refused = TextRefused(first.message, cure=first.cure, code=first.code)
        refused.errors = [
            {"detail": f"{one.message} {one.cure}".strip(), "pointer": one.pointer}
            for one in faults
        ]
        raise refused
    for number, trial in enumerate(phrase_trials(hub, routine, others)):
        try:
            trial.refuse(anyway=anyway)
        except TextRefused as refused:
            refused.errors = [{"detail": refused.message, "pointer": f"/phrases/{number}"}]
            raise


def _steps(others: Mapping[str, Routine], routine_id: str) -> Iterable[RoutineStep]:
    found = others.get(routine_id)
    return found.steps if found else ()


def named_fields(fields: Mapping[str, Any], known: Routine | None = None) -> dict[str, Any]:
    """Return fields with a name that is one. Raises InvalidInput."""
    name = " ".join(str(fields.get("name", known.name if known else "")).split())
    if not name or len(name) > 100:
        raise InvalidInput(
            "A routine needs a name of at most 100 characters.",
            cure="Give it one.",
            code="invalid_name",
        )
    return {**fields, "name": name}
