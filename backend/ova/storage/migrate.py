"""Bring a database to the schema of this version."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from ova.storage.connections import Connections
from ova.storage.errors import DatabaseTooNew, StorageError
from ova.storage.failures import corrupt, translated
from ova.storage.preflight import copy_beside, create_private, stored_revision

if TYPE_CHECKING:
    from sqlalchemy import Connection

_log = logging.getLogger(__name__)

MIGRATIONS = Path(__file__).with_name("migrations")


def known_revisions(folder: Path = MIGRATIONS) -> list[str]:
    """Return all schema revisions, oldest first, from the names of their files."""
    return sorted(
        file.stem[1:].partition("_")[0] for file in (folder / "versions").glob("v[0-9]*.py")
    )


def bring_up_to_date(connections: Connections, folder: Path = MIGRATIONS) -> str:
    """Create or migrate the database and return its revision.

    An older SQLite file is first copied beside. Raises DatabaseTooNew, DatabaseCorrupt or
    StorageError; then nothing was changed.
    """
    path = connections.place if isinstance(connections.place, Path) else None
    known = known_revisions(folder)
    found = stored_revision(path) if path else _server_revision(connections)
    if found == known[-1]:
        return found  # the usual start: Alembic is not even imported
    if found is not None and found not in known:
        raise DatabaseTooNew(
            f"The database {connections.place} was written by a newer version of OpenVoiceAssistant"
            f" (schema {found}, this version knows up to {known[-1]}).",
            cure="Install that version or a newer one; the database was left untouched.",
        )
    if path:
        if found is None:
            create_private(path)
        else:
            backup = copy_beside(path, found)
            _log.info("Copied the database to %s before changing its schema", backup)
    _run_alembic(connections, folder)
    return known[-1]


def _server_revision(connections: Connections) -> str | None:
    with connections.read() as connection:
        tables = set(inspect(connection).get_table_names())
        if "alembic_version" not in tables:
            if tables:
                raise corrupt(connections.place, "it belongs to another program")
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _run_alembic(connections: Connections, folder: Path) -> None:
    # here, not above: it costs a tenth of a second that a usual start does not need
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    try:
        with translated(connections.place), connections.engine.connect() as connection:
            if connections.is_sqlite:
                # tables are rebuilt by copying; rows that point to them must wait for the end
                _without_references(connection)
            connection.execution_options(ova_synchronous="FULL")
            with connection.begin():
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
                _check_references(connection, connections)
            connection.invalidate()  # its foreign_keys setting must not reach the pool
    except CommandError as error:
        raise StorageError(
            f"The database {connections.place} cannot be brought up to date: {error}.",
            cure="Install the latest version of OpenVoiceAssistant, or restore a backup.",
            code="migration_failed",
        ) from error


def _without_references(connection: "Connection") -> None:
    driver = connection.connection.driver_connection  # the setting is ignored in a transaction
    if driver is not None:
        driver.execute("PRAGMA foreign_keys=OFF")


def _check_references(connection: "Connection", connections: Connections) -> None:
    if not connections.is_sqlite:
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise StorageError(
            f"The new schema does not fit the data of {connections.place} (table {broken[0]}).",
            cure="Report this; the database is as it was before.",
            code="migration_failed",
        )
