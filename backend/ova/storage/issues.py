"""What integrations want people to look after, kept over a restart."""

from dataclasses import dataclass

from sqlalchemy import Row, select, update
from sqlalchemy import delete as remove_from

from ova.storage.connections import Connections
from ova.storage.tables import issues


@dataclass(frozen=True, slots=True)
class StoredIssue:
    """One issue of one integration."""

    entry: str
    id: str
    severity: str
    message: str
    cure: str = ""
    fixable: bool = False
    learn_more: str = ""
    ignored: bool = False
    created_at: float = 0.0


class Issues:
    """Stored issues, by entry and id."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self) -> list[StoredIssue]:
        """Return every issue, the oldest first."""
        with self._connections.read() as connection:
            rows = connection.execute(select(issues).order_by(issues.c.created_at)).all()
        return [_issue(row) for row in rows]

    def put(self, issue: StoredIssue) -> None:
        """Add an issue or replace it."""
        row = {name: getattr(issue, name) for name in StoredIssue.__slots__}
        with self._connections.write() as connection:
            self._connections.upsert(connection, issues, row)

    def ignore(self, entry: str, issue_id: str, ignored: bool) -> None:
        """Note that somebody does not want to hear of an issue."""
        with self._connections.write() as connection:
            connection.execute(
                update(issues)
                .where(issues.c.entry == entry, issues.c.id == issue_id)
                .values(ignored=ignored)
            )

    def remove(self, entry: str, issue_id: str | None = None) -> None:
        """Delete one issue of an entry, or all."""
        query = remove_from(issues).where(issues.c.entry == entry)
        if issue_id is not None:
            query = query.where(issues.c.id == issue_id)
        with self._connections.write() as connection:
            connection.execute(query)


def _issue(row: Row[tuple[object, ...]]) -> StoredIssue:
    return StoredIssue(**{name: getattr(row, name) for name in StoredIssue.__slots__})
