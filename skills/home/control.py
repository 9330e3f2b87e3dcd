"""Carrying out one service on several entities, and telling truthfully how it went."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from typing import Any

from ova.core import InvalidInput, NotAllowed, NotFound, OvaError, Unavailable
from ova.sdk import Entity, HomeApi, Reply, Turn

from .exceptions import Exceptions
from .home_map import HomeMap
from .targets import Targets
from .wording import capitalised, joined, names, noun, plain_name, the

MOST_AT_ONCE = 8

Call = tuple[str, dict[str, Any]]
"""A service and its data."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it went with one entity."""

    entity: Entity
    """With its new state; the old one when it failed."""
    error: OvaError | None = None
    confirmed: bool = True
    """The new state says so."""


def carry_out(
    home: HomeApi,
    entities: Sequence[Entity],
    call: Callable[[Entity], Call],
    confirmed: Callable[[Entity], bool],
) -> list[Outcome]:
    """Call a service of every entity, several at once, and look at the new states."""

    def one(entity: Entity) -> Outcome:
        service, data = call(entity)
        try:
            after = home.control(entity.id, service, data)
        except OvaError as error:
            return Outcome(entity, error)
        return Outcome(after, None, confirmed(after))

    if len(entities) == 1:
        return [one(entities[0])]
    with ThreadPoolExecutor(min(MOST_AT_ONCE, len(entities))) as pool:
        # each in a copy of the context: what is done is noted for the command it belongs to
        jobs = [pool.submit(copy_context().run, one, entity) for entity in entities]
        return [job.result() for job in jobs]


def report(
    turn: Turn,
    home: HomeMap,
    targets: Targets,
    outcomes: Sequence[Outcome],
    key: str,
    **fields: Any,
) -> Reply:
    """Answer with the text of ``key`` about ``{what}`` was done, and name what failed or is open."""
    done = [one.entity for one in outcomes if one.error is None and one.confirmed]
    waiting = [one.entity for one in outcomes if one.error is None and not one.confirmed]
    failed = [one for one in outcomes if one.error is not None]
    told = []
    if done:
        whole = len(done) == len(targets.entities)
        meant = whole or targets.but
        what = what_was_meant(turn, targets, done) if meant else names(turn, done, home)
        told.append(turn.text(key, what=what, count=len(done), **fields))
    if waiting:
        count = len(waiting)
        form = "one" if count == 1 else "other"
        told.append(turn.text(f"not_yet_{form}", names=names(turn, waiting, home), count=count))
    if not failed:
        return Reply(" ".join(capitalised(text) for text in told))
    for reason in dict.fromkeys(_reason(one.error) for one in failed):
        alike = [one.entity for one in failed if _reason(one.error) == reason]
        told.append(turn.text(reason, names=names(turn, alike, home), count=len(alike)))
    error = failed[0].error
    return Reply(
        " ".join(capitalised(text) for text in told),
        error=_code(error),
        data={
            "done": [entity.id for entity in (*done, *waiting)],
            "failed": [one.entity.id for one in failed],
            "details": [str(one.error) for one in failed],
        },
    )


def what_was_meant(turn: Turn, targets: Targets, entities: Sequence[Entity]) -> str:
    """Return the words for a group as it was asked for: "the lights in the kitchen"."""
    if targets.but:
        what = names(turn, entities) if len(entities) == 1 else _counted(turn, targets, entities)
        return turn.text("all_but", what=what, left=_left_alone(turn, targets.but))
    if targets.named or targets.kind == "lock" or len(entities) == 1:
        return names(turn, entities)
    things = noun(turn, targets.kind)
    if targets.area is not None:
        return turn.text("all_in_area", kind=things, area=the(turn, targets.area.name))
    if targets.floor is not None:
        floor = plain_name(turn, targets.floor.name)
        return turn.text("all_on_floor", kind=things, floor=floor)
    return turn.text("all_here" if targets.here is not None else "all_of_them", kind=things)


def _counted(turn: Turn, targets: Targets, entities: Sequence[Entity]) -> str:
    domains = {entity.domain for entity in entities}
    named = any(targets.kind in (entity.domain, entity.device_class) for entity in entities)
    kind = targets.kind if named else entities[0].domain
    things = noun(turn, kind, len(entities)) if len(domains) == 1 else turn.text("things")
    return turn.text("counted", count=len(entities), kind=things)


def _left_alone(turn: Turn, but: Exceptions) -> str:
    told = [names(turn, but.entities)] if but.entities else []
    told += [turn.text("ones_in_area", area=the(turn, area.name)) for area in but.areas]
    told += [turn.text("ones_on_floor", floor=plain_name(turn, floor.name)) for floor in but.floors]
    return joined(turn, told)


def _reason(error: OvaError | None) -> str:
    if isinstance(error, Unavailable) or (error and isinstance(error.__cause__, Unavailable)):
        return "unreachable"
    if isinstance(error, NotAllowed):
        return "not_from_here"
    return "cannot_that" if isinstance(error, InvalidInput | NotFound) else "did_not_work"


def _code(error: OvaError | None) -> str:
    if isinstance(error, InvalidInput):
        return "feature_not_supported"
    return error.code if error is not None else "control_failed"
