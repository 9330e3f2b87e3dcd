"""Changes to one entity."""

import difflib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from ova.core import Conflict, Entity, EntityState, InvalidInput, NotFound, check_was
from ova.home.data import Draft, HomeData, Record
from ova.home.places import UNSET, Unset, clean_aliases, clean_name, get_place


def get_record(data: HomeData | Draft, entity_id: str) -> Record:
    """Return an entity by its id. Raises NotFound that names near ones."""
    found = data.records.get(entity_id)
    if found is None:
        raise _unknown(data, entity_id)
    return found


def find_record(data: HomeData | Draft, key_or_entity_id: str) -> Record:
    """Return an entity by its id or key. Raises NotFound that names near ones."""
    found = data.records.get(key_or_entity_id)
    if found is None:
        found = data.records.get(data.keys.get(str(key_or_entity_id).strip().casefold(), ""))
    if found is None:
        raise _unknown(data, key_or_entity_id)
    return found


def update_entity(
    draft: Draft,
    entity_id: str,
    *,
    name: str | None,
    area_id: str | Unset | None,
    aliases: Iterable[str] | None,
    exposed: bool | None,
    was: Mapping[str, object] | None,
) -> Entity:
    """Change what the user may decide about an entity; syncs keep it from then on."""
    record = get_record(draft, entity_id)
    entity, customised = record.stored.entity, set(record.stored.customised)
    check_was(entity.name, entity.to_json(), was)
    if name is not None:
        entity = replace(entity, name=clean_name(name, "entity"))
        customised.add("name")
    if area_id is not UNSET:
        if area_id is not None:
            get_place(draft.areas, area_id, "area")
        entity = replace(entity, area_id=area_id)
        customised.add("area_id")
    if aliases is not None:
        entity = replace(entity, aliases=clean_aliases(aliases))
        customised.add("aliases")
    if exposed is not None:
        entity = replace(entity, exposed=bool(exposed))
        customised.add("exposed")
    stored = replace(record.stored, entity=entity, customised=frozenset(customised))
    return draft.put_entity(stored, available=record.available)


def set_state(
    draft: Draft, record: Record, state: str | float | None, attributes: dict[str, Any] | None
) -> Entity:
    """Note what an entity is doing; nothing is stored or told when that is no news."""
    old = record.stored.entity.state
    new = merged(old, state, attributes, draft.now)
    if new is old and record.available:
        return record.entity
    return draft.put_state(record, new, available=True)


def is_no_news(
    record: Record, state: str | float | None, attributes: dict[str, Any] | None
) -> bool:
    """Tell whether a report says what is known already."""
    old = record.stored.entity.state
    return merged(old, state, attributes, old.changed_at) is old


def remove_entity(draft: Draft, entity_id: str) -> None:
    """Delete an entity nothing speaks for any more. Raises Conflict while something does."""
    record = get_record(draft, entity_id)
    if record.available:
        raise Conflict(
            f"{record.entity.name} is still in use by {record.entity.source}.",
            cure="Remove it there, or hide it from voice instead.",
        )
    draft.drop_entity(record)


def merged(
    old: EntityState, state: str | float | None, attributes: dict[str, Any] | None, now: float
) -> EntityState:
    """Return ``old`` with a new state and attributes over it, or ``old`` itself without news.

    An attribute of None is taken away. Raises InvalidInput when something is not JSON.
    """
    text = old.state if state is None else state_text(state)
    values = {**old.attributes, **_plain(attributes or {})}
    values = {name: value for name, value in values.items() if value is not None}
    if text == old.state and values == old.attributes:
        return old
    return EntityState(text, values, now)


def state_text(state: str | float) -> str:
    """Return a state as Home Assistant writes it: ``on`` and ``off`` for truth values."""
    if isinstance(state, bool):
        return "on" if state else "off"
    if isinstance(state, str | int | float):
        return str(state)
    raise InvalidInput(f"{state!r} is no state.", cure="Give a text, a number, true or false.")


def _unknown(data: HomeData | Draft, wanted: str) -> NotFound:
    names = {record.entity.name: record.entity.id for record in data.records.values()}
    near = difflib.get_close_matches(str(wanted), [*data.records, *names], n=3)
    ids = dict.fromkeys(names.get(one, one) for one in near)
    cure = f"Did you mean {' or '.join(ids)}?" if ids else "Look at the list of entities."
    return NotFound(f"There is no entity {wanted!r}.", cure=cure)


def _plain(attributes: dict[str, Any]) -> dict[str, Any]:
    """Return attributes as a restart will read them, sharing nothing with the caller's."""
    try:
        plain: dict[str, Any] = json.loads(json.dumps(attributes, allow_nan=False))
    except (TypeError, ValueError, RecursionError) as error:
        raise InvalidInput(
            f"The attributes cannot be stored: {error}.",
            cure="Use text, finite numbers, true, false, null, lists and objects only.",
        ) from error
    return plain
