"""The stages a command goes through, in order: who is asked, who took it, and why the others did not."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from ova.core import Match, StageDecision, StageOutcome, Trace
from ova.dialogue import SESSION_STAGE
from ova.language import SentenceSource

OrderedStage = Literal["home", "skills", "actions"]
HOME, SKILLS, ACTIONS = "home", "skills", "actions"
ORDERED: tuple[OrderedStage, ...] = ("home", "skills", "actions")
"""The stages people put in order or switch off. Stop words, the conversation and the home's routines
come before them, the agent after them, always."""
STOP, ROUTINES, AGENT = "stop", "routines", "agent"
HOME_SKILL = "home"
SETTLED = frozenset({"refused", "asked_again", "unsure_dropped"})
"""Reasons of texts that answered a question, and did nothing else."""


def stage_of(skill: str) -> str:
    """Return the stage of what an intent's ``skill`` names."""
    if skill == HOME_SKILL:
        return HOME
    if skill in (STOP, SESSION_STAGE):
        return skill
    kind = skill.partition(":")[0]
    return {"integration": ACTIONS, "agent": AGENT, "routine": ROUTINES}.get(kind, SKILLS)


def in_order(sources: Iterable[SentenceSource], order: Sequence[str]) -> list[SentenceSource]:
    """Return the sentences of the stages that are on: of two that fit equally the first one wins."""
    placed = {stage: place for place, stage in enumerate(order)}
    kept = [(placed.get(stage_of(one.skill)), one) for one in sources]
    on = [(place, one) for place, one in kept if place is not None]
    return [one for _, one in sorted(on, key=lambda pair: pair[0])]


def with_decisions(match: Match, order: Sequence[str], *, agent: bool, here: bool = True) -> Match:
    """Return the match with what every stage decided.

    ``agent``: one is chosen; ``here``: it may answer where this was said.
    """
    trace = match.trace or Trace()
    told = _decided(match, trace, order, agent=agent, here=here)
    return replace(match, trace=replace(trace, stages=told))


def _decided(
    match: Match, trace: Trace, order: Sequence[str], *, agent: bool, here: bool
) -> tuple[StageDecision, ...]:
    took = _taken_by(match)
    told: list[StageDecision] = []
    for stage in (STOP, SESSION_STAGE):
        if took in (decision.stage for decision in told):
            told.append(StageDecision(stage, StageOutcome.NOT_ASKED, "taken"))
        elif stage == took:
            told.append(StageDecision(stage, StageOutcome.TOOK, _why_first(match)))
        else:
            why = "no_stop_word" if stage == STOP else "no_answer"
            told.append(StageDecision(stage, StageOutcome.PASSED, why))
    over = took in (STOP, SESSION_STAGE)
    told += [_of_sentences(stage, match, trace, took, over=over) for stage in (ROUTINES, *order)]
    told += [
        StageDecision(stage, StageOutcome.OFF, "switched_off")
        for stage in ORDERED
        if stage not in order
    ]
    if took == AGENT:
        told.append(StageDecision(AGENT, StageOutcome.TOOK, "nobody_else"))
    elif not agent:
        told.append(StageDecision(AGENT, StageOutcome.OFF, "no_agent"))
    elif not here:
        told.append(StageDecision(AGENT, StageOutcome.OFF, "not_here"))
    elif took:
        told.append(StageDecision(AGENT, StageOutcome.NOT_ASKED, "taken"))
    else:
        told.append(StageDecision(AGENT, StageOutcome.PASSED, "not_allowed"))
    return tuple(told)


def _of_sentences(
    stage: str, match: Match, trace: Trace, took: str, *, over: bool
) -> StageDecision:
    """Return what a stage with sentences decided; how well its best one fits goes with it."""
    if over:
        return StageDecision(stage, StageOutcome.NOT_ASKED, "taken")
    scores = [one.score for one in trace.readings if stage_of(one.skill) == stage]
    score = max(scores, default=None)
    if stage == took:
        asks = match.intent is None
        outcome = StageOutcome.ASKS if asks else StageOutcome.TOOK
        return StageDecision(stage, outcome, "asks" if asks else "fits", score)
    if score is None:
        return StageDecision(stage, StageOutcome.PASSED, "no_sentence")
    others = [one.score for one in trace.readings if stage_of(one.skill) == took]
    if not took or took == AGENT:
        why = "not_enough"
    else:
        why = "comes_later" if score >= max(others, default=0.0) else "fits_less"
    return StageDecision(stage, StageOutcome.PASSED, why, score)


def _taken_by(match: Match) -> str:
    """Return the stage that took a text; empty when none did."""
    if match.detail.keys() & {"answer_to", "corrects"} or match.reason in SETTLED:
        return SESSION_STAGE
    if match.intent is not None:
        return stage_of(match.intent.skill)
    if match.question is not None and match.question.options:
        intents = match.question.options[0].intents
        return stage_of(intents[0].skill) if intents else SESSION_STAGE
    return ""


def _why_first(match: Match) -> str:
    if match.intent is not None and match.intent.skill == STOP:
        return "stop_word"
    if "corrects" in match.detail:
        return "correction"
    return (
        "repeat" if match.intent is not None and match.intent.skill == SESSION_STAGE else "answer"
    )
