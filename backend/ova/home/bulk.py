"""Changes to many entities at once: all of them, or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ova.core import ChangedMeanwhile, Entity, check_was
from ova.home.data import Draft
from ova.home.entities import get_record, update_entity
from ova.home.places import UNSET, Unset

NAMED = 5


@dataclass(frozen=True, slots=True)
class EntityChange:
    """What to change of one entity; the fields are those of ``Home.update_entity``."""

    id: str
    name: str | None = None
    area_id: str | Unset | None = UNSET
    aliases: Sequence[str] | None = None
    exposed: bool | None = None
    was: Mapping[str, object] | None = None


def update_entities(draft: Draft, changes: Sequence[EntityChange]) -> list[Entity]:
    """Change entities. Raises as ``update_entity``, ChangedMeanwhile with the names of all that are."""
    different = []
    for change in changes:
        entity = get_record(draft, change.id).stored.entity
        try:
            check_was(entity.name, entity.to_json(), change.was)
        except ChangedMeanwhile:
            different.append(entity.name)
    if different:
        more = f" and {len(different) - NAMED} more" if len(different) > NAMED else ""
        raise ChangedMeanwhile(
            f"Somebody else changed {', '.join(different[:NAMED])}{more} meanwhile.",
            cure="Look at them again, then decide whose changes are kept.",
        )
    return [
        update_entity(
            draft,
            change.id,
            name=change.name,
            area_id=change.area_id,
            aliases=change.aliases,
            exposed=change.exposed,
            was=None,
        )
        for change in changes
    ]
