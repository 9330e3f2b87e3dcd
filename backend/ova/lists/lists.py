"""Every list of the home: read, changed, taken back."""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ova.core import (
    Conflict,
    ListChange,
    ListItem,
    ListKind,
    NotFound,
    SharedList,
    check_may,
    check_was,
)
from ova.lists.book import Book
from ova.lists.checks import checked_name, checked_text, folded
from ova.lists.errors import ListError
from ova.lists.ordering import placed_before
from ova.lists.snapshots import is_still
from ova.storage import Database

MAX_LISTS = 100
MAX_ITEMS = 500
"""Items of one list."""


class Lists:
    """Every list of the home. Thread-safe; nothing here is called inside a transaction.

    ``origin`` says who asks, so that the same one can take it back: any text. ``by`` is who added an
    item, for people to read.
    """

    def __init__(self, database: Database, *, now: Callable[[], float]) -> None:
        """``now`` gives seconds since the epoch."""
        self._book = Book(database, now)
        self._store = database.lists
        self._now = now
        self.words_changed: Callable[[], object] = lambda: None
        """Called when something was written that never was before, or lists are called otherwise."""

    def all(self) -> list[SharedList]:
        """Return every list with its items, the oldest list first."""
        return self._store.all()

    def get(self, list_id: str) -> SharedList:
        """Return one list. Raises NotFound."""
        found = self._store.get(list_id)
        if found is None:
            raise NotFound("There is no such list.", cure="It may have been deleted meanwhile.")
        return found

    def words(self, kind: ListKind = ListKind.SHOPPING, limit: int = 200) -> list[str]:
        """Return what was ever written on lists of a kind, the most frequent first."""
        return self._store.words(kind, limit)

    def subscribe(self, callback: Callable[[str, SharedList | None], None]) -> Callable[[], None]:
        """Call ``callback`` with the id and the list after every change, None when it is gone."""
        return self._book.feed.subscribe(lambda told: callback(*told))

    def create(self, name: str, kind: ListKind = ListKind.OTHER, *, origin: str = "") -> ListChange:
        """Make a list. Raises ListError, Conflict when one is called so, NotAllowed for guests."""
        check_may("make_list")
        name = checked_name(name)
        with self._book.changing():
            known = self._store.all()
            if len(known) >= MAX_LISTS:
                raise ListError(
                    f"There are {MAX_LISTS} lists already.",
                    cure="Delete one that is not needed any more.",
                    code="too_many_lists",
                )
            _refuse_double(name, known)
            made = SharedList(uuid.uuid4().hex, name, kind, self._now())
            change = self._book.write("created", None, made, origin)
        self.words_changed()
        return change

    def edit(
        self,
        list_id: str,
        changes: Mapping[str, Any],
        was: Mapping[str, object] | None = None,
        *,
        origin: str = "",
    ) -> ListChange:
        """Change ``name`` and ``kind``. Raises NotFound, ListError, Conflict, ChangedMeanwhile."""
        with self._book.changing():
            before = self.get(list_id)
            check_was("The list", {"name": before.name, "kind": before.kind.value}, was)
            name = checked_name(changes["name"]) if "name" in changes else before.name
            kind = ListKind(changes.get("kind", before.kind))
            _refuse_double(name, [one for one in self._store.all() if one.id != list_id])
            after = replace(before, name=name, kind=kind)
            change = self._book.write("edited", before, after, origin)
        self.words_changed()
        return change

    def delete(self, list_id: str, *, origin: str = "") -> ListChange:
        """Delete a list with its items. Raises NotFound, NotAllowed for guests."""
        check_may("delete_list")
        with self._book.changing():
            change = self._book.write("deleted", self.get(list_id), None, origin)
        self.words_changed()
        return change

    def add(
        self, list_id: str, texts: Sequence[str], *, origin: str = "", by: str = ""
    ) -> ListChange:
        """Add items at the end, all or none; what was ticked off is open again.

        What stands there already is not doubled, and told as ``known``. Raises NotFound, ListError.
        """
        wanted = [checked_text(text) for text in texts]
        with self._book.changing():
            before = self.get(list_id)
            items = list(before.items)
            added: list[ListItem] = []
            known: list[ListItem] = []
            for text in wanted:
                there = next((one for one in items if folded(one.text) == folded(text)), None)
                if there is not None and not there.done:
                    known.append(there)
                    continue
                end = max((one.position for one in items), default=0.0) + 1
                if there is not None:
                    items.remove(there)
                    item = replace(there, done=False, done_at=None, position=end)
                else:
                    item = ListItem(uuid.uuid4().hex, text, self._now(), added_by=by, position=end)
                items.append(item)
                added.append(item)
            if len(items) > MAX_ITEMS:
                raise ListError(
                    f"A list holds up to {MAX_ITEMS} items.",
                    cure="Clear what is done, or make another list.",
                    code="too_many_items",
                )
            after = replace(before, items=tuple(items))
            change = self._book.write("added", before, after, origin, added)
            new = self._store.note_words(
                before.kind, [folded(item.text) for item in added], self._now()
            )
        if new:
            self.words_changed()
        return replace(change, known=tuple(known))

    def edit_item(
        self,
        list_id: str,
        item_id: str,
        changes: Mapping[str, Any],
        was: Mapping[str, object] | None = None,
        *,
        origin: str = "",
    ) -> ListChange:
        """Change ``text`` and ``done`` of an item. Raises NotFound, ListError, ChangedMeanwhile."""

        def edited(item: ListItem) -> ListItem:
            check_was("The item", {"text": item.text, "done": item.done}, was)
            text = checked_text(changes["text"]) if "text" in changes else item.text
            done = bool(changes.get("done", item.done))
            return self._ticked(replace(item, text=text), done)

        kind = "changed" if "text" in changes else "done"
        return self._change_items(list_id, [item_id], edited, kind, origin)

    def tick(
        self, list_id: str, item_ids: Sequence[str], *, done: bool = True, origin: str = ""
    ) -> ListChange:
        """Tick items off, or open them again. Raises NotFound."""
        return self._change_items(
            list_id, item_ids, lambda item: self._ticked(item, done), "done", origin
        )

    def remove(self, list_id: str, item_ids: Sequence[str], *, origin: str = "") -> ListChange:
        """Take items off the list. Raises NotFound."""
        return self._change_items(list_id, item_ids, lambda _: None, "removed", origin)

    def clear(self, list_id: str, *, done_only: bool = False, origin: str = "") -> ListChange:
        """Take everything off a list, or what is ticked off. Raises NotFound."""
        with self._book.changing():
            before = self.get(list_id)
            gone = [item for item in before.items if item.done or not done_only]
            after = replace(before, items=tuple(one for one in before.items if one not in gone))
            return self._book.write("cleared", before, after, origin, gone)

    def move(
        self, list_id: str, item_id: str, before_id: str | None, *, origin: str = ""
    ) -> ListChange:
        """Put an item before another one, or at the end with None. Raises NotFound."""
        with self._book.changing():
            before = self.get(list_id)
            for wanted in (item_id, before_id):
                if wanted is not None:
                    _item(before, wanted)
            items = placed_before(before.items, item_id, before_id)
            after = replace(before, items=items)
            moved = [item for item in items if item.id == item_id]
            return self._book.write("moved", before, after, origin, moved)

    def undo(
        self, change_id: int | None = None, *, origin: str = "", within_s: float = 3600.0
    ) -> ListChange:
        """Take a change back: one by its number, or the last one of ``origin``.

        Raises NotFound when there is none, Conflict when somebody has changed the same since.
        """
        with self._book.changing():
            if change_id is None:
                made = self._store.last_change(origin, self._now() - within_s)
            else:
                made = self._store.change(change_id)
            if made is None:
                raise NotFound(
                    "There is nothing to take back.",
                    cure="Only the last changes can be taken back.",
                    code="nothing_to_undo",
                )
            now = self._store.get(made.list_id)
            used = made.kind == "created" and now is not None and bool(now.items)
            if made.undone or used or not is_still(made.after, now):
                raise Conflict(
                    "That cannot be taken back: it was changed again since.",
                    cure="Look at the list and change it by hand.",
                    code="changed_since",
                )
            change = self._book.restore(made, now)
        if made.kind in ("created", "edited", "deleted"):
            self.words_changed()
        return change

    def _change_items(
        self,
        list_id: str,
        item_ids: Sequence[str],
        edit: Callable[[ListItem], ListItem | None],
        kind: str,
        origin: str,
    ) -> ListChange:
        with self._book.changing():
            before = self.get(list_id)
            edited = {wanted: edit(_item(before, wanted)) for wanted in item_ids}
            kept = tuple(edited.get(item.id, item) for item in before.items)
            after = replace(before, items=tuple(item for item in kept if item is not None))
            told = [edited[wanted] or _item(before, wanted) for wanted in edited]
            return self._book.write(kind, before, after, origin, told)

    def _ticked(self, item: ListItem, done: bool) -> ListItem:
        if item.done == done:
            return item
        return replace(item, done=done, done_at=self._now() if done else None)


def _item(one: SharedList, item_id: str) -> ListItem:
    for item in one.items:
        if item.id == item_id:
            return item
    raise NotFound(
        f"There is no such item on {one.name}.", cure="It may have been taken off meanwhile."
    )


def _refuse_double(name: str, known: Iterable[SharedList]) -> None:
    if any(folded(one.name) == folded(name) for one in known):
        raise Conflict(
            f"There is a list called {name} already.",
            cure="Give this one another name.",
            code="list_exists",
        )
