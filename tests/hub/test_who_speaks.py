"""Who speaks, and where the conversation agent may answer, in a whole hub."""

import threading
from collections.abc import Iterator
from queue import Queue
from typing import Any

import pytest
from tests.hubs import PASSWORD, hub_in_process

from ova.core import (
    Actor,
    InvalidInput,
    PlanKind,
    Role,
    RunResult,
    Schedule,
    ScheduleState,
    Wish,
    acting,
)
from ova.hub import OpenVoiceAssistant


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVoiceAssistant]:
    with hub_in_process(tmp_path_factory.mktemp("ova")) as hub:
        hub.converse("what time is it")
        hub.say_wav("ready")
        planned_and_done(hub, "what time is it")
        yield hub


def planned_and_done(hub: OpenVoiceAssistant, text: str) -> Schedule:
    """Plan a command for now, and return it as it is when its time has come."""
    over = threading.Event()
    seen: list[Schedule] = []

    def told(plan: Schedule) -> None:
        if plan.data.get("trouble") or plan.state is ScheduleState.FINISHED:
            seen.append(plan)
            over.set()

    end = hub.schedules.subscribe(told)
    plan = hub.plan(Wish(kind=PlanKind.COMMAND, in_s=0.1, text=text))
    assert over.wait(60)
    end()
    assert seen[0].id == plan.id
    return seen[0]


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


@pytest.fixture(scope="module")
def guest(hub: OpenVoiceAssistant, anna: str) -> str:
    return str(hub.people.add("gus", "guest", PASSWORD)[0]["id"])


REFUSED_TO_GUESTS = [
    "announce dinner is ready",
    "make an announcement",
    "what was announced",
    "make a list called camping",
]


@pytest.mark.parametrize("text", REFUSED_TO_GUESTS)
def test_a_guest_may_not_say_what_a_guest_may_not_order(
    hub: OpenVoiceAssistant, guest: str, text: str
):
    refused = hub.converse(text, person_id=guest, conversation_id="guest")

    assert (refused.error, refused.reply) == ("role_missing", "Sorry, guests may not do that.")
    assert refused.question is None


def test_a_guest_may_not_by_somebody_elses_satellite_or_another_kind_of_device(
    hub: OpenVoiceAssistant, anna: str, guest: str, shelf: str
):
    hub.satellites.update(shelf, preferences={"person": anna})
    said: Queue[dict[str, Any]] = Queue()

    def take(name: str, *arguments: Any) -> None:
        if name == "event" and arguments[0]["type"] == "run-end":
            said.put(arguments[0]["data"])

    link = hub.open_link(take, person_id=guest, role=Role.GUEST)
    assert link.hello({"id": "tablet", "name": "Tablet", "kind": "ova"})["ok"]
    assert link.text({"text": "announce dinner is ready", "speak": False})["ok"]
    by_link = said.get(timeout=60)
    with acting(Actor(guest, Role.GUEST)):  # as over REST
        over_rest = hub.converse("announce dinner is ready", satellite_id=shelf)
    assert hub.converse("announce dinner is ready", satellite_id=shelf).error is None
    link.close()
    hub.satellites.forget("tablet")

    assert by_link["error"] == over_rest.error == "role_missing"


def test_what_a_guest_plans_is_done_as_far_as_a_guest_may(
    hub: OpenVoiceAssistant, guest: str, shelf: str
):
    with acting(Actor(guest, Role.GUEST)):
        plan = planned_and_done(hub, "announce dinner is ready")

    assert plan.data["words"] == "Sorry, guests may not do that."
    hub.schedules.stop(plan.id)


def test_who_lives_with_others_is_named(hub: OpenVoiceAssistant, anna: str, ben: str, shelf: str):
    link = hub.open_link(lambda *_message: None)
    link.hello({"id": "stove", "name": "Stove"})

    hub.converse("tell everyone dinner is ready", person_id=anna)
    with acting(Actor(ben, Role.ADULT)):
        plan = hub.plan(Wish(kind=PlanKind.REMINDER, in_s=60, text="call mum"))

    assert hub.announcements.recent()[0].text == "Anna says: Dinner is ready."
    assert hub.announcements.recent()[0].by == "anna"
    assert hub.ringing.text(plan) == "Ben, here is your reminder: call mum."
    assert hub.ringing.text(plan, "de") == "Ben, hier ist deine Erinnerung: call mum."
    hub.schedules.cancel(plan.id)
    link.close()
    hub.satellites.forget("stove")
