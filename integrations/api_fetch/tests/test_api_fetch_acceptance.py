"""API Fetch passes what every integration must; saved requests are orders of their own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.integrations.servers import Answer, Asked, Server, serving

from ova.plugins import ConnectionTestFailed
from ova.sdk import ActionError, InputInvalid
from ova.testing import IntegrationAcceptance, Service, Testbed

FOLDER = Path(__file__).parents[1]
HOST = "https://api.example.test"
CONFIG = {
    "user_name": "ann",
    "password": "pass-of-the-test",
    "api_key": "k-of-the-test",
    "test_url": f"{HOST}/me",
    "saved_requests": [
        {"name": "Tank level", "url": f"{HOST}/tanks/{{tank}}", "answer": "{level.percent} percent"}
    ],
}


class TestAcceptance(IntegrationAcceptance):
    """What every integration must do."""

    path = FOLDER
    config = CONFIG
    invalid_config = {"api_key": "wrong-key-000"}
    actions = {
        "call_api": {"url": f"{HOST}/me"},
        "call_api_basic": {"url": f"{HOST}/me", "params": {"a": "1"}},
        "call_api_bearer": {"url": f"{HOST}/me", "method": "GET"},
        "saved_tank_level": {"tank": "north"},
    }

    def answers(self, service: Service) -> None:
        """Tell the API what to say."""
        service.answer("GET", "/me", {"name": "Ann"})
        service.answer("GET", "/tanks/north", {"level": {"percent": 71.0}})


@pytest.fixture
def api() -> Iterator[Server]:
    """Return an API that shows what it received."""

    def answer(asked: Asked) -> Answer:
        if asked.path == "/me" and asked.headers.get("authorization") != "Bearer k-1234567":
            return Answer({"error": "who?"}, 401)
        return Answer(
            {
                "path": asked.path,
                "body": asked.body.decode(),
                "auth": asked.headers.get("authorization"),
                "rows": [{"name": "Ann", "age": 7.5}],
            }
        )

    with serving(answer) as server:
        yield server


def bed_with(api: Server, *saved: dict[str, Any], **more: Any) -> Testbed:
    """Return the integration with saved requests, over a real network."""
    rows = [{**one, "url": api.url + one["url"]} for one in saved]
    return Testbed(FOLDER, {"saved_requests": rows, **more}, network=True)


def test_a_saved_request_is_sent_with_what_is_said_and_answers_in_words(api: Server) -> None:
    saved = {
        "name": "Set the Level!",
        "method": "PUT",
        "url": "/rooms/{room}",
        "body": '{"level": "{level}", "rooms": ["{room}"], "now": true}',
        "credentials": "bearer",
        "phrases": ["bring {room} to {level}"],
        "answer": "{rows.0.name} is {rows.0.age}.",
        "confirm": True,
    }
    with bed_with(api, saved, api_key="k-1234567") as bed:
        action = bed.entry.capabilities.action("saved_set_the_level")
        assert "bring {room} to {level}" in str(action.phrases)
        assert action.risky
        inputs = {"room": "../attic/ä", "level": 'h"igh'}
        told = bed.entry.call("action", action.run, action.input.made(inputs), bed.entry.context)
        assert told.message == "Ann is 7.5."
        assert bed.action("saved_set_the_level", inputs)["status"] == 200
    asked = api.asked[0]
    assert (asked.method, asked.path) == ("PUT", "/rooms/..%2Fattic%2F%C3%A4")
    assert asked.json == {"level": 'h"igh', "rooms": ["../attic/ä"], "now": True}
    assert asked.headers["authorization"] == "Bearer k-1234567"


def test_a_saved_request_says_what_it_may_change(api: Server) -> None:
    unsaid = {"name": "Unsaid", "url": "/x"}
    level = {"name": "Level", "url": "/x", "changes": "nothing"}
    gate = {"name": "Gate", "url": "/x", "changes": "things", "affects": ["Garden", "Gate"]}
    with bed_with(api, unsaid, level, gate) as bed:
        told = bed.entry.capabilities.action
        found = {name: told(f"saved_{name}") for name in ("unsaid", "level", "gate")}
    assert {name: (one.changes.value, one.affects) for name, one in found.items()} == {
        "unsaid": ("anything", ()),
        "level": ("nothing", ()),
        "gate": ("things", ("Garden", "Gate")),
    }


def test_credentials_of_a_saved_request_go_to_listed_hosts_only(api: Server) -> None:
    saved = {"name": "Who", "url": "/x", "credentials": "bearer"}
    with (
        bed_with(api, saved, api_key="k-1234567", hosts=["api.example.test"]) as bed,
        pytest.raises(ActionError, match="may not see the credentials"),
    ):
        bed.action("saved_who")
    assert api.asked == []


def test_an_answer_without_what_is_told_is_named(api: Server) -> None:
    saved = {"name": "Odd", "url": "/x", "answer": "It is {main.temp}"}
    with (
        bed_with(api, saved) as bed,
        pytest.raises(ActionError, match=r"answer to Odd has no main\.temp"),
    ):
        bed.action("saved_odd")


@pytest.mark.parametrize(
    ("saved", "words"),
    [
        ([{"name": "A", "url": "http://x/{room}", "phrases": ["do it"]}], "does not fit"),
        ([{"name": "A", "url": "http://x/", "phrases": ["do {it}"]}], "does not fit"),
        ([{"name": "A", "url": "http://{host}/"}], "takes its host from what is said"),
        ([{"name": "A", "url": "http://x/", "body": "{nonsense"}], "is not JSON"),
        ([{"name": "A", "url": "http://x/", "changes": "things"}], "does not say which areas"),
        (
            [{"name": "A", "url": "http://x/", "changes": "nothing", "affects": ["Kitchen"]}],
            "says it changes nothing",
        ),
        ([{"name": "A b", "url": "http://x/"}, {"name": "a-B", "url": "http://y/"}], "of its own"),
    ],
)
def test_a_saved_request_that_cannot_work_is_refused_by_name(
    saved: list[dict[str, Any]], words: str
) -> None:
    with Testbed(FOLDER) as bed, pytest.raises((ConnectionTestFailed, InputInvalid), match=words):
        bed.test({"saved_requests": saved})


def test_the_settings_are_tested_with_the_credentials(api: Server) -> None:
    with bed_with(api, test_url=f"{api.url}/me", api_key="k-1234567") as bed:
        assert bed.test().startswith("127.0.0.1 answers 200.")
        with pytest.raises(ConnectionTestFailed) as refused:
            bed.test({"api_key": "k-7654321"})
        assert refused.value.code == "invalid_auth"
