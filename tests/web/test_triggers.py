"""Triggers and data over REST, on real integrations."""

import pytest
from tests.platform.test_data_sources import BATCH, WEATHER
from tests.platform.test_polling import NEWS, record
from tests.platform.upstream import house, upstream


@pytest.fixture
def service():
    with upstream() as running:
        yield running


@pytest.fixture
def home(tmp_path, service, hub):
    with house(tmp_path) as made:
        made.write("news.py", NEWS)
        made.write("weather.py", WEATHER)
        made.start()
        made.manager.enable("news", {"url": service.url})
        made.manager.enable("weather", {"url": service.url})
        hub.platform = made.platform
        yield made


TRIGGERS = "/api/integrations/news/triggers"


def test_a35_triggers_are_listed_changed_and_polled_by_hand(home, client, service):
    (listed,) = client.get(TRIGGERS).get_json()
    assert (listed["name"], listed["every"], listed["event"]) == ("items", "1m", "news.items")
    assert (listed["last_poll_ts"], listed["records"]) == (None, [])
    assert listed["next_run_at"] == home.clock.now + 5
    changed = client.put(f"{TRIGGERS}/items", json={"every": "10m", "inputs": {"topic": "cats"}})
    assert (changed.status_code, changed.get_json()["every"]) == (200, "10m")
    service.body = [record(str(number)) for number in range(25)]
    ran = client.post(f"{TRIGGERS}/items/run").get_json()
    assert (ran["new"], ran["inputs"], len(ran["records"])) == (25, {"topic": "cats"}, 20)
    assert ran["records"][0] == {"id": "24", "data": {"title": "Title 24"}, "at": home.clock.now}
    assert ran["last_poll_ts"] == str(int(home.clock.now))
    assert client.put(f"{TRIGGERS}/items", json={"enabled": False}).get_json()["enabled"] is False


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"inputs": {"topic": 5}}, "/inputs/topic"),
        ({"inputs": {"feed": "x"}}, "/inputs"),
        ({"inputs": []}, "/inputs"),
        ({"enabled": "perhaps"}, "/enabled"),
        ({"interval": "5m"}, "/interval"),
    ],
)
def test_a38_wrong_inputs_are_refused_with_their_place(home, client, body, pointer):
    answer = client.put(f"{TRIGGERS}/items", json=body)
    assert answer.status_code == 422
    assert pointer in [one["pointer"] for one in answer.get_json()["errors"]]


@pytest.mark.parametrize("every", ["5", "0m", "5 minutes", "30s", "9999d"])
def test_a36_a_pause_that_cannot_be_is_refused(home, client, every):
    answer = client.put(f"{TRIGGERS}/items", json={"every": every})
    assert (answer.status_code, answer.get_json()["code"]) == (422, "invalid_input")
    assert answer.get_json()["cure"]


def test_a39_a_poll_that_fails_is_a_problem_with_the_index(home, client, service):
    service.body = [record("1"), {"id": "2"}]
    answer = client.post(f"{TRIGGERS}/items/run")
    assert (answer.status_code, answer.get_json()["code"]) == (502, "output_invalid")
    assert "index 1 has no data" in answer.get_json()["detail"]
    service.status = 503
    assert client.post(f"{TRIGGERS}/items/run").status_code == 503
    (told,) = client.get(TRIGGERS).get_json()
    assert (told["failures"], told["records"]) == (2, [])


def test_unknown_triggers_are_not_found_and_strangers_are_refused(home, client, stranger):
    assert client.get("/api/integrations/nothing/triggers").status_code == 404
    assert client.post(f"{TRIGGERS}/nothing/run").status_code == 404
    assert client.put(f"{TRIGGERS}/nothing", json={}).status_code == 404
    home.manager.disable("news")
    assert client.get(TRIGGERS).status_code == 503
    for path in (TRIGGERS, "/api/data", "/api/integrations/weather/endpoints"):
        assert stranger.get(path).status_code == 401


def test_a65_a66_a67_data_over_rest(home, client, service):
    service.body = ["temperature", "rain"]
    assert client.get("/api/integrations/weather/endpoints").get_json() == ["temperature", "rain"]
    assert client.get("/api/data").get_json() == ["weather[temperature]", "weather[rain]"]
    service.body = BATCH
    place = "/api/integrations/weather/data"
    told = client.get(place, query_string={"endpoint": "rain"}).get_json()
    assert told == {
        "reference": "weather[rain]",
        "dates": ["2025-01-01", "2025-01-02"],
        "series": {"high": [3.0, 4.5], "low": [None, -1.0]},
        "stale": False,
        "at": home.clock.now,
        "error": "",
    }
    home.clock.now += 600
    service.status = 503
    told = client.get(place, query_string={"endpoint": "rain"}).get_json()
    assert (told["stale"], told["error"] != "") == (True, True)
    assert client.get(place, query_string={"endpoint": "x" * 201}).status_code == 422


def test_a66_data_of_what_is_not_connected_or_not_there(home, client):
    home.manager.disable("weather")
    assert client.get("/api/integrations/weather/endpoints").get_json() == []
    assert client.get("/api/data").get_json() == []
    assert client.get("/api/integrations/weather/data").status_code == 503
    assert client.get("/api/integrations/nothing/endpoints").status_code == 404
    assert client.get("/api/integrations/nothing/data").status_code == 404
    assert client.get("/api/integrations/news/data").status_code == 404
