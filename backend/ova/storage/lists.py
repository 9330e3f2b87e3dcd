"""Shared lists, their items, what was changed, and what was ever written on them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlalchemy import delete as remove_from

from ova.core import ListItem, ListKind, SharedList
from ova.storage.connections import Connections
from ova.storage.tables import list_changes, list_items, list_words, lists

KEEP_CHANGES = 500
KEEP_WORDS = 1000


@dataclass(frozen=True, slots=True)
class StoredListChange:
    """What a change made of a list and of items; ``before`` and ``after`` are as the room writes them."""

    list_id: str
    kind: str
    origin: str
    """Who can say "undo" to it: a satellite, a conversation or a person."""
    at: float
    before: dict[str, Any]
    after: dict[str, Any]
    undone: bool = False
    seq: int = 0


class ListStore:
    """Lists by id. What a method stored survives ``kill -9`` once it returned."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self) -> list[SharedList]:
        """Return every list with its items, the oldest list first."""
        with self._connections.read() as connection:
            rows = connection.execute(select(lists).order_by(lists.c.created_at, lists.c.id)).all()
            items = connection.execute(_items()).all()
        by_list: dict[str, list[ListItem]] = {}
        for item in items:
            by_list.setdefault(item.list_id, []).append(_item(item))
        return [_list(row, by_list.get(row.id, ())) for row in rows]

    def get(self, list_id: str) -> SharedList | None:
        """Return one list with its items."""
        with self._connections.read() as connection:
            row = connection.execute(select(lists).where(lists.c.id == list_id)).first()
            if row is None:
                return None
            items = connection.execute(_items().where(list_items.c.list_id == list_id)).all()
        return _list(row, [_item(item) for item in items])

    def put(self, one: SharedList) -> None:
        """Add a list or change it; its items are left as they are."""
        row = {
            "id": one.id,
            "name": one.name,
            "kind": one.kind.value,
            "created_at": one.created_at,
            "revision": one.revision,
        }
        with self._connections.write() as connection:
            self._connections.upsert(connection, lists, row)

    def put_items(self, list_id: str, items: Iterable[ListItem]) -> None:
        """Add items to a list or change them."""
        rows = [
            {
                "id": item.id,
                "list_id": list_id,
                "text": item.text,
                "done": item.done,
                "done_at": item.done_at,
                "position": item.position,
                "added_at": item.added_at,
                "added_by": item.added_by,
            }
            for item in items
        ]
        with self._connections.write() as connection:
            self._connections.upsert(connection, list_items, *rows)

    def remove_items(self, item_ids: Sequence[str]) -> None:
        """Delete items."""
        with self._connections.write() as connection:
            connection.execute(remove_from(list_items).where(list_items.c.id.in_(item_ids)))

    def remove(self, list_id: str) -> None:
        """Delete a list with its items."""
        with self._connections.write() as connection:
            connection.execute(remove_from(list_items).where(list_items.c.list_id == list_id))
            connection.execute(remove_from(lists).where(lists.c.id == list_id))

    def note(self, change: StoredListChange) -> int:
        """Keep a change and return its number; the oldest are forgotten."""
        row = {
            "list_id": change.list_id,
            "kind": change.kind,
            "origin": change.origin,
            "at": change.at,
            "before": change.before,
            "after": change.after,
            "undone": change.undone,
        }
        with self._connections.write() as connection:
            made = connection.execute(insert(list_changes).values(**row))
            key = made.inserted_primary_key
            seq = int(key[0]) if key is not None else 0
            connection.execute(
                remove_from(list_changes).where(list_changes.c.seq <= seq - KEEP_CHANGES)
            )
        return seq

    def change(self, seq: int) -> StoredListChange | None:
        """Return one change."""
        with self._connections.read() as connection:
            row = connection.execute(select(list_changes).where(list_changes.c.seq == seq)).first()
        return _change(row) if row else None

    def last_change(self, origin: str, since: float) -> StoredListChange | None:
        """Return the newest change by somebody that was not taken back, made after ``since``."""
        query = (
            select(list_changes)
            .where(
                list_changes.c.origin == origin,
                list_changes.c.at >= since,
                list_changes.c.undone.is_(False),
            )
            .order_by(list_changes.c.seq.desc())
            .limit(1)
        )
        with self._connections.read() as connection:
            row = connection.execute(query).first()
        return _change(row) if row else None

    def mark_undone(self, seq: int) -> None:
        """Note that a change was taken back."""
        with self._connections.write() as connection:
            connection.execute(
                update(list_changes).where(list_changes.c.seq == seq).values(undone=True)
            )

    def note_words(self, kind: ListKind, texts: Iterable[str], at: float) -> bool:
        """Remember what was written on lists of a kind; tell whether something of it is new."""
        new = False
        with self._connections.write() as connection:
            for text in texts:
                mine = (list_words.c.kind == kind.value) & (list_words.c.word == text)
                known = connection.execute(select(list_words.c.times).where(mine)).scalar()
                new = new or known is None
                row = {"kind": kind.value, "word": text, "times": (known or 0) + 1, "last_at": at}
                self._connections.upsert(connection, list_words, row)
            if new:
                keep = (
                    select(list_words.c.last_at)
                    .order_by(list_words.c.last_at.desc())
                    .offset(KEEP_WORDS)
                    .limit(1)
                )
                oldest = connection.execute(keep).scalar()
                if oldest is not None:
                    connection.execute(remove_from(list_words).where(list_words.c.last_at < oldest))
        return new

    def words(self, kind: ListKind, limit: int) -> list[str]:
        """Return what was written on lists of a kind, the most frequent first."""
        query = (
            select(list_words.c.word)
            .where(list_words.c.kind == kind.value)
            .order_by(list_words.c.times.desc(), list_words.c.last_at.desc(), list_words.c.word)
            .limit(limit)
        )
        with self._connections.read() as connection:
            return [row.word for row in connection.execute(query)]


def _items() -> Any:
    order = (list_items.c.position, list_items.c.added_at, list_items.c.id)
    return select(list_items).order_by(*order)


def _item(row: Row[Any]) -> ListItem:
    return ListItem(
        id=row.id,
        text=row.text,
        added_at=row.added_at,
        done=row.done,
        done_at=row.done_at,
        added_by=row.added_by,
        position=row.position,
    )


def _list(row: Row[Any], items: Iterable[ListItem]) -> SharedList:
    return SharedList(
        id=row.id,
        name=row.name,
        kind=ListKind(row.kind),
        created_at=row.created_at,
        revision=row.revision,
        items=tuple(items),
    )


def _change(row: Row[Any]) -> StoredListChange:
    return StoredListChange(
        list_id=row.list_id,
        kind=row.kind,
        origin=row.origin,
        at=row.at,
        before=row.before,
        after=row.after,
        undone=row.undone,
        seq=row.seq,
    )
