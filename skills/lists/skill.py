"""The answers about lists."""

from collections.abc import Generator, Sequence
from typing import Any

from ova.core import Conflict, InvalidInput, NotFound
from ova.sdk import Asking, ListItem, ListKind, Ova, Reply, SharedList, Turn, handles

from .finding import list_meant, list_to_write_on, named
from .items import as_said, find_items, split_items
from .wording import capitalised, joined, list_text

MOST_READ = 12
"""So many items are read aloud."""
UNDO_WITHIN_S = 900.0


class ListsSkill:
    """Writes on the home's lists; a reply comes only after everything was stored."""

    def __init__(self, ova: Ova) -> None:
        self._ova = ova

    @handles("ListsAdd")
    def add(self, turn: Turn) -> Generator[Asking, Any, Reply]:
        """Answer "add milk and eggs to the shopping list"; what, is asked for when it was not said."""
        if not self._said(turn, ListKind.TODO):
            yield turn.ask("what_to_add", slot="items")
        origin = _origin(turn)
        one = list_to_write_on(turn, self._ova.lists, origin)
        if one is None:
            return _no_list(turn)
        wanted = self._said(turn, one.kind)
        if not wanted:
            return _refused(turn, "what", "invalid_input")
        try:
            change = self._ova.lists.add(one.id, wanted, origin=origin, by=turn.person_name)
        except InvalidInput as error:
            return _refused(turn, error.code, error.code)
        where = list_text(turn, one)
        known = joined(turn, [item.text for item in change.known])
        known_text = turn.text(_by_count("known", change.known), items=known, list=where)
        if not change.items:
            return Reply(capitalised(known_text))
        added = joined(turn, [item.text for item in change.items])
        text = turn.text(_by_count("added", change.items), items=added, list=where)
        told = [text, known_text] if change.known else [text]
        return Reply(" ".join(capitalised(part) for part in told))

    @handles("ListsAsk")
    def ask(self, turn: Turn) -> Reply:
        """Answer "what is on the shopping list"."""
        one = list_meant(turn, self._ova.lists)
        if one is None:
            return _no_list(turn) if turn.slot("list") else _told(turn, "empty_new")
        items = one.open_items
        where = list_text(turn, one)
        if not items:
            return _told(turn, "empty", list=where)
        read = [item.text for item in items[:MOST_READ]]
        if len(items) > MOST_READ:
            return _told(turn, "many", count=len(items), list=where, items=joined(turn, read))
        return _told(turn, _by_count("read", items), list=where, items=joined(turn, read))

    @handles("ListsHas")
    def has(self, turn: Turn) -> Reply:
        """Answer "is milk on the shopping list"."""
        one = list_meant(turn, self._ova.lists)
        if one is None and turn.slot("list"):
            return _no_list(turn)
        wanted = " ".join(self._said(turn, ListKind.TODO))
        found = find_items(one.open_items, wanted) if one else []
        if not found:
            return _told(turn, "has_not", item=wanted)
        return _told(turn, "has", items=joined(turn, [item.text for item in found]))

    @handles("ListsRemove")
    def remove(self, turn: Turn) -> Generator[Asking, Any, Reply]:
        """Answer "take milk off the list"; what, is asked for when it was not said."""
        if not self._said(turn, ListKind.TODO):
            yield turn.ask("what_to_remove", slot="items")
        return self._take(turn, "removed")

    @handles("ListsDone")
    def tick(self, turn: Turn) -> Generator[Asking, Any, Reply]:
        """Answer "I bought the eggs"; what, is asked for when it was not said."""
        if not self._said(turn, ListKind.TODO):
            yield turn.ask("what_to_tick", slot="items")
        return self._take(turn, "done")

    @handles("ListsClear")
    def clear(self, turn: Turn) -> Reply:
        """Answer "clear the shopping list", or only what is ticked off."""
        one = list_meant(turn, self._ova.lists)
        if one is None:
            return _no_list(turn) if turn.slot("list") else _told(turn, "empty_new")
        done_only = bool(turn.slot("done_only"))
        change = self._ova.lists.clear(one.id, done_only=done_only, origin=_origin(turn))
        where = list_text(turn, one)
        if not change.items:
            return _told(turn, "nothing_done" if done_only else "empty", list=where)
        key = "cleared_done" if done_only else "cleared"
        return _told(turn, _by_count(key, change.items), count=len(change.items), list=where)

    @handles("ListsCreate")
    def create(self, turn: Turn) -> Generator[Asking, Any, Reply]:
        """Answer "make a list called camping"; the name is asked for when it was not said."""
        name = str(turn.slot("list") or (yield turn.ask("what_name", slot="list"))).strip()
        known = named(self._ova.lists.all(), name, turn)
        if known is not None:
            return _told(turn, "list_exists", list=list_text(turn, known))
        try:
            change = self._ova.lists.create(capitalised(name), origin=_origin(turn))
        except Conflict:
            return _told(turn, "list_exists", list=name)
        except InvalidInput as error:
            return _refused(turn, error.code, error.code)
        return _told(turn, "created", list=list_text(turn, change.list))

    @handles("ListsDelete")
    def delete(self, turn: Turn) -> Generator[Asking, Any, Reply]:
        """Answer "delete the camping list"; which one, is asked for when it was not said."""
        known = {one.name: one for one in self._ova.lists.all()}
        if not turn.slot("list") and not known:
            return _told(turn, "no_lists")
        one = list_meant(turn, self._ova.lists)
        if not turn.slot("list"):
            one = yield turn.choose("which_list", known)
        if one is None:
            return _no_list(turn)
        self._ova.lists.delete(one.id, origin=_origin(turn))
        return _told(turn, "deleted", list=list_text(turn, one))

    @handles("ListsWhich")
    def which(self, turn: Turn) -> Reply:
        """Answer "which lists are there"."""
        known = self._ova.lists.all()
        if not known:
            return _told(turn, "no_lists")
        names = [turn.text("counted", list=one.name, count=len(one.open_items)) for one in known]
        return _told(turn, "lists_one" if len(names) == 1 else "lists", lists=joined(turn, names))

    @handles("ListsUndo")
    def undo(self, turn: Turn) -> Reply:
        """Answer "undo": take the last change back that was said here."""
        try:
            change = self._ova.lists.undo(origin=_origin(turn), within_s=UNDO_WITHIN_S)
        except NotFound:
            return _refused(turn, "nothing_to_undo", "nothing_to_undo")
        except Conflict as error:
            return _refused(turn, "changed_since", error.code)
        names = joined(turn, [item.text for item in change.items[:MOST_READ]])
        key = f"undone_{change.kind}" if change.kind in UNDONE else "undone"
        return _told(turn, key, items=names, list=list_text(turn, change.list))

    def _take(self, turn: Turn, kind: str) -> Reply:
        """Take what was said off the lists, or tick it off."""
        lists = self._places(turn)
        if lists is None:
            return _no_list(turn)
        taken: dict[str, list[ListItem]] = {}
        missing: list[str] = []
        for wanted in self._said(turn, lists[0].kind if lists else ListKind.SHOPPING):
            for one in lists:
                found = find_items(one.open_items, wanted)
                if len(found) > 1:
                    names = joined(turn, [item.text for item in found])
                    return _refused(turn, "which", "ambiguous", items=names)
                if found:
                    taken.setdefault(one.id, []).extend(found)
                    break
            else:
                missing.append(wanted)
        origin = _origin(turn)
        for list_id, items in taken.items():
            ids = list(dict.fromkeys(item.id for item in items))
            if kind == "done":
                self._ova.lists.tick(list_id, ids, origin=origin)
            else:
                self._ova.lists.remove(list_id, ids, origin=origin)
        gone = [item for items in taken.values() for item in items]
        told = []
        if gone:
            where = next(one for one in lists if one.id in taken)
            names = joined(turn, [item.text for item in gone])
            told.append(turn.text(_by_count(kind, gone), items=names, list=list_text(turn, where)))
        if missing:
            where_missing = (
                list_text(turn, lists[0]) if len(lists) == 1 else turn.text("your_lists")
            )
            names = joined(turn, missing)
            key = "missing_one" if len(missing) == 1 else "missing_other"
            told.append(turn.text(key, items=names, list=where_missing))
        if not told:
            return _refused(turn, "what", "invalid_input")
        return Reply(
            " ".join(capitalised(part) for part in told), error=None if gone else "not_on_list"
        )

    def _places(self, turn: Turn) -> list[SharedList] | None:
        """Return the lists to look on: the one that was named, else all, the shopping list first."""
        if turn.slot("list") or turn.slot("kind"):
            one = list_meant(turn, self._ova.lists)
            return None if one is None else [one]
        known = self._ova.lists.all()
        return sorted(known, key=lambda one: one.kind is not ListKind.SHOPPING)

    def _said(self, turn: Turn, kind: ListKind) -> list[str]:
        """Return the items of a sentence; "and" belongs to what has to be done."""
        single = [str(turn.slot(name)) for name in ("item", "item_2", "item_3") if turn.slot(name)]
        if single:
            return single
        text = as_said(str(turn.slot("items") or ""), turn.utterance.text)
        joins = kind is not ListKind.TODO or "," in text
        return split_items(
            text,
            joining=turn.text("joining").split(", ") if joins else (),
            articles=turn.text("articles").split(),
            together=turn.text("together").split(", "),
            known=turn.text("vocabulary").split(", "),
        )


UNDONE = frozenset({"added", "removed", "done", "cleared", "deleted", "created"})


def _by_count(key: str, items: Sequence[ListItem]) -> str:
    return f"{key}_one" if len(items) == 1 else f"{key}_other"


def _origin(turn: Turn) -> str:
    """Return who speaks: what was said at one place is taken back at that place."""
    if turn.satellite is not None:
        return f"satellite:{turn.satellite.id}"
    return f"conversation:{turn.utterance.conversation_id or ''}"


def _no_list(turn: Turn) -> Reply:
    name = str(turn.slot("list") or turn.text(f"name_{turn.slot('kind', 'shopping')}"))
    return _refused(turn, "no_list", "no_list", list=name)


def _told(turn: Turn, key: str, **fields: object) -> Reply:
    return Reply(capitalised(turn.text(key, **fields)))


def _refused(turn: Turn, key: str, code: str, **fields: object) -> Reply:
    return Reply(capitalised(turn.text(key, **fields)), error=code)
