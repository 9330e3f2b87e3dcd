"""What every hub of a run of the tests reads alike: read once in a process, and forgotten in time.

A hub reads its skills' texts, compiles its plugins' code and makes its database anew, as it must in
a home. Here hundreds of hubs read the same: what was read before is handed out again, as a copy, to
whoever reads the same text, the same source or makes a database by the same migrations.
"""

import logging
import pickle
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import CodeType
from typing import Any

from ova.plugins import loader, marked_yaml
from ova.plugins.loader import MODULE_PREFIX
from ova.storage import migrate
from ova.storage.failures import translated

_texts: dict[tuple[str, Any], bytes] = {}
_codes: dict[tuple[str, bytes], CodeType] = {}


def share_what_is_read(folder: Path) -> None:
    """Hand out again what was read before in this process; ``folder`` keeps an empty database."""
    _share_yaml()
    _share_code()
    _share_schema(folder)


def loaded_plugins() -> set[str]:
    """Return the modules and loggers of all plugins that were loaded and not forgotten."""
    names = [*sys.modules, *logging.root.manager.loggerDict]
    return {name for name in names if name.startswith(MODULE_PREFIX)}


def forget_plugins(kept: set[str]) -> None:
    """Forget all plugins but these: pytest visits every logger six times for each test."""
    for name in loaded_plugins() - kept:
        sys.modules.pop(name, None)
        logging.root.manager.loggerDict.pop(name, None)


def _share_yaml() -> None:
    read = marked_yaml._read

    def shared(text: str, loader_class: type[Any]) -> marked_yaml.MarkedYaml:
        known = _texts.get((text, loader_class))
        if known is not None:
            copy: marked_yaml.MarkedYaml = pickle.loads(known)  # noqa: S301 - written below
            return copy
        marked = read(text, loader_class)
        _texts[text, loader_class] = pickle.dumps(marked)
        return marked

    marked_yaml._read = shared


def _share_code() -> None:
    compiled = loader.FreshLoader.source_to_code

    def shared(self: Any, data: bytes, path: str, **options: Any) -> CodeType:
        key = (path, bytes(data))
        if key not in _codes:
            _codes[key] = compiled(self, data, path, **options)
        return _codes[key]

    loader.FreshLoader.source_to_code = shared


def _share_schema(folder: Path) -> None:
    migrated = migrate._run_alembic
    template = folder / "schema.sqlite3"

    def shared(connections: Any, migrations: Path) -> None:
        if migrations != migrate.MIGRATIONS or not connections.is_sqlite:
            migrated(connections, migrations)
            return
        with translated(connections.place):
            new = _is_new(connections)
        if new and template.exists():
            with (
                translated(connections.place),
                closing(sqlite3.connect(template)) as source,
                _opened(connections) as database,
            ):
                source.backup(database)
            return
        migrated(connections, migrations)
        if new:
            with closing(sqlite3.connect(template)) as copy, _opened(connections) as database:
                database.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")

    migrate._run_alembic = shared


def _is_new(connections: Any) -> bool:
    with _opened(connections) as database:
        found: int = database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    return found == 0


@contextmanager
def _opened(connections: Any) -> Iterator[sqlite3.Connection]:
    """Lend the driver's own connection, in which no transaction was begun."""
    with closing(connections.engine.raw_connection()) as lent:
        yield lent.driver_connection
        lent.invalidate()
