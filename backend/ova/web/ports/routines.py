"""Routines, as the web room asks for them."""

from collections.abc import Mapping
from typing import Any, Protocol

from ova.core import Routine
from ova.web.ports.wire import Json


class RoutinesPort(Protocol):
    """Routines, in wire form."""

    def all(self) -> list[Json]:
        """Return every routine."""
        ...

    def file_faults(self) -> list[Json]:
        """Return what is wrong with the files."""
        ...

    def get(self, routine_id: str, /) -> Json:
        """Return one. Raises NotFound."""
        ...

    def check(self, routine: Routine, /) -> Json:
        """Return what is wrong with one that is not kept yet."""
        ...

    def add(self, fields: Mapping[str, Any], /, *, anyway: bool = False) -> Json:
        """Keep a new one. Raises InvalidInput, Conflict."""
        ...

    def change(
        self,
        routine_id: str,
        changes: Mapping[str, Any],
        was: Json | None = None,
        /,
        *,
        anyway: bool = False,
    ) -> Json:
        """Change one. Raises NotFound, Conflict, ChangedMeanwhile, InvalidInput."""
        ...

    def remove(self, routine_id: str, /) -> None:
        """Forget one. Raises NotFound, Conflict."""
        ...

    def run(self, routine_id: str, satellite_id: str | None, area_id: str | None, /) -> Json:
        """Run one. Raises NotFound."""
        ...

    def stop(self, routine_id: str, /) -> Json:
        """End what runs of one. Raises NotFound, Conflict."""
        ...

    def past(self, routine_id: str, /) -> list[Json]:
        """Return its last runs. Raises NotFound."""
        ...
