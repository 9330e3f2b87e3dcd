"""Groups of satellites: made, changed, and never called like anything else."""

import threading
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from ova.core import (
    MAX_GROUP_NAME,
    MAX_GROUPS,
    Conflict,
    InvalidInput,
    NotFound,
    SatelliteGroup,
    check_was,
)
from ova.satellites.registry import SatelliteRegistry
from ova.storage import SatelliteGroups as GroupTable

Listener = Callable[[SatelliteGroup, bool], None]
"""Told of a group that was changed, and whether it was deleted."""


class SatelliteGroups:
    """Every group of the home; what returned is on disk. Safe to call from any thread."""

    def __init__(
        self,
        table: GroupTable,
        registry: SatelliteRegistry,
        rooms: Callable[[], Iterable[str]],
    ) -> None:
        """``rooms`` gives the names of rooms and floors, by which no group may be called."""
        self._table = table
        self._registry = registry
        self._rooms = rooms
        self._lock = threading.RLock()
        self._listeners: list[Listener] = []
        self._known = {group.id: group for group in table.all()}

    def subscribe(self, listener: Listener) -> None:
        """Call ``listener`` after every change."""
        self._listeners.append(listener)

    def all(self) -> list[SatelliteGroup]:
        """Return every group, by name."""
        with self._lock:
            return sorted(self._known.values(), key=lambda group: group.name.casefold())

    def get(self, group_id: str) -> SatelliteGroup:
        """Return one group. Raises NotFound."""
        with self._lock:
            found = self._known.get(group_id)
        if found is None:
            raise NotFound(
                "There is no such group of satellites.", cure="It may have been deleted meanwhile."
            )
        return found

    def called(self, name: str) -> SatelliteGroup | None:
        """Return the group people call so."""
        return next((one for one in self.all() if _folded(one.name) == _folded(name)), None)

    def create(self, name: str, satellite_ids: Sequence[str]) -> SatelliteGroup:
        """Make a group. Raises InvalidInput, NotFound for a satellite there is not, Conflict."""
        with self._lock:
            if len(self._known) >= MAX_GROUPS:
                raise Conflict(
                    f"There are {MAX_GROUPS} groups already.",
                    cure="Delete one that is not needed any more.",
                    code="too_many_groups",
                )
            group = SatelliteGroup(uuid.uuid4().hex, self._free(name), self._members(satellite_ids))
            return self._keep(group)

    def update(
        self,
        group_id: str,
        *,
        name: str | None = None,
        satellite_ids: Sequence[str] | None = None,
        was: Mapping[str, object] | None = None,
    ) -> SatelliteGroup:
        """Change a group that is still as it ``was``.

        Raises as ``create``, NotFound for the group, and ChangedMeanwhile.
        """
        with self._lock:
            known = self.get(group_id)
            check_was(known.name, known.to_json(), was)
            changed = known
            if name is not None:
                changed = replace(changed, name=self._free(name, group_id))
            if satellite_ids is not None:
                changed = replace(changed, satellite_ids=self._members(satellite_ids))
            return known if changed == known else self._keep(changed)

    def delete(self, group_id: str) -> SatelliteGroup:
        """Delete a group and return it; its satellites stay. Raises NotFound."""
        with self._lock:
            known = self.get(group_id)
            self._table.remove(group_id)
            del self._known[group_id]
            self._tell(known, deleted=True)
            return known

    def satellite_gone(self, satellite_id: str) -> None:
        """Take a satellite that was forgotten out of its groups; on disk it has left them already."""
        with self._lock:
            for group in self.all():
                if satellite_id in group.satellite_ids:
                    left = tuple(one for one in group.satellite_ids if one != satellite_id)
                    self._known[group.id] = replace(group, satellite_ids=left)
                    self._tell(self._known[group.id])

    def check_free(self, name: str) -> None:
        """Raise Conflict when a group is called so: what else is called has a name of its own."""
        group = self.called(name)
        if group is not None:
            raise _taken(f"A group of satellites is called {group.name}")

    def _keep(self, group: SatelliteGroup) -> SatelliteGroup:
        self._table.put(group)
        self._known[group.id] = group
        self._tell(group)
        return group

    def _tell(self, group: SatelliteGroup, *, deleted: bool = False) -> None:
        for listener in self._listeners:
            listener(group, deleted)

    def _free(self, name: str, group_id: str = "") -> str:
        """Return a name that nothing else has. Raises InvalidInput, Conflict."""
        clean = " ".join(name.split())
        if not any(letter.isalnum() for letter in clean) or len(clean) > MAX_GROUP_NAME:
            raise InvalidInput(
                f"A group cannot be called {clean[:MAX_GROUP_NAME]!r}.",
                cure=f"Give it a name of one to {MAX_GROUP_NAME} characters, as you would say it.",
                code="invalid_name",
            )
        if any(_folded(one) == _folded(clean) for one in self._rooms()):
            raise _taken(f"A room or a floor is called {clean}")
        if any(_folded(one.name) == _folded(clean) for one in self._registry.all()):
            raise _taken(f"A satellite is called {clean}")
        other = self.called(clean)
        if other is not None and other.id != group_id:
            raise _taken(f"Another group is called {other.name}")
        return clean

    def _members(self, satellite_ids: Sequence[str]) -> tuple[str, ...]:
        ids = tuple(dict.fromkeys(satellite_ids))
        if not ids:
            raise InvalidInput(
                "A group without satellites is none.",
                cure="Choose at least one satellite.",
                code="empty_group",
            )
        for one in ids:
            self._registry.get(one)
        return ids


def _taken(what: str) -> Conflict:
    return Conflict(
        f"{what} already.",
        cure="Use another name, so that it is clear what is meant.",
        code="name_taken",
    )


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
