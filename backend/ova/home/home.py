"""The home: its floors, areas and entities, their states, and control over them."""

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ova.core import (
    Deed,
    DeedKind,
    Entity,
    EntityState,
    InvalidInput,
    OvaError,
    Unavailable,
    check_reach,
    note_deed,
)
from ova.home import entities, sync
from ova.home.bulk import EntityChange, update_entities
from ova.home.data import Draft, Record
from ova.home.declared import DeclaredEntity, SyncResult, entity_key
from ova.home.errors import ControlFailed
from ova.home.home_places import HomePlaces
from ova.home.places import UNSET, Unset
from ova.home.services import check_call
from ova.storage import Database

_log = logging.getLogger(__name__)

MEMBERS = "entity_id"
"""Attribute in which groups and scenes list the keys of what they control, as Home Assistant's do."""

Controller = Callable[[Entity, str, dict[str, Any]], EntityState | None]
"""Carries out a service with checked data; returns the new state, or None when it is reported later."""


class Home(HomePlaces):
    """Everything in the home. Thread-safe.

    After a start every entity is unavailable until its integration declares it again.
    """

    def __init__(self, database: Database, *, now: Callable[[], float] = time.time) -> None:
        super().__init__(database, now=now)
        self._controllers: dict[str, Controller] = {}

    def entities(self, domain: str | None = None, area_id: str | None = None) -> list[Entity]:
        """Return the entities, of one domain or in one area when given, by name."""
        found = [
            record.entity
            for record in self._data.records.values()
            if (domain is None or record.entity.domain == domain)
            and (area_id is None or record.entity.area_id == area_id)
        ]
        return sorted(found, key=lambda entity: (entity.name.casefold(), entity.id))

    def entity(self, entity_id: str) -> Entity:
        """Return one entity. Raises NotFound that names near ones."""
        return entities.get_record(self._data, entity_id).entity

    def update_entity(
        self,
        entity_id: str,
        *,
        name: str | None = None,
        area_id: str | Unset | None = UNSET,
        aliases: Iterable[str] | None = None,
        exposed: bool | None = None,
        was: Mapping[str, object] | None = None,
    ) -> Entity:
        """Change what the user may decide of an entity that is still as it ``was``; syncs keep it.

        Raises NotFound, InvalidInput or ChangedMeanwhile.
        """
        with self._editing() as draft:
            return entities.update_entity(
                draft,
                entity_id,
                name=name,
                area_id=area_id,
                aliases=aliases,
                exposed=exposed,
                was=was,
            )

    def update_entities(self, changes: Iterable[Mapping[str, Any]]) -> list[Entity]:
        """Change many entities, all or none; each with its ``id`` and what ``update_entity`` takes.

        Raises as that does.
        """
        wanted = [EntityChange(**change) for change in changes]
        with self._editing() as draft:
            return update_entities(draft, wanted)

    def remove_entity(self, entity_id: str) -> None:
        """Delete an entity no integration declares. Raises NotFound or Conflict."""
        with self._editing() as draft:
            entities.remove_entity(draft, entity_id)

    def sync(
        self, source: str, declared: Iterable[DeclaredEntity], *, complete: bool = True
    ) -> SyncResult:
        """Make the entities of ``source`` the declared ones, all or nothing.

        Known by key; what the user changed stays; areas and floors are made by name. What is no longer
        declared is deleted, or detached when a person decided something about it; without ``complete``
        it stays. Raises InvalidInput for a key declared twice.
        """
        items = list(declared)
        with self._editing() as draft:
            return sync.sync(draft, source, items, complete=complete)

    def would_sync(self, source: str, declared: Iterable[DeclaredEntity]) -> SyncResult:
        """Return what ``sync`` would change, and change nothing. Raises as it does."""
        items = list(declared)
        try:
            with self._writing, self._database.transaction(durable=False):
                draft = Draft(self._data, self._database, self._now())
                raise _Undo(sync.sync(draft, source, items))
        except _Undo as undone:
            return undone.result

    def owned(self, source: str) -> list[tuple[Entity, tuple[str, ...]]]:
        """Return the entities of a source by name, each with the fields a person decided."""
        found = [
            (record.entity, tuple(sorted(record.stored.customised)))
            for record in sync.owned(self._data, source)
        ]
        return sorted(found, key=lambda one: (one[0].name.casefold(), one[0].id))

    def let_go(self, source: str, *, keep_decided: bool) -> SyncResult:
        """Delete the entities of a source; those a person decided something about may be detached."""
        with self._editing() as draft:
            return sync.let_go(draft, sync.owned(draft, source), keep=keep_decided)

    def mark_unavailable(self, source: str) -> list[Entity]:
        """Make the entities of a source unavailable; their last states return with a sync."""
        with self._editing(names=False) as draft:
            return [
                draft.hide(record)
                for record in list(draft.records.values())
                if record.entity.source == source and record.available
            ]

    def set_state(
        self,
        key_or_entity_id: str,
        state: str | float | None = None,
        attributes: dict[str, Any] | None = None,
    ) -> Entity:
        """Store what an entity is doing. ``attributes`` are merged; None takes one away.

        On return it survives ``kill -9``. Raises NotFound or InvalidInput.
        """
        record = entities.find_record(self._data, key_or_entity_id)
        if record.available and entities.is_no_news(record, state, attributes):
            return record.entity
        with self._editing(names=False) as draft:
            record = entities.find_record(draft, key_or_entity_id)
            return entities.set_state(draft, record, state, attributes)

    def set_controller(self, source: str, controller: Controller) -> None:
        """Let ``controller`` carry out services on the entities of ``source``."""
        with self._writing:
            self._controllers = {**self._controllers, source: controller}

    def remove_controller(self, source: str) -> None:
        """End control over the entities of ``source``."""
        with self._writing:
            left = {one: known for one, known in self._controllers.items() if one != source}
            self._controllers = left

    def control(self, entity_id: str, service: str, data: dict[str, Any] | None = None) -> Entity:
        """Carry out a service on an entity and return it as it is then.

        Raises NotFound, InvalidInput, NotAllowed when it may not be controlled from where it is asked
        for, Unavailable when no integration speaks for it, or ControlFailed with the reason of the integration. Noted as a deed, however it ends.
        """
        record = entities.get_record(self._data, entity_id)
        try:
            done = self._controlled(record, service, data)
        except OvaError as error:
            note_deed(_deed(record.entity, service, data, error))
            raise
        note_deed(_deed(record.entity, service, data))
        return done

    def _members(self, entity: Entity) -> list[Entity]:
        """Return what a group, a scene or a light of several controls in turn, as far as it tells."""
        found, look = {entity.id: entity}, [entity]
        while look:
            one = look.pop()
            told = one.state.attributes.get(MEMBERS)
            for name in told if isinstance(told, list | tuple) else ():
                key = entity_key(one.source, str(name))
                record = self._data.records.get(self._data.keys.get(key, str(name)))
                if record is not None and record.entity.id not in found:
                    found[record.entity.id] = record.entity
                    look.append(record.entity)
        return list(found.values())[1:]

    def _controlled(self, record: Record, service: str, data: dict[str, Any] | None) -> Entity:
        entity = record.entity
        check_reach(entity, self._members(entity))
        checked = check_call(entity, service, data)
        controller = self._controllers.get(entity.source)
        if controller is None or not record.available:
            raise Unavailable(
                f"{entity.name} cannot be reached.",
                cure=f"Check that the integration {entity.source} is switched on and still has it.",
                code="entity_unavailable",
            )
        try:
            answer = controller(entity, service, checked)
        except Exception as error:  # an integration may raise anything; all of it has one meaning
            if not isinstance(error, OvaError):
                _log.warning("%s of %s failed", service, entity.id, exc_info=True)
            raise _control_failed(entity, error) from error
        if answer is None:
            return self.entity(entity.id)
        if not isinstance(answer, EntityState):
            raise _control_failed(entity, TypeError(f"returned {type(answer).__name__}"))
        try:
            return self.set_state(entity.id, answer.state, answer.attributes)
        except InvalidInput as error:  # the integration's fault, not the caller's
            raise _control_failed(entity, error) from error


class _Undo(Exception):
    """Ends a transaction without its writes."""

    def __init__(self, result: SyncResult) -> None:
        super().__init__()
        self.result = result


def _deed(
    entity: Entity, service: str, data: dict[str, Any] | None, error: OvaError | None = None
) -> Deed:
    code, message = (error.code, str(error)) if error is not None else ("", "")
    given = dict(data) if isinstance(data, dict) else {}  # what is no object was refused
    before = entity.state.state
    return Deed(DeedKind.SERVICE, entity.id, entity.name, service, given, code, message, before)


def _control_failed(entity: Entity, error: Exception) -> ControlFailed:
    reason = error.message if isinstance(error, OvaError) else str(error) or type(error).__name__
    cure = error.cure if isinstance(error, OvaError) else ""
    return ControlFailed(
        f"{entity.name} did not do it: {reason.rstrip('.')}.",
        cure=cure or f"Check the integration {entity.source} and try again.",
    )
