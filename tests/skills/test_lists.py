"""Shopping and to-do lists by voice."""

import pytest

from ova.core import ListKind

HERE = {"satellite": "Kitchen"}


def on_list(hub, kind=ListKind.SHOPPING) -> list[str]:
    found = next((one for one in hub.lists.all() if one.kind is kind), None)
    return [item.text for item in found.open_items] if found else []


@pytest.mark.parametrize(
    ("text", "added"),
    [
        (
            "add milk, eggs and two loaves of bread to the shopping list",
            ["milk", "eggs", "two loaves of bread"],
        ),
        ("put some coffee on my shopping list", ["coffee"]),
        ("add mac and cheese and a lemon to the list", ["mac and cheese", "lemon"]),
        ("we need milk and bread", ["milk", "bread"]),
        ("add butter to my grocery list", ["butter"]),
        ("we're out of coffee", ["coffee"]),
        ("add Kombucha and dragon fruit to the shopping list", ["kombucha", "dragon fruit"]),
    ],
)
def test_several_things_are_added_at_once(hub, text, added):
    reply = hub.ask(text, **HERE)

    assert reply.error is None, reply.text
    assert [one.casefold() for one in on_list(hub)] == added


def test_a_list_is_asked_ticked_off_cleared_and_taken_back(hub):
    hub.ask("add milk, eggs and bread to the shopping list", **HERE)
    asked = hub.ask("what is on my shopping list").text
    assert all(word in asked for word in ("milk", "eggs", "bread"))
    assert "already" in hub.ask("add milk to the list", **HERE).text

    hub.ask("i bought the eggs", **HERE)
    assert on_list(hub) == ["milk", "bread"]
    hub.ask("remove milk", **HERE)
    assert on_list(hub) == ["bread"]
    hub.ask("undo", **HERE)
    assert on_list(hub) == ["milk", "bread"]

    hub.ask("clear the shopping list", **HERE)
    assert on_list(hub) == []
    hub.ask("undo", **HERE)
    assert on_list(hub) == ["milk", "bread"]


def test_somebody_elsewhere_takes_nothing_back(hub):
    hub.ask("add milk to the shopping list", **HERE)

    assert hub.ask("undo", satellite="Office").error == "nothing_to_undo"
    assert on_list(hub) == ["milk"]


def test_and_belongs_to_what_has_to_be_done(hub):
    hub.ask("add call mum and dad to my to-do list", **HERE)
    hub.ask("add wash the car, buy stamps to the todo list", **HERE)

    assert on_list(hub, ListKind.TODO) == ["call mum and dad", "wash the car", "buy stamps"]


def test_a_list_of_ones_own_is_made_filled_deleted_and_had_back(hub):
    hub.ask("create a list called camping", **HERE)
    hub.ask("add a tent and two sleeping bags to the camping list", **HERE)
    [camping] = hub.lists.all()
    assert [item.text for item in camping.items] == ["tent", "two sleeping bags"]
    assert "tent" in hub.ask("what is on the camping list").text

    hub.ask("delete the camping list", **HERE)
    assert hub.lists.all() == []
    hub.ask("undo", **HERE)
    assert [len(one.items) for one in hub.lists.all()] == [2]


def test_what_is_not_there_is_said(hub):
    hub.ask("add oat milk and soy milk to the shopping list", **HERE)

    assert hub.ask("remove milk from the list", **HERE).error == "ambiguous"
    assert hub.ask("remove caviar from the list", **HERE).error == "not_on_list"
    assert hub.ask("add rope to the climbing list", **HERE).error == "no_list"
    assert len(on_list(hub)) == 2


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("turn on the kitchen light", "home"),
        ("add five minutes to the timer", "timers"),
        ("cancel all timers", "timers"),
        ("remove all alarms", "alarms"),
        ("delete the alarm", "alarms"),
        ("what is on in the kitchen", None),
        ("clear the timers", None),
        ("i bought a new car", None),
        ("we need to talk", None),
        ("put the kettle on", None),
        ("remove the bedroom light", None),
        ("add a bit of love", None),
    ],
)
def test_open_text_swallows_no_other_command(grammar, text, skill):
    intent = grammar.match(text, area="Kitchen").intent

    assert intent is None or intent.skill != "lists"
    assert skill is None or (intent is not None and intent.skill == skill)


def test_what_the_decoder_listens_for_is_understood(grammar):
    graph = grammar.word_graph()
    assert {"milk", "shopping", "toothpaste"} <= graph.words
    for text in (
        "add milk and eggs to the shopping list",
        "i bought the coffee",
        "what's on the list",
        "take bread off the list",
    ):
        assert grammar.match(text).intent is not None, text
