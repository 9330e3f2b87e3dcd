"""Where polling triggers are, and which records they told."""

import pytest

from ova.storage import Database, PollState, StoredEvent, poll_states

DAY = 86_400.0


@pytest.fixture
def database(tmp_path):
    with Database.open(tmp_path / "ova.sqlite3", key_file=tmp_path / "key") as opened:
        yield opened


def ids_of(database):
    """Return the ids that are still known, by asking whether they would be new."""
    known = set()
    try:
        with database.transaction():
            everything = [str(number) for number in range(40)]
            known = set(everything) - database.poll_states.mark("news", "items", everything, 1e12)
            raise LookupError
    except LookupError:
        return known


def test_a_trigger_that_never_ran_has_a_state_of_its_own(database):
    store = database.poll_states
    assert store.get("news", "items") == PollState("news", "items")
    state = PollState("news", "items", {"a": 1}, 60.0, False, "100", 101.5, 2, "no", 102.0)
    store.put(state)
    assert store.get("news", "items") == state
    store.forget("news")
    assert store.get("news", "items") == PollState("news", "items")


def test_a_record_is_new_once_for_each_trigger_and_account(database):
    mark = database.poll_states.mark
    assert mark("news", "items", ["a", "b", "a"], 1.0) == {"a", "b"}
    assert mark("news", "items", ["b", "c"], 2.0) == {"c"}
    assert mark("news", "other", ["a"], 2.0) == {"a"}
    assert mark("news_2", "items", ["a"], 2.0) == {"a"}
    assert mark("news", "items", [], 2.0) == set()
    many = [str(number) for number in range(12_000)]
    assert mark("big", "items", many, 3.0) == set(many)
    assert mark("big", "items", [*many, "new"], 4.0) == {"new"}


def test_only_records_long_not_met_are_forgotten_and_never_the_last_ones(database, monkeypatch):
    monkeypatch.setattr(poll_states, "KEEP_RECORDS", 10)
    store = database.poll_states
    store.mark("news", "items", [str(number) for number in range(20)], 0.0)
    store.mark("news", "items", [str(number) for number in range(20, 32)], 50 * DAY)
    store.mark("news", "items", ["3", "4"], 60 * DAY)  # still in the service's list
    store.prune("news", "items", 89 * DAY)
    assert len(ids_of(database)) == 32
    store.prune("news", "items", 100 * DAY)
    assert ids_of(database) == {"3", "4", *(str(number) for number in range(20, 32))}
    store.prune("news", "items", 1000 * DAY)
    assert {"3", "4"} < ids_of(database), "the last ones stay however old they are"


def test_meeting_a_record_again_keeps_it(database, monkeypatch):
    monkeypatch.setattr(poll_states, "KEEP_RECORDS", 0)
    store = database.poll_states
    for day in range(0, 400, 30):
        store.mark("news", "items", ["1"], day * DAY)
        store.prune("news", "items", day * DAY)
        assert ids_of(database) == {"1"}
    store.mark("news", "items", ["2"], 700 * DAY)
    store.prune("news", "items", 700 * DAY)
    assert ids_of(database) == {"2"}


def test_many_events_are_stored_in_order_and_each_id_once(database):
    events = [
        StoredEvent(0, "news", "news.items", str(number % 1500), {"n": number}, "poll", 1.0)
        for number in range(3000)
    ]
    made = database.integration_events.add(events)
    assert [event.payload["n"] for event in made] == list(range(1500))
    assert [event.seq for event in made] == sorted(event.seq for event in made)
    without = [StoredEvent(0, "news", "x", None, {"n": number}) for number in range(3)]
    assert [one.payload["n"] for one in database.integration_events.add(without)] == [0, 1, 2]
