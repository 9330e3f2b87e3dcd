"""Home Assistant's integration passes what every integration must, over real HTTP.

What a real Home Assistant does is in the hub's own tests; here a server answers as it does.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.integrations.servers import Answer, Asked, Server, serving

from ova.core import PluginState
from ova.sdk import ActionError
from ova.testing import IntegrationAcceptance, Testbed

FOLDER = Path(__file__).parents[1]
TOKEN = "a-long-lived-token"  # noqa: S105 - of a server that lives for a test
STATES = [
    {"entity_id": "light.porch", "state": "on", "attributes": {"friendly_name": "Porch Light"}},
    {"entity_id": "sensor.attic", "state": "7.5", "attributes": {"unit_of_measurement": "°C"}},
]


def answer(asked: Asked) -> Answer:
    """Answer as Home Assistant's REST API does; its websocket is closed."""
    if asked.headers.get("authorization") != f"Bearer {TOKEN}":
        return Answer({"message": "401: Unauthorized"}, 401)
    if asked.path == "/api/conversation/process":
        return Answer(_conversation(asked.json))
    told: dict[str, Any] = {
        "/api/": {"message": "API running."},
        "/api/config": {"location_name": "Cabin", "version": "2026.11.2", "state": "RUNNING"},
        "/api/states": STATES,
        "/api/template": "light.porch\tPorch\n",
        "/api/services/light/turn_off": [{**STATES[0], "state": "off"}],
    }
    return Answer(told[asked.path]) if asked.path in told else Answer({"message": "gone"}, 404)


def _conversation(asked: dict[str, Any]) -> dict[str, Any]:
    known = asked["text"] == "which lights are on"
    speech = "Porch Light" if known else "Sorry, I couldn't understand that"
    return {
        "conversation_id": "c1",
        "response": {
            "response_type": "query_answer" if known else "error",
            "language": asked["language"],
            "speech": {"plain": {"speech": speech, "extra_data": None}},
            "data": {},
        },
    }


def settings(server: Server) -> dict[str, Any]:
    """Return the settings that reach a server."""
    return {"host": "127.0.0.1", "port": server.server_port, "access_token": TOKEN, "live": False}


class TestAcceptance(IntegrationAcceptance):
    """What every integration must do."""

    path = FOLDER
    invalid_config = {"access_token": "wrong"}
    actions = {
        "converse": {"text": "which lights are on"},
        "service": {"domain": "light", "service": "turn_off", "data": {"entity_id": "light.porch"}},
    }

    @pytest.fixture(scope="class", autouse=True)
    @classmethod
    def _server(cls) -> Iterator[None]:
        with serving(answer) as server:
            cls.config = settings(server)
            yield


@pytest.fixture
def server() -> Iterator[Server]:
    """Return a server that answers as Home Assistant does."""
    with serving(answer) as server:
        yield server


def test_assist_answers_and_what_it_does_not_understand_is_said(server: Server) -> None:
    with Testbed(FOLDER, settings(server)) as bed:
        told = bed.action("converse", {"text": "which lights are on"})
        assert (told["answer"], told["kind"]) == ("Porch Light", "query_answer")
        assert told["conversation_id"] == "c1"
        with pytest.raises(ActionError, match="couldn't understand"):
            bed.action("converse", {"text": "sing", "conversation_id": "c1"})
    said = [json.loads(one.body) for one in server.asked if "conversation" in one.path]
    assert said[1] == {"text": "sing", "language": "en", "conversation_id": "c1"}


def test_any_service_can_be_called_and_tells_what_changed(server: Server) -> None:
    with Testbed(FOLDER, settings(server)) as bed:
        order = {"domain": "light", "service": "turn_off", "data": {"entity_id": "light.porch"}}
        assert bed.action("service", order) == {"changed": ["light.porch"]}


def test_the_card_tells_whether_changes_are_heard_of_at_once(server: Server) -> None:
    with Testbed(FOLDER, settings(server)) as bed:
        assert bed.load().state is PluginState.LOADED
        assert bed.object.health(bed.entry.context) == ("ok", "2 things")
    with Testbed(FOLDER, {**settings(server), "live": True}) as bed:
        bed.load()
        assert bed.object.health(bed.entry.context) == ("warn", "2, asking")


def test_what_is_heard_right_behind_an_answer_is_what_stays(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Testbed(FOLDER, settings(server)) as bed:
        bed.load()
        heard = bed.entry.context.entities.update
        with monkeypatch.context() as patch:
            patch.setattr(
                bed.object._hurry,
                "set",
                lambda: heard("light.porch", "on", {"brightness": 102}),
            )
            state = bed.control("light.porch_light", "turn_off").state
        assert (state.state, state.attributes["brightness"]) == ("on", 102)
