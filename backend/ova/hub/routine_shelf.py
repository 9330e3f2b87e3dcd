"""The routines there are: those people made, in the database, and those written in files."""

import logging
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ova.core import Conflict, InvalidInput, NotFound, Routine, RoutineStep
from ova.hub.routine_check import usable
from ova.hub.routine_files import ReadRoutine, Signature, read_folder, signature
from ova.storage import Database

log = logging.getLogger(__name__)

MOST_ROUTINES = 500


class RoutineShelf:
    """Every routine by its id. Thread-safe; hold ``lock`` over several calls that belong together."""

    def __init__(self, database: Database, folder: Path) -> None:
        """``folder`` holds those that are written in files; they are read by ``read_files``."""
        self.lock = threading.RLock()
        self._store = database.routines
        self._folder = folder
        self._own = {one.id: one for one in self._store.all()}
        self._files: list[ReadRoutine] = []
        self._seen: Signature = ()

    def all(self) -> dict[str, Routine]:
        """Return every routine by its id; one somebody made goes before a file's."""
        with self.lock:
            return {**self._in_files(), **self._own}

    def get(self, routine_id: str) -> Routine:
        """Return one. Raises NotFound."""
        found = self.all().get(routine_id)
        if found is None:
            raise NotFound(f"There is no routine {routine_id!r}.", cure="Look at the list.")
        return found

    def own(self, routine_id: str) -> Routine:
        """Return one that can be changed here. Raises NotFound, Conflict for a file's."""
        known = self.get(routine_id)
        if known.file:
            raise Conflict(
                f"{known.name} is written in the file {known.file}.",
                cure="Change the file; it is read again at once.",
                code="in_a_file",
            )
        return known

    def others(self, routine_id: str) -> dict[str, Routine]:
        """Return all but one."""
        return {key: one for key, one in self.all().items() if key != routine_id}

    def steps_of(self, routine_id: str) -> Iterable[RoutineStep]:
        """Return the steps of one, none when it is not there."""
        found = self.all().get(routine_id)
        return found.steps if found else ()

    def check_room(self) -> None:
        """See that there is room for one more. Raises InvalidInput."""
        if len(self._own) >= MOST_ROUTINES:
            raise InvalidInput(
                f"There are {MOST_ROUTINES} routines already.",
                cure="Remove some first.",
                code="too_many_routines",
            )

    def put(self, routine: Routine) -> None:
        """Store one that somebody made. Raises StorageError."""
        with self.lock:
            self._store.put(routine)
            self._own[routine.id] = routine

    def remove(self, routine_id: str) -> None:
        """Forget one that somebody made. Raises StorageError."""
        with self.lock:
            self._store.remove(routine_id)
            del self._own[routine_id]

    def file_faults(self) -> list[dict[str, Any]]:
        """Return what is wrong with the files, each with its line."""
        with self.lock:
            return [fault.to_json() for read in self._files for fault in read.faults]

    def read_of(self, routine: Routine) -> ReadRoutine | None:
        """Return what was read of a file's routine; None for one somebody made."""
        with self.lock:
            return next((one for one in self._files if one.routine is routine), None)

    def read_files(self, language: str) -> None:
        """Read the files."""
        with self.lock:
            self._seen = signature(self._folder)
            self._files = [usable(read, language) for read in read_folder(self._folder)]
        for read in self._files:
            for fault in read.faults:
                log.warning("%s:%d: %s %s", fault.file, fault.line, fault.message, fault.cure)

    def look(self, language: str) -> tuple[list[Routine], list[Routine]]:
        """Read the files again when one was changed; return what is there then, and what is gone."""
        with self.lock:
            if signature(self._folder) == self._seen:
                return [], []
            before = self._in_files()
            self.read_files(language)
            now = self._in_files()
        return list(now.values()), [before[gone] for gone in before.keys() - now.keys()]

    def _in_files(self) -> dict[str, Routine]:
        return {one.routine.id: one.routine for one in self._files if one.routine}
