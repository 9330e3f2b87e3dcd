"""Whose plan it is: what it does at its time counts as done by whoever wished for it, and from where."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ova.core import Actor, Reach, Schedule, who_acts

_SIGNATURE = ("person", "role", "reach")


def signed(plan: Schedule) -> Schedule:
    """Return a new plan as one of who acts."""
    actor = who_acts()
    given = {
        "person": actor.person_id,
        "role": actor.role and actor.role.value,
        "reach": kept_reach(actor),
    }
    known = {name: one for name, one in plan.data.items() if name != "reach"}
    return replace(
        plan, data={**known, **{name: one for name, one in given.items() if one is not None}}
    )


def signed_again(plan: Schedule, before: Schedule, changes: Mapping[str, Any]) -> Schedule:
    """Return a changed plan: of who gave it other words, else of whom it was."""
    actor = who_acts()
    if "text" in changes and (actor.person_id is not None or actor.reach.limited):
        return signed(plan)
    kept = {name: before.data[name] for name in _SIGNATURE if name in before.data}
    return replace(plan, data={**plan.data, **kept})


def reach_of_plan(plan: Schedule) -> tuple[str | None, Reach]:
    """Return from where a plan was made when not everything could be controlled there, and what could.

    The place is the id of a satellite, None when it was no satellite or one that could control everything.
    """
    return reach_kept(plan.data.get("reach"))


def reach_kept(told: Mapping[str, Any] | None) -> tuple[str | None, Reach]:
    """Return what ``kept_reach`` gave, as ``reach_of_plan``; None is that everything could be controlled."""
    if not told:
        return None, Reach()
    areas = told["areas"]
    return told["satellite_id"], Reach(
        None if areas is None else frozenset(areas), frozenset(told["barred"])
    )


def kept_reach(actor: Actor) -> dict[str, Any] | None:
    """Return what could be controlled where somebody was, in the form it is stored in."""
    reach = actor.reach
    if not reach.limited:
        return None
    areas = None if reach.area_ids is None else sorted(reach.area_ids)
    return {
        "satellite_id": actor.satellite_id,
        "areas": areas,
        "barred": sorted(reach.barred),
    }
