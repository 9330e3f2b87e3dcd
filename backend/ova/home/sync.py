"""Bring the home in line with what an integration declares."""

from collections.abc import Iterable
from dataclasses import replace

from ova.core import Entity, EntityState, InvalidInput
from ova.home.data import Draft, HomeData, Record
from ova.home.declared import DeclaredEntity, SyncResult, entity_key
from ova.home.entities import merged
from ova.home.places import add_area, add_floor, clean_aliases, clean_name, find_place
from ova.home.slugs import slug, unused
from ova.storage import StoredEntity


def sync(
    draft: Draft, source: str, declared: Iterable[DeclaredEntity], *, complete: bool = True
) -> SyncResult:
    """Create, update and let go of entities so that those of ``source`` are the declared ones.

    Without ``complete`` what is not declared stays as it is.
    """
    wanted = _by_key(source, declared)
    floors = {item.area: item.floor for item in wanted.values() if item.area and item.floor}
    created, updated, reconnected = [], [], []
    for key, item in wanted.items():
        entity_id = draft.keys.get(key)
        if entity_id is None:
            created.append(_create(draft, source, key, item, floors).name)
            continue
        record = draft.records[entity_id]
        changed = _update(draft, record, item, floors)
        name = draft.records[draft.keys[key]].entity.name
        if record.entity.detached:
            reconnected.append(name)
        elif changed:
            updated.append(name)
    gone = [record for record in owned(draft, source) if record.entity.key not in wanted]
    left = let_go(draft, gone if complete else ())
    return replace(
        left, created=tuple(created), updated=tuple(updated), reconnected=tuple(reconnected)
    )


def owned(data: Draft | HomeData, source: str) -> list[Record]:
    """Return everything of a source."""
    return [record for record in data.records.values() if record.entity.source == source]


def let_go(draft: Draft, gone: Iterable[Record], *, keep: bool = True) -> SyncResult:
    """Delete entities; with ``keep`` those a person decided something about are only detached."""
    detached, removed = [], []
    for record in gone:
        entity = record.stored.entity
        if not (keep and record.stored.customised):
            draft.drop_entity(record)
            removed.append(entity.name)
        elif not entity.detached:
            stored = replace(record.stored, entity=replace(entity, detached=True))
            draft.put_entity(stored, available=False)
            detached.append(entity.name)
    return SyncResult(detached=tuple(detached), removed=tuple(removed))


def _by_key(source: str, declared: Iterable[DeclaredEntity]) -> dict[str, DeclaredEntity]:
    wanted: dict[str, DeclaredEntity] = {}
    for item in declared:
        key = entity_key(source, item.key)
        if key in wanted:
            raise InvalidInput(
                f"{source} declares {item.key!r} twice: as {wanted[key].name!r} and {item.name!r}.",
                cure="Give each entity a key of its own.",
            )
        wanted[key] = item
    return wanted


def _create(
    draft: Draft, source: str, key: str, item: DeclaredEntity, floors: dict[str, str]
) -> Entity:
    name = clean_name(item.name, "entity")
    start = EntityState("unknown", {}, draft.now)
    entity = Entity(
        id=_new_id(draft, item.domain, name, key),
        name=name,
        domain=item.domain,
        source=source,
        key=key,
        area_id=_area_id(draft, item.area, floors),
        device_class=item.device_class,
        aliases=clean_aliases(item.aliases),
        state=merged(start, item.state, item.attributes, draft.now),
    )
    return draft.put_entity(StoredEntity(entity), available=True)


def _update(draft: Draft, record: Record, item: DeclaredEntity, floors: dict[str, str]) -> bool:
    """Return True when anything but the state changed."""
    old, customised = record.stored.entity, record.stored.customised
    new = replace(old, device_class=item.device_class, detached=False)
    if "name" not in customised:
        new = replace(new, name=clean_name(item.name, "entity"))
    if "area_id" not in customised:
        new = replace(new, area_id=_area_id(draft, item.area, floors))
    if "aliases" not in customised:
        new = replace(new, aliases=clean_aliases(item.aliases))
    if item.domain != old.domain:
        draft.drop_entity(record)
        new = replace(new, domain=item.domain, id=_new_id(draft, item.domain, new.name, old.key))
    changed = new != old
    new = replace(new, state=_state(draft, old.state, item))
    if new != old:
        draft.put_entity(replace(record.stored, entity=new), available=True)
    elif not record.available:
        draft.show(record)
    return changed


def _state(draft: Draft, old: EntityState, item: DeclaredEntity) -> EntityState:
    if not item.virtual:
        return merged(old, item.state, item.attributes, draft.now)
    # stored values win; only attributes the thing did not have before are new
    new = {name: value for name, value in item.attributes.items() if name not in old.attributes}
    state = item.state if old.state == "unknown" else None
    return merged(old, state, new, draft.now)


def _area_id(draft: Draft, name: str | None, floors: dict[str, str]) -> str | None:
    if not name or not name.strip():
        return None
    area = find_place(draft.areas, name)
    if area is None:
        floor_id = None
        if name in floors:
            floor = find_place(draft.floors, floors[name]) or add_floor(draft, floors[name])
            floor_id = floor.id
        area = add_area(draft, name, floor_id, ())
    return area.id


def _new_id(draft: Draft, domain: str, name: str, key: str) -> str:
    return unused(f"{domain}.{slug(name, slug(key.partition('.')[2]))}", draft.records)
