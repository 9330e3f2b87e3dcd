"""Shared lists: stored, changed by several people, taken back."""

import pytest

from ova.core import ChangedMeanwhile, Conflict, InvalidInput, ListKind, NotFound
from ova.lists import Lists
from ova.storage import Database


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lists")
    with Database.open(folder / "ova.sqlite3", key_file=folder / "key") as database:
        yield database


@pytest.fixture
def lists(database):
    lists = Lists(database, now=lambda: 1000.0)
    yield lists
    for one in lists.all():
        lists.delete(one.id)


@pytest.fixture
def shopping(lists):
    return lists.create("Shopping", ListKind.SHOPPING).list.id


def texts(lists, list_id):
    return [item.text for item in lists.get(list_id).items]


def test_what_was_acknowledged_is_stored_and_told(lists, shopping, database):
    told = []
    lists.subscribe(lambda list_id, one: told.append((list_id, one)))

    change = lists.add(shopping, ["milk", " two  loaves of bread ", "Milk"], by="Anna")

    assert [item.text for item in change.items] == ["milk", "two loaves of bread"]
    assert [item.text for item in change.known] == ["milk"]
    assert told == [(shopping, change.list)]
    again = Lists(database, now=lambda: 2000.0)
    assert again.get(shopping) == change.list
    assert again.words()[:2] == ["milk", "two loaves of bread"]


def test_what_is_done_is_open_again_when_it_is_added(lists, shopping):
    [milk] = lists.add(shopping, ["milk"]).items
    lists.tick(shopping, [milk.id])
    assert lists.get(shopping).open_items == ()

    [again] = lists.add(shopping, ["milk"]).items

    assert (again.id, again.done, again.done_at) == (milk.id, False, None)


def test_every_kind_of_change_is_taken_back(lists, shopping):
    lists.add(shopping, ["a", "b", "c"], origin="x")
    before = lists.get(shopping)
    a, b, c = before.items
    changes = [
        lambda: lists.add(shopping, ["d"], origin="x"),
        lambda: lists.tick(shopping, [a.id, c.id], origin="x"),
        lambda: lists.remove(shopping, [b.id], origin="x"),
        lambda: lists.edit_item(shopping, b.id, {"text": "B"}, origin="x"),
        lambda: lists.move(shopping, c.id, a.id, origin="x"),
        lambda: lists.clear(shopping, origin="x"),
        lambda: lists.delete(shopping, origin="x"),
        lambda: lists.edit(shopping, {"name": "Groceries"}, origin="x"),
    ]
    for change in changes:
        change()
        lists.undo(origin="x")
        now = lists.get(shopping)
        assert (now.name, now.items) == (before.name, before.items)
        assert now.revision > before.revision


def test_what_somebody_changed_since_is_not_overwritten(lists, shopping):
    [milk, eggs] = lists.add(shopping, ["milk", "eggs"]).items
    mine = lists.tick(shopping, [milk.id], origin="me")
    lists.remove(shopping, [milk.id], origin="you")

    with pytest.raises(Conflict):
        lists.undo(mine.id)
    with pytest.raises(ChangedMeanwhile):
        lists.edit_item(shopping, eggs.id, {"text": "ten eggs"}, {"text": "six eggs"})
    with pytest.raises(NotFound):
        lists.undo(origin="nobody")
    assert texts(lists, shopping) == ["eggs"]


def test_items_are_put_in_order_as_often_as_one_likes(lists, shopping):
    items = lists.add(shopping, ["a", "b", "c"]).items
    for _ in range(60):  # halving the room between two: there is room again when none is left
        lists.move(shopping, lists.get(shopping).items[-1].id, lists.get(shopping).items[1].id)
    assert sorted(texts(lists, shopping)) == ["a", "b", "c"]
    assert texts(lists, shopping)[0] == "a"

    lists.move(shopping, items[0].id, None)

    assert texts(lists, shopping)[-1] == "a"


@pytest.mark.parametrize("text", ["", "   ", "x" * 201, "\n"])
def test_what_cannot_stand_on_a_list_is_refused_with_all_that_came_with_it(lists, shopping, text):
    with pytest.raises(InvalidInput):
        lists.add(shopping, ["milk", text])
    assert texts(lists, shopping) == []


def test_two_lists_are_not_called_the_same(lists, shopping):
    with pytest.raises(Conflict):
        lists.create(" shopping ")
    with pytest.raises(NotFound):
        lists.get("nothing")
