"""Texts that people reported as no commands."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from sqlalchemy import delete as remove_from
from sqlalchemy import insert, select

from ova.core import NotFound
from ova.storage.connections import Connections
from ova.storage.tables import not_commands


@dataclass(frozen=True, slots=True)
class NotCommand:
    """One report."""

    id: str
    run_id: str
    """The run it was reported of."""
    text: str
    created_at: float
    """Seconds since the epoch."""

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "id": self.id,
            "run_id": self.run_id,
            "text": self.text,
            "created_at": self.created_at,
        }


class NotCommands:
    """Stored reports, each text once."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self) -> list[NotCommand]:
        """Return every report, newest first."""
        query = select(not_commands).order_by(not_commands.c.created_at.desc())
        with self._connections.read() as connection:
            return [NotCommand(**row._asdict()) for row in connection.execute(query)]

    def add(self, run_id: str, text: str, created_at: float) -> NotCommand:
        """Keep a text; one that is known stays as it was."""
        with self._connections.write() as connection:
            query = select(not_commands).where(not_commands.c.text == text)
            known = connection.execute(query).first()
            if known is not None:
                return NotCommand(**known._asdict())
            made = NotCommand(uuid4().hex, run_id, text, created_at)
            connection.execute(insert(not_commands), made.to_json())
        return made

    def remove(self, report_id: str) -> None:
        """Take a report back. Raises NotFound."""
        with self._connections.write() as connection:
            gone = connection.execute(
                remove_from(not_commands).where(not_commands.c.id == report_id)
            )
        if not gone.rowcount:
            raise NotFound(f"There is no report {report_id!r}.", cure="It was taken back already.")

    def clear(self) -> None:
        """Take all reports back."""
        with self._connections.write() as connection:
            connection.execute(remove_from(not_commands))
