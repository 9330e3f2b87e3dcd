"""Who speaks, and where the conversation agent may answer, in a whole hub."""

from collections.abc import Iterator

import pytest
from tests.hubs import PASSWORD, hub_in_process

from ova.core import InvalidInput, RunResult
from ova.hub import OpenVoiceAssistant


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVoiceAssistant]:
    with hub_in_process(tmp_path_factory.mktemp("ova")) as hub:
        hub.converse("what time is it")
        yield hub


@pytest.fixture(scope="module")
def anna(hub: OpenVoiceAssistant) -> str:
    return str(hub.setup("anna", PASSWORD, "Home").id)


@pytest.fixture(scope="module")
def ben(hub: OpenVoiceAssistant, anna: str) -> str:
    return str(hub.people.add("ben", "adult", PASSWORD)[0]["id"])


@pytest.fixture
def shelf(hub: OpenVoiceAssistant) -> Iterator[str]:
    link = hub.open_link(lambda *_message: None)
    assert link.hello({"id": "shelf", "name": "Shelf"})["ok"]
    yield "shelf"
    link.close()
    hub.satellites.forget("shelf")


def wrote(hub: OpenVoiceAssistant, thing: str) -> str:
    return next(
        item.added_by for one in hub.lists.all() for item in one.items if item.text == thing
    )


def test_what_is_said_counts_as_said_by_who_is_signed_in_or_owns_the_satellite(
    hub: OpenVoiceAssistant, anna: str, ben: str, shelf: str
):
    hub.converse("add milk to the shopping list", person_id=anna)
    hub.converse("add eggs to the shopping list")
    hub.converse("add honey to the shopping list", satellite_id=shelf)
    hub.satellites.update(shelf, preferences={"person": ben})
    hub.converse("add bread to the shopping list", satellite_id=shelf)

    said = [wrote(hub, thing) for thing in ("milk", "eggs", "honey", "bread")]
    assert said == ["anna", "", "", "ben"]
    with pytest.raises(InvalidInput, match="no such person"):
        hub.satellites.update(shelf, preferences={"person": "nobody"})


def test_nobody_goes_on_with_what_another_person_said(hub: OpenVoiceAssistant, anna: str, ben: str):
    def say(text: str, person_id: str) -> RunResult:
        return hub.converse(text, conversation_id="talk", person_id=person_id)

    said = say("turn on the kitchen light", anna).reply
    assert say("repeat that", ben).reply == "I have not said anything yet."
    assert say("turn it off", ben).intent is None
    say("set a timer", anna)
    assert say("ten minutes", ben).intent is None
    assert hub.timers.pending() == []
    assert said


def test_a_satellite_says_itself_whether_the_agent_answers_there(
    hub: OpenVoiceAssistant, shelf: str
):
    def agent() -> tuple[str, str]:
        run = hub.converse("tell me of the moon", satellite_id=shelf, explain=True)
        assert run.trace is not None
        [decided] = [one for one in run.trace.stages if one.stage == "agent"]
        return decided.outcome.value, decided.why

    assert agent() == ("off", "no_agent")
    hub.settings.update({"agent": "somebody", "agent_satellites": [shelf]}, None)
    assert agent() == ("took", "nobody_else")
    hub.satellites.update(shelf, preferences={"agent": "no"})
    assert agent() == ("off", "not_here")
    hub.settings.update({"agent_satellites": ["elsewhere"]}, None)
    hub.satellites.update(shelf, preferences={"agent": ""})
    assert agent() == ("off", "not_here")
    hub.satellites.update(shelf, preferences={"agent": "yes"})
    assert agent() == ("took", "nobody_else")
