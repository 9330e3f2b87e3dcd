"""Who is behind what is done, for whoever has to know whether they may."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from ova.core.errors import NotAllowed, NotFromHere
from ova.core.role import Role


@dataclass(frozen=True, slots=True)
class Reach:
    """What may be controlled from one place."""

    area_ids: frozenset[str] | None = None
    """Things in these areas only; None: everything."""
    barred: frozenset[str] = frozenset()
    """Domains and ids of entities that may not be controlled from there, names of deeds of
    ``LEAST_ROLES_OF_DEEDS`` that may not be done, and ``integration:<id>`` for what may not be ordered."""

    @property
    def limited(self) -> bool:
        """Whether there is anything that may not be controlled."""
        return self.area_ids is not None or bool(self.barred)

    def covers(self, entity_id: str, domain: str, area_id: str | None) -> bool:
        """Tell whether an entity may be controlled."""
        if self.area_ids is not None and area_id not in self.area_ids:
            return False
        return not {entity_id, domain} & self.barred

    def within(self, other: "Reach") -> "Reach":
        """Return what both allow."""
        known = [one.area_ids for one in (self, other) if one.area_ids is not None]
        areas = frozenset.intersection(*known) if known else None
        return Reach(areas, self.barred | other.barred)


EVERYTHING = Reach()


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who speaks, types, or planned what is done now."""

    person_id: str | None = None
    """None: nobody knows who it is."""
    role: Role | None = None
    """What they may do; None: they are in the house, and may do all that can be said there."""
    reach: Reach = EVERYTHING
    """What may be controlled from where they are."""
    satellite_id: str | None = None
    """Where they are, when they speak at a satellite."""


ANYBODY = Actor()
LEAST_ROLES_OF_DEEDS: dict[str, Role] = {
    "announce": Role.ADULT,
    "read_announcements": Role.ADULT,
    "make_list": Role.ADULT,
    "delete_list": Role.ADULT,
}
"""Who may do what there is more than one way to: over REST, typed, spoken, planned or by a skill."""

_actor: ContextVar[Actor] = ContextVar("actor", default=ANYBODY)


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """Have what is done inside the block count as done by somebody, also in threads it is handed to."""
    token = _actor.set(actor)
    try:
        yield
    finally:
        _actor.reset(token)


def act_as(actor: Actor) -> None:
    """Have what this thread does from now on count as done by somebody."""
    _actor.set(actor)


def who_acts() -> Actor:
    """Return who is behind what is done now; ``ANYBODY`` when it is not known."""
    return _actor.get()


def check_may(deed: str) -> None:
    """Raise NotAllowed unless who acts may do one of ``LEAST_ROLES_OF_DEEDS``, there where they are."""
    if deed in who_acts().reach.barred:
        raise NotFromHere("That may not be done from this satellite.")
    role, least = who_acts().role, LEAST_ROLES_OF_DEEDS[deed]
    if role is not None and not role.allows(least):
        raise NotAllowed(
            f"That is for {least.value}s, and this is a {role.value}.",
            cure="Ask somebody who lives here, or an owner for another role.",
            code="role_missing",
        )
