"""The whole home in memory: immutable for readers, a draft for the one writer."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ova.core import Area, Entity, EntityState, Floor
from ova.storage import Database, StoredEntity

UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class Record:
    """An entity with what is stored of it."""

    stored: StoredEntity
    available: bool
    """False while no integration speaks for it."""
    entity: Entity
    """As everyone sees it: unavailable things say so, their stored last state waits."""

    @classmethod
    def of(cls, stored: StoredEntity, *, available: bool, now: float) -> "Record":
        """Work out what is seen of a stored entity; ``now`` is when it became unavailable."""
        entity = stored.entity
        if not available:
            seen = EntityState(UNAVAILABLE, entity.state.attributes, now)
            entity = replace(entity, state=seen)
        return cls(stored, available, entity)


@dataclass(frozen=True, slots=True)
class HomeData:
    """One moment of the home."""

    floors: Mapping[str, Floor] = field(default_factory=dict)
    areas: Mapping[str, Area] = field(default_factory=dict)
    records: Mapping[str, Record] = field(default_factory=dict)
    """By entity id."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Entity ids by key."""

    @classmethod
    def load(cls, database: Database, now: float) -> "HomeData":
        """Read everything; entities wait for their integration."""
        stored = database.entities.all()
        return cls(
            {floor.id: floor for floor in database.floors.all()},
            {area.id: area for area in database.areas.all()},
            {item.entity.id: Record.of(item, available=False, now=now) for item in stored},
            {item.entity.key: item.entity.id for item in stored},
        )


class Draft:
    """A changed copy of the home, stored in the running transaction."""

    def __init__(self, data: HomeData, database: Database, now: float) -> None:
        self.floors = dict(data.floors)
        self.areas = dict(data.areas)
        self.records = dict(data.records)
        self.keys = dict(data.keys)
        self.database = database
        self.now = now
        self.changed: dict[str, Entity] = {}
        """Entities to tell about, by id."""
        self.gone: set[str] = set()
        """Those of them that were deleted."""
        self._unstored: dict[str, StoredEntity] = {}

    def data(self) -> HomeData:
        """Return the result."""
        return HomeData(self.floors, self.areas, self.records, self.keys)

    def put_floor(self, floor: Floor) -> Floor:
        """Add or replace a floor."""
        self.database.floors.put(floor)
        self.floors[floor.id] = floor
        return floor

    def put_area(self, area: Area) -> Area:
        """Add or replace an area."""
        self.database.areas.put(area)
        self.areas[area.id] = area
        return area

    def put_entity(self, stored: StoredEntity, *, available: bool) -> Entity:
        """Add or replace an entity; ``flush`` stores it."""
        self._unstored[stored.entity.id] = stored
        return self._remember(stored, available=available)

    def flush(self) -> None:
        """Store added and replaced entities, all at once since there may be thousands."""
        self.database.entities.put(self._unstored.values())
        self._unstored = {}

    def put_state(self, record: Record, state: EntityState, *, available: bool) -> Entity:
        """Replace what an entity is doing; not for one that is put in the same edit."""
        entity = replace(record.stored.entity, state=state)
        self.database.entities.put_state(entity.id, state)
        return self._remember(replace(record.stored, entity=entity), available=available)

    def show(self, record: Record) -> Entity:
        """Bring an unavailable entity back with its last state; nothing stored changes."""
        return self._remember(record.stored, available=True)

    def hide(self, record: Record) -> Entity:
        """Make an entity unavailable; nothing stored changes."""
        return self._remember(record.stored, available=False)

    def drop_entity(self, record: Record) -> None:
        """Delete an entity."""
        entity = record.entity
        self._unstored.pop(entity.id, None)
        self.database.entities.remove(entity.id)
        del self.records[entity.id]
        del self.keys[entity.key]
        last = Record.of(record.stored, available=False, now=self.now)
        self.changed[entity.id] = last.entity  # whoever watches sees it go
        self.gone.add(entity.id)

    def _remember(self, stored: StoredEntity, *, available: bool) -> Entity:
        before = self.records.get(stored.entity.id)
        # an entity that was unavailable already keeps the time since when it is
        since = before.entity.state.changed_at if before and not before.available else self.now
        record = Record.of(stored, available=available, now=since)
        self.records[record.entity.id] = record
        self.keys[record.entity.key] = record.entity.id
        self.changed[record.entity.id] = record.entity
        self.gone.discard(record.entity.id)
        return record.entity
