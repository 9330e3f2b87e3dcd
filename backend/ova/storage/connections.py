"""Connections and transactions: many readers, and for SQLite one writer at a time."""

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from sqlalchemy import (
    Compiled,
    Connection,
    Engine,
    Executable,
    Insert,
    Table,
    create_engine,
    event,
    exc,
)
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import ConnectionPoolEntry

from ova.core import InvalidInput
from ova.storage.errors import StorageError
from ova.storage.failures import not_storable, translated

_BUSY_TIMEOUT_S = 10.0
_SYNC = "ova_synchronous"


class Connections:
    """The way to the database for the repositories of this room."""

    def __init__(self, engine: Engine, place: Path | str) -> None:
        self.engine = engine
        self.place = place
        """The file, or the URL with its password masked."""
        self.writing = threading.RLock()
        """Held by SQLite's one writer."""
        self._mine = threading.local()
        self._upserts: dict[tuple[str, ...], Compiled] = {}

    @classmethod
    def to(cls, target: URL | Path) -> "Connections":
        """Prepare an engine; nothing is opened yet."""
        options: dict[str, Any] = {"json_serializer": _to_json, "pool_size": 8, "max_overflow": 56}
        if isinstance(target, Path):
            url = URL.create("sqlite", database=str(target))
            engine = create_engine(url, connect_args={"timeout": _BUSY_TIMEOUT_S}, **options)
            event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
            return cls(engine, target)
        place = target.render_as_string(hide_password=True)
        try:
            return cls(create_engine(target, pool_pre_ping=True, **options), place)
        except ModuleNotFoundError as error:
            raise StorageError(
                f"The driver for {place} is not installed.",
                cure="Install it with: pip install 'openvoiceassistant[postgres]'",
            ) from error

    @property
    def is_sqlite(self) -> bool:
        """True for a file, False for a server."""
        return isinstance(self.place, Path)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that sees one moment of the data, and this thread's own writes."""
        mine: Connection | None = getattr(self._mine, "connection", None)
        if mine is not None:
            yield mine
            return
        with translated(self.place), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self, *, durable: bool = True) -> Iterator[Connection]:
        """Give a connection in a transaction: committed at the end, rolled back on an error.

        Inside another ``write`` of the same thread it is part of that one. With ``durable`` the
        commit survives a power cut; without, it survives the death of this process.
        """
        mine: Connection | None = getattr(self._mine, "connection", None)
        if mine is not None:
            yield mine
            return
        with translated(self.place), self._one_writer(), self.engine.connect() as connection:
            connection.execution_options(**{_SYNC: "FULL" if durable else "NORMAL"})
            with connection.begin():
                self._mine.connection = connection
                try:
                    yield connection
                finally:
                    self._mine.connection = None

    @contextmanager
    def _one_writer(self) -> Iterator[None]:
        if not self.is_sqlite:
            yield
            return
        with self.writing:
            yield

    def upsert(self, connection: Connection, table: Table, *rows: dict[str, Any]) -> None:
        """Insert whole rows, or update those with the same primary key."""
        if not rows:
            return
        columns = tuple(sorted(rows[0]))
        key = (table.name, *columns)
        statement = self._upserts.get(key)
        if statement is None:
            made = _upsert(table, sqlite=self.is_sqlite)
            # the library would compile it anew each time: its cache takes no statements of a dialect
            statement = made.compile(dialect=connection.dialect, column_keys=list(columns))
            self._upserts[key] = statement
        connection.execute(cast(Executable, statement), rows)  # the library's types lack this

    def close(self) -> None:
        """Close every connection."""
        with self.writing:
            self.engine.dispose()


def parse_target(url_or_path: str | Path) -> URL | Path:
    """Tell a file from the URL of a server. Raises InvalidInput for a database we cannot use."""
    text = str(url_or_path)
    if isinstance(url_or_path, Path) or "://" not in text:
        return Path(url_or_path).expanduser().absolute()
    try:
        url = make_url(text)
    except (exc.ArgumentError, ValueError) as error:
        raise InvalidInput(
            "The database URL cannot be read.",
            cure="Write it as postgresql://user:password@host/name, or give the path of a file.",
        ) from error
    backend = url.get_backend_name()
    if backend == "sqlite" and url.database and url.database != ":memory:":
        return Path(url.database).expanduser().absolute()
    if backend in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    raise InvalidInput(
        f"A database of the kind {backend!r} cannot be used.",
        cure="Give the path of a file (SQLite), or a URL that starts with postgresql://",
    )


def _upsert(table: Table, *, sqlite: bool) -> Insert:
    # the two dialects have the same clause in two classes
    statement = (sqlite_insert if sqlite else postgresql_insert)(table)
    keys = [column.name for column in table.primary_key]
    others = [column.name for column in table.columns if not column.primary_key]
    new = {name: statement.excluded[name] for name in others}
    return statement.on_conflict_do_update(index_elements=keys, set_=new)


def _to_json(value: Any) -> str:
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except (TypeError, ValueError, RecursionError) as error:
        raise not_storable(error) from error


def _prepare_sqlite(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    # the driver's own transactions start late and never for reads; _begin_sqlite starts ours
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA journal_size_limit=16000000")


def _begin_sqlite(connection: Connection) -> None:
    synchronous = connection.get_execution_options().get(_SYNC)
    if synchronous is None:
        connection.exec_driver_sql("BEGIN")
        return
    # may only change outside a transaction; each write says what it needs
    connection.exec_driver_sql(f"PRAGMA synchronous={synchronous}")
    connection.exec_driver_sql("BEGIN IMMEDIATE")
