"""What who speaks may do: what the person may, and what they came in with."""

from ova.core import EVERYTHING, Actor, Reach, Role, Utterance, who_acts
from ova.hub.people.accounts import User


def actor_of(utterance: Utterance, person: User | None, reach: Reach = EVERYTHING) -> Actor:
    """Return who is behind an utterance; ``person`` is its account, None when there is none (any more).

    Somebody whose account is gone may do the least. Who gives commands for somebody else, as a skill
    does while it answers, may do no more than they. ``reach`` is what may be controlled from there.
    """
    outer = who_acts()
    limits = [role for role in (utterance.role, outer.role) if role is not None]
    if utterance.person_id:
        limits.append(Role.of(person.role) if person is not None else Role.GUEST)
    least = min(limits, key=list(Role).index, default=None)
    return Actor(
        utterance.person_id or outer.person_id,
        least,
        outer.reach.within(reach),
        utterance.satellite_id or outer.satellite_id,
    )
