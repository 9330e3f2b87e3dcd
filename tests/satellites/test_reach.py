"""What a satellite may not control is not controlled on any way a run from it can take."""

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from tests.hubs import START_S, hub_in_process
from tests.satellites.test_link import Device, ended, start_threads

from ova.core import NotFromHere, PlanKind, RoutineStep, RoutineStepKind, StepState
from ova.hub import OpenVoiceAssistant
from ova.hub.texts import hub_texts

OUTSIDE = '''
"""Things outside, orders of every kind, and an agent that uses its tools in a thread of its own."""
import threading

from ova.sdk import AgentAnswer, ActionResult, Device, EntityState, action, control

manifest = {"name": "Outside", "version": "1.0.0"}
calls = []


class Outside:
    def entities(self, ctx):
        members = {"entity_id": ["hatch", "lock.front_door", "nothing"]}
        return [
            Device(key="hatch", name="Hatch Motor", domain="switch", area="Garden", state="off"),
            Device(key="party", name="Party", domain="scene", area="Kids Room", attributes=members),
        ]

    @control
    def act(self, entity, service, data, ctx):
        calls.append((entity.name, service))
        return EntityState("on", {})

    @action(phrases=["release the hounds"])
    def release(self, inputs):
        calls.append("release")
        return ActionResult({}, message="Released.")

    @action(phrases=["pass on {text}"], changes="anything",
            input={"type": "object", "properties": {"text": {"type": "string"}}})
    def pass_on(self, inputs):
        calls.append("pass_on")

    @action(phrases=["ring the bell"], affects=["night light"])
    def bell(self, inputs):
        return ActionResult({}, message="Ding.")

    @action(phrases=["ring the gong"], affects=["night light", "Bathroom"])
    def gong(self, inputs):
        calls.append("gong")

    @action(phrases=["ring the siren"], affects=["No Such Thing"])
    def siren(self, inputs):
        calls.append("siren")

    @action(phrases=["how high is the tide"], changes="nothing")
    def tide(self, inputs):
        return ActionResult({}, message="High.")

    def converse(self, request, ctx):
        told = []
        tools = {one.name: one for one in request.tools}

        def use():
            for name, given in (
                ("home_lock", {"entity_ids": ["lock.front_door"], "service": "unlock"}),
                ("outside2__release", {}),
            ):
                try:
                    told.append(str(tools[name].run(given)))
                except Exception as error:
                    told.append(getattr(error, "code", type(error).__name__))

        worker = threading.Thread(target=use)
        worker.start()
        worker.join()
        return AgentAnswer(" ".join(told))


def build_integration(config, ova):
    made = Outside()
    made.calls = calls
    return made
'''
LIMITS = {"control_areas": ["own"], "control_not": ["lock", "announce"]}
REFUSED = {
    "a thing of a barred kind": "unlock the front door",
    "a thing elsewhere": "turn on the bathroom light",
    "one of two commands": "turn on the night light and turn on the bathroom light",
    "an order an integration has a phrase for": "release the hounds",
    "an order that is handed on": "pass on unlock everything",
    "an order for something elsewhere": "ring the gong",
    "an order for nobody knows what": "ring the siren",
    "what a scene controls": "activate party",
    "an announcement": "announce dinner is ready",
    "another satellite": "mute the hall speaker",
    "for a while": "turn on the bathroom light for ten minutes",
}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVoiceAssistant]:
    folder = tmp_path_factory.mktemp("ova")
    (folder / "integrations").mkdir()
    (folder / "integrations" / "outside.py").write_text(OUTSIDE)
    (folder / "integrations" / "outside2.py").write_text(
        OUTSIDE.replace("hounds", "doves")
        .replace("Party", "Picnic")
        .replace("Hatch", "Gate")
        .replace("ring the", "sound the")
    )
    with hub_in_process(folder) as hub:
        hub.integration_manager.enable("outside")
        hub.integration_manager.enable("outside2")
        hall = Device(hub)
        assert hall.link.hello({"id": "hall", "name": "Hall Speaker"})["ok"]
        for text in ("release the hounds", "release the doves", "mute the hall speaker"):
            until_understood(hub, text)
        start_threads(hub)
        hub.actions.run("outside", "tide")  # starts what keeps its runs
        yield hub


def until_understood(hub: OpenVoiceAssistant, text: str) -> None:
    deadline = time.monotonic() + START_S
    while hub.grammar.grammar.match(text).intent is None:
        assert time.monotonic() < deadline, text
        time.sleep(0.02)  # the hub tells nobody of a new grammar


@pytest.fixture
def kids(running: OpenVoiceAssistant) -> Iterator[Device]:
    hub = running
    hub.home.control("lock.front_door", "lock")
    hub.home.control("light.bathroom_light", "turn_off")
    hub.integration_manager.get_integration_module("outside").calls.clear()
    kids = Device(hub)
    assert kids.link.hello({"id": "kids", "name": "Kids Speaker", "area": "Kids Room"})["ok"]
    hub.satellites.update("kids", preferences=LIMITS)
    yield kids
    kids.link.close()
    hub.satellites.forget("kids")


