"""Events of integrations, in a file and on a server."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from ova.core import InvalidInput
from ova.storage import StoredEvent
from ova.storage.integration_events import IntegrationEvents


def event(external_id=None, entry="radio", kind="radio.song", **payload):
    return StoredEvent(0, entry, kind, external_id, payload, "code", 1000.0)


def test_of_each_external_id_the_first_alone_is_kept(any_database):
    events = any_database.integration_events
    added = events.add([event("1", n=1), event("1", n=2), event("1", entry="tv"), event(), event()])
    assert [(one.entry, one.external_id, one.payload) for one in added] == [
        ("radio", "1", {"n": 1}),
        ("tv", "1", {}),
        ("radio", None, {}),
        ("radio", None, {}),
    ]
    assert [one.seq for one in added] == sorted({one.seq for one in added})
    assert events.add([event("1", n=3)]) == []
    assert events.recent() == list(reversed(added))


def test_many_events_in_one_commit_keep_their_order(any_database):
    given = [event(str(number), n=number) for number in range(2500)]
    added = any_database.integration_events.add(given)
    assert [one.payload["n"] for one in added] == list(range(2500))
    assert any_database.integration_events.recent(1)[0].external_id == "2499"


def test_one_that_cannot_be_stored_keeps_its_whole_commit_away(any_database):
    with pytest.raises(InvalidInput):
        any_database.integration_events.add([event("1"), event("2", what=object())])
    assert any_database.integration_events.recent() == []
    assert any_database.integration_events.add([]) == []


def test_the_same_events_from_many_threads_are_kept_once(any_database):
    given = [event(str(number)) for number in range(40)]
    with ThreadPoolExecutor(6) as threads:
        added = list(threads.map(any_database.integration_events.add, [given] * 6))
    assert sum(len(one) for one in added) == 40


def test_the_oldest_are_forgotten(any_database):
    events = IntegrationEvents(any_database.integration_events._connections, keep=600)
    for start in range(0, 1500, 100):
        events.add([event(str(start + number)) for number in range(100)])
    kept = [int(one.external_id) for one in events.recent(5000)]
    assert kept == list(range(1499, 899, -1))


def test_events_can_be_filtered_and_forgotten(any_database):
    events = any_database.integration_events
    events.add([event("1"), event("2", kind="radio.news"), event("3", entry="tv"), event("4")])
    assert [one.external_id for one in events.recent(entry="radio")] == ["4", "2", "1"]
    assert [one.external_id for one in events.recent(type="radio.song")] == ["4", "3", "1"]
    newest = events.recent(2)[-1].seq
    assert [one.external_id for one in events.recent(before=newest)] == ["2", "1"]
    events.forget("radio")
    assert [one.external_id for one in events.recent()] == ["3"]
