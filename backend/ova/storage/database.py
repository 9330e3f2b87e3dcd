"""The database: one object that holds every repository."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import select

from ova.storage.accesses import Accesses
from ova.storage.action_runs import ActionRuns
from ova.storage.areas import Areas
from ova.storage.connections import Connections, parse_target
from ova.storage.data_copies import DataCopies
from ova.storage.entities import Entities
from ova.storage.errors import SecretKeyError, StorageError
from ova.storage.floors import Floors
from ova.storage.integration_events import IntegrationEvents
from ova.storage.issues import Issues
from ova.storage.lists import ListStore
from ova.storage.migrate import MIGRATIONS, bring_up_to_date
from ova.storage.not_commands import NotCommands
from ova.storage.plugin_store import PluginStore
from ova.storage.plugins import Plugins
from ova.storage.poll_states import PollStates
from ova.storage.preflight import copy_database
from ova.storage.routines import Routines
from ova.storage.runs import KEEP_RUNS, Runs
from ova.storage.satellite_groups import SatelliteGroups
from ova.storage.satellites import Satellites
from ova.storage.schedules import Schedules
from ova.storage.secret_box import KEY_VARIABLE, SecretBox
from ova.storage.secret_values import Secrets
from ova.storage.settings import Settings
from ova.storage.skill_texts import SkillTexts
from ova.storage.tables import secrets
from ova.storage.tokens import Tokens
from ova.storage.users import Users


class Database:
    """Everything the hub remembers. Thread-safe; closed with ``close`` or as a context manager."""

    def __init__(
        self,
        connections: Connections,
        revision: str,
        box: SecretBox | None,
        *,
        now: Callable[[], float],
        keep_runs: int,
    ) -> None:
        self._connections = connections
        self.revision = revision
        """The schema's revision."""
        self.users = Users(connections, now)
        self.tokens = Tokens(connections, now)
        self.settings = Settings(connections)
        self.floors = Floors(connections)
        self.areas = Areas(connections)
        self.entities = Entities(connections)
        self.plugins = Plugins(connections, now)
        self.plugin_store = PluginStore(connections)
        self.integration_events = IntegrationEvents(connections)
        self.poll_states = PollStates(connections)
        self.data_copies = DataCopies(connections)
        self.action_runs = ActionRuns(connections)
        self.accesses = Accesses(connections)
        self.issues = Issues(connections)
        self.skill_texts = SkillTexts(connections, now)
        self.schedules = Schedules(connections)
        self.routines = Routines(connections)
        self.lists = ListStore(connections)
        self.satellites = Satellites(connections)
        self.satellite_groups = SatelliteGroups(connections)
        self.runs = Runs(connections, keep=keep_runs)
        self.not_commands = NotCommands(connections)
        self._secrets = Secrets(connections, box, now) if box else None
        if self._secrets:
            self._secrets.check_key()

    @classmethod
    def open(
        cls,
        url_or_path: str | Path,
        *,
        key_file: Path | None = None,
        now: Callable[[], float] = time.time,
        keep_runs: int = KEEP_RUNS,
        migrations: Path = MIGRATIONS,
    ) -> "Database":
        """Open, and create or migrate when needed.

        ``key_file`` holds the key of the secrets; it is made with a new database, and
        ``OVA_SECRET_KEY`` goes before it. Without either, ``secrets`` cannot be used.
        Raises DatabaseTooNew, DatabaseCorrupt, SecretKeyError, StorageFull or StorageError; then
        an existing database is as it was.
        """
        connections = Connections.to(parse_target(url_or_path))
        try:
            revision = bring_up_to_date(connections, migrations)
            box = _open_box(connections, key_file)
            return cls(connections, revision, box, now=now, keep_runs=keep_runs)
        except BaseException:
            connections.close()
            raise

    @property
    def place(self) -> str:
        """The file, or the URL without its password."""
        return str(self._connections.place)

    @property
    def writing(self) -> threading.RLock:
        """The lock of SQLite's one writer.

        A room that keeps rows in memory takes it as its own lock, so that no two threads can ever
        wait for each other's.
        """
        return self._connections.writing

    @property
    def secrets(self) -> Secrets:
        """The secrets of plugins. Raises SecretKeyError when the database was opened without a key."""
        if self._secrets is None:
            raise SecretKeyError(
                "The database was opened without the key of its secrets.",
                cure="Open it with a key file, or set OVA_SECRET_KEY.",
            )
        return self._secrets

    @contextmanager
    def transaction(self, *, durable: bool = True) -> Iterator[None]:
        """Make all writes of this thread inside the block happen together or not at all.

        With ``durable`` they survive a power cut once the block is left; without, the death of
        the process.
        """
        with self._connections.write(durable=durable):
            yield

    def copy_to(self, target: Path) -> None:
        """Copy a SQLite database as it is in one moment to a new file, while it is in use.

        Raises StorageError for a server's database, and when the disk refuses.
        """
        place = self._connections.place
        if not isinstance(place, Path):
            raise StorageError(
                "The database of a server is not copied by the hub.",
                cure="Use the server's own tools, such as pg_dump.",
                code="backup_of_server",
            )
        self.runs.flush()
        copy_database(place, target)

    def close(self) -> None:
        """Store what waits and close every connection."""
        self.runs.close()
        self.action_runs.close()
        self._connections.close()

    def __enter__(self) -> "Database":
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()


def _open_box(connections: Connections, key_file: Path | None) -> SecretBox | None:
    with connections.read() as connection:
        used = connection.execute(select(secrets.c.owner).limit(1)).first() is not None
    if key_file is None and not os.environ.get(KEY_VARIABLE, "").strip():
        return None
    return SecretBox.open(key_file, create=not used)