def said(device: Device, text: str) -> dict:
    device.messages.clear()
    assert device.link.text({"text": text, "speak": False})["ok"]
    return device.wait(ended)[0]["data"]


def is_untouched(hub: OpenVoiceAssistant) -> bool:
    return (
        hub.home.entity("lock.front_door").state.state == "locked"
        and hub.home.entity("light.bathroom_light").state.state == "off"
        and not hub.integration_manager.get_integration_module("outside").calls
        and not hub.satellites.get("hall").preferences.muted
    )


@pytest.mark.parametrize("way", REFUSED)
def test_it_is_refused_kindly_whatever_is_asked_for(
    running: OpenVoiceAssistant, kids: Device, way: str
):
    run = said(kids, REFUSED[way])

    assert run["error"] == "not_from_here", run
    assert "from here" in run["reply"]
    assert is_untouched(running)
    assert not running.schedules.find(PlanKind.COMMAND)


def test_what_only_tells_something_is_answered_and_its_own_volume_can_be_set(kids: Device):
    assert said(kids, "how high is the tide")["reply"] == "High."
    assert said(kids, "set the volume to 40 percent")["error"] is None


def test_an_agent_does_no_more_than_can_be_said_there_in_whatever_thread(
    running: OpenVoiceAssistant, kids: Device
):
    running.update_settings({"agent": "outside", "agent_hears_talk": True})
    try:
        run = said(kids, "could you do something about all this nonsense")
    finally:
        running.update_settings({"agent": ""})

    assert run["reply"] == "not_from_here KeyError", "it is not even told of what it may not order"
    assert is_untouched(running)


@pytest.mark.parametrize("forgotten", [False, True])
def test_a_command_for_later_does_no_more_also_when_its_satellite_is_gone_by_then(
    running: OpenVoiceAssistant, kids: Device, forgotten: bool
):
    assert said(kids, "turn on the bathroom light in two hours")["error"] is None
    (plan,) = running.schedules.find(PlanKind.COMMAND)
    try:
        if forgotten:
            running.satellites.forget("kids")
        running._later.carry_out(running.schedules.get(plan.id))
    finally:
        running.schedules.cancel(plan.id)
        if forgotten:
            kids.link.hello({"id": "kids"})

    assert is_untouched(running)


def test_a_routine_does_no_more_than_could_be_said_there(running: OpenVoiceAssistant, kids: Device):
    step = RoutineStep(RoutineStepKind.COMMAND, "yes, unlock the front door")
    fields = {"name": "Escape", "phrases": ("great escape",), "steps": (step,)}
    routine = running.routines.add(fields)
    until_understood(running, "great escape")
    try:
        run = said(kids, "great escape")
    finally:
        running.routines.remove(routine["id"])

    assert run["error"] == "routine_failed"
    assert "from here" in run["reply"]
    assert is_untouched(running)


def test_a_routine_that_waits_keeps_its_limit_when_its_satellite_is_forgotten(
    running: OpenVoiceAssistant, kids: Device
):
    wait = RoutineStep(RoutineStepKind.WAIT, seconds=3600)
    step = RoutineStep(RoutineStepKind.COMMAND, "yes, unlock the front door")
    routine = running.routines.add({"name": "Patience", "steps": (wait, step)})
    begun = running.routines.run(routine["id"], satellite_id="kids")
    runs = running.routines.runs
    stored = runs._store.run(begun["id"])  # as it is found after a start
    assert stored is not None
    assert stored.limit is not None
    try:
        running.satellites.forget("kids")
        runs._keep(replace(stored, resume_at=stored.started_at))
        runs._again(stored.id)
        over = runs.get(stored.id)
    finally:
        kids.link.hello({"id": "kids"})
        running.routines.remove(routine["id"])

    assert over.results[-1].state is StepState.FAILED
    assert "from here" in over.results[-1].words
    assert is_untouched(running)


def test_an_integration_that_is_barred_is_ordered_nothing(
    running: OpenVoiceAssistant, kids: Device
):
    bars = {"control_areas": [], "control_not": ["integration:outside"]}
    running.satellites.update("kids", preferences=bars)

    assert said(kids, "how high is the tide")["error"] == "not_from_here"
    assert said(kids, "release the doves")["reply"] == "Released."
    assert said(kids, "unlock the front door")["error"] is None


def test_an_order_that_says_what_it_affects_is_carried_out_where_all_of_that_may_be(
    running: OpenVoiceAssistant, kids: Device
):
    assert said(kids, "ring the bell")["reply"] == "Ding."
    running.satellites.update("kids", preferences={"control_not": ["light"]})
    assert said(kids, "ring the bell")["error"] == "not_from_here"


def test_whoever_is_at_no_such_satellite_orders_everything(
    running: OpenVoiceAssistant, kids: Device
):
    assert running.converse("release the hounds").error is None
    assert running.converse("pass on good news").error is None
    assert running.actions.run("outside", "release").message == "Released."


@pytest.mark.parametrize("language", ["de", "en", "es", "fr", "it", "nl"])
def test_the_refusal_is_said_in_every_language(language: str):
    text = hub_texts(language).render(NotFromHere.code)
    assert text
    assert language == "en" or text != hub_texts("en").render(NotFromHere.code)
