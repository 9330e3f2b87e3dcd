"""The one way lists are written: with what they were before, and told of once it is stored."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from ova.core import ListChange, ListItem, NotFound, SharedList
from ova.lists.snapshots import differing, items_of, list_of, snapshot
from ova.storage import ChangeFeed, Database, StoredListChange

Told = tuple[str, SharedList | None]
"""The id of a list, and what it is now; None when it is gone."""


class Book:
    """Writes lists and what was changed of them."""

    def __init__(self, database: Database, now: Callable[[], float]) -> None:
        """``now`` gives seconds since the epoch."""
        self._database = database
        self._store = database.lists
        self._now = now
        self._told: list[Told] = []
        self.feed: ChangeFeed[Told] = ChangeFeed("list")

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Store what is written inside the block, all or nothing, and then tell of it; not to be nested."""
        with self._database.writing:
            self._told = []
            with self._database.transaction():
                yield
            for told in self._told:
                self.feed.put(told)
        self.feed.deliver()

    def write(
        self,
        kind: str,
        before: SharedList | None,
        after: SharedList | None,
        origin: str,
        told: Iterable[ListItem] = (),
    ) -> ListChange:
        """Store a list as it is after a change, and how it was before."""
        one = after or before
        if one is None:
            raise ValueError("a change has a list")
        was = before.items if before else ()
        now = after.items if after else ()
        ids = differing(was, now)
        unlike = (before is None) != (after is None) or (
            before is not None
            and after is not None
            and (before.name, before.kind) != (after.name, after.kind)
        )
        if not ids and not unlike:
            return ListChange(kind, one, None, tuple(told))
        one = replace(one, revision=one.revision + 1)
        if after is None:
            self._store.remove(one.id)
        else:
            self._store.put(one)
            self._store.put_items(one.id, [item for item in now if item.id in ids])
            here = {item.id for item in now}
            self._store.remove_items([key for key in ids if key not in here])
        earlier = {item.id: item for item in was}
        later = {item.id: item for item in now}
        seq = self._store.note(
            StoredListChange(
                list_id=one.id,
                kind=kind,
                origin=origin,
                at=self._now(),
                before={
                    **snapshot(before, {key: earlier.get(key) for key in sorted(ids)}),
                    "revision": one.revision,
                },
                after=snapshot(after, {key: later.get(key) for key in sorted(ids)}),
            )
        )
        self._told.append((one.id, None if after is None else one))
        return ListChange(kind, one, seq, tuple(told))

    def restore(self, made: StoredListChange, now: SharedList | None) -> ListChange:
        """Put back what a change was made on; the caller has seen that it can be."""
        revision = (now.revision if now else int(made.before.get("revision", 0))) + 1
        back = list_of(made.before, made.list_id, revision)
        items = items_of(made.before)
        if back is None:
            self._store.remove(made.list_id)
        else:
            self._store.put(back)
            self._store.put_items(made.list_id, [item for item in items.values() if item])
            self._store.remove_items([key for key, item in items.items() if item is None])
        self._store.mark_undone(made.seq)
        after = self._store.get(made.list_id)
        self._told.append((made.list_id, after))
        shown = after or now
        if shown is None:
            raise NotFound("There is no such list.")
        told = [item or items_of(made.after)[key] for key, item in items.items()]
        return ListChange(made.kind, shown, made.seq, tuple(item for item in told if item))
