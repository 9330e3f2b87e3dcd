"""An agent asked last: by a real hub, with the language model's integration and a chat server."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from tests.hubs import hub_in_process
from tests.integrations.chat_service import ChatService, refusal
from tests.integrations.servers import Answer, Server, serving
from tests.platform.orders import KEY, SUNNY

from ova.core import InvalidInput, QuestionKind, RunEventType, RunResult, Transcript
from ova.home import SERVICES
from ova.hub import OpenVoiceAssistant
from ova.hub.agent_tools import MOST_CALLS
from ova.hub.agents import MOST_TURNS
from ova.hub.home_tools import FIELDS
from ova.pipeline import RunRequest

SECRET = "sk-house-0123456789"
QUESTION = "why is the sky blue"
ECHO = '''
"""Says what it was told."""
from ova.sdk import AgentAnswer, AgentRequest

manifest = {"name": "Echo", "version": "1.0.0"}


class Echo:
    def converse(self, request: AgentRequest, ctx) -> object:
        if request.text.endswith("nothing"):
            return ""
        if request.text.endswith("plainly"):
            return "Plainly."
        said = [turn.said for turn in request.history]
        return AgentAnswer(f"{request.text}, {request.area or 'nowhere'}, {said}", True, {"x": 1})


def build_integration(config, ova):
    return Echo()
'''


@pytest.fixture(scope="module")
def service() -> ChatService:
    return ChatService(SECRET)


@pytest.fixture(scope="module")
def server(service: ChatService) -> Iterator[Server]:
    with serving(lambda asked: service.answer(asked)) as server:
        yield server


@pytest.fixture(scope="module")
def running(
    tmp_path_factory: pytest.TempPathFactory, server: Server
) -> Iterator[OpenVoiceAssistant]:
    folder = tmp_path_factory.mktemp("ova")
    (folder / "integrations").mkdir()
    (folder / "integrations" / "sunny.py").write_text(SUNNY.replace("async def", "def"))
    (folder / "integrations" / "echo.py").write_text(ECHO)
    with hub_in_process(folder) as hub:
        hub.integration_manager.enable("sunny", KEY)
        hub.integration_manager.enable("echo")
        hub.integration_manager.enable("llm", llm(server.url))
        say(hub, "what time is it")
        hub.actions.run("sunny", "set_light", {"light": "sofa"})  # starts what keeps its runs
        yield hub


@pytest.fixture
def hub(running: OpenVoiceAssistant, service: ChatService) -> Iterator[OpenVoiceAssistant]:
    running.update_settings(
        {"agent": "llm", "agent_hears_talk": False, "agent_satellites": [], "confirm": []}
    )
    running.pipeline.sessions.close("talk")
    running.integration_manager.get_integration_module("sunny").calls.clear()
    service.script.clear()
    service.asked.clear()
    yield running
    assert service.script == [], "the model was asked less often than the test says"


def llm(url: str) -> dict[str, Any]:
    return {"base_url": f"{url}/v1", "api_key": SECRET, "model": "house-7b", "allowed": True}


def say(hub: OpenVoiceAssistant, *texts: str, talk: str | None = "talk") -> RunResult:
    return [hub.converse(text, conversation_id=talk) for text in texts][-1]


def told(service: ChatService) -> list[str]:
    """Return what the tools told the model the last time it was asked."""
    return [m["content"] for m in service.asked[-1]["messages"] if m["role"] == "tool"]


def light(hub: OpenVoiceAssistant) -> str:
    return hub.home.entity("light.kitchen_light").state.state


def heard(hub: OpenVoiceAssistant, text: str, satellite_id: str | None = None) -> RunResult:
    """Go on as if a recogniser had heard a text."""
    request = RunRequest(satellite_id=satellite_id, conversation_id="talk")
    run = hub.pipeline.open_run(request, "audio")
    return hub.pipeline.answering.heard(run, request, Transcript(text, 0.9, engine="whisper"))


def test_nobody_is_asked_unless_the_home_chose_an_agent(
    hub: OpenVoiceAssistant, service: ChatService
):
    assert type(hub.settings.current)().agent == ""
    hub.update_settings({"agent": ""})

    assert say(hub, "who wrote faust").error == "no_intent"
    assert service.asked == []


def test_what_no_skill_takes_the_agent_answers(hub: OpenVoiceAssistant, service: ChatService):
    service.script = ["**Goethe** wrote it."]
    run = say(hub, "who wrote faust")

    assert (run.error, run.reply) == (None, "Goethe wrote it.")
    assert run.intent is not None
    assert (run.intent.name, run.intent.skill) == ("OvaAskAgent", "agent:llm")
    system = service.asked[0]["messages"][0]["content"]
    assert "light.kitchen_light; Kitchen Light; Kitchen; " in system
    assert "speaks English" in system


def test_what_a_skill_takes_never_reaches_the_agent(hub: OpenVoiceAssistant, service: ChatService):
    assert say(hub, "turn off the kitchen light").intent is not None
    assert say(hub, "do not turn on the kitchen light").error == "negation"
    assert say(hub, "turn off all lights except the ballroom").error == "exclusion"
    assert service.asked == []


def test_how_it_was_understood_is_still_explained(hub: OpenVoiceAssistant, service: ChatService):
    service.script = ["There is none."]
    run = hub.converse("turn on the disco ball", explain=True)

    assert run.trace is not None
    assert [command.intent.skill for command in run.commands] == ["agent:llm"]


def test_talk_is_kept_from_the_agent_unless_that_is_allowed(
    hub: OpenVoiceAssistant, service: ChatService
):
    assert heard(hub, QUESTION).error == "not_a_command"
    assert service.asked == []

    hub.update_settings({"agent_hears_talk": True})
    service.script = ["It scatters light."]
    assert heard(hub, QUESTION).reply == "It scatters light."

    hub.update_settings({"agent_hears_talk": False})
    service.script = ["It does."]
    assert say(hub, QUESTION).reply == "It does.", "what is typed is meant for the hub"


def test_the_agent_can_be_kept_to_some_satellites(hub: OpenVoiceAssistant, service: ChatService):
    hub.update_settings({"agent_satellites": ["office"]})
    assert heard(hub, "who wrote faust", "nursery").error == "no_intent"

    service.script = ["Goethe."]
    assert heard(hub, "who wrote faust", "office").reply == "Goethe."


def test_tool_calls_go_the_way_of_every_order(hub: OpenVoiceAssistant, service: ChatService):
    service.script = [[("sunny__set_light", {"light": "sofa", "level": 20})], "It is cosy now."]
    run = say(hub, "make it cosy for a film")

    assert run.reply == "It is cosy now."
    (logged,) = hub.actions.runs(1)
    assert (logged.source, logged.input) == ("agent", {"light": "sofa", "level": 20})
    (end,) = [one for one in run.events if one.type is RunEventType.INTENT_END]
    assert end.data["agent"] == {
        "id": "llm",
        "calls": [
            {"tool": "sunny__set_light", "input": {"light": "sofa", "level": 20}, "error": ""}
        ],
        "model": "house-7b",
        "tokens": 100,
    }
    names = {tool["function"]["name"] for tool in service.asked[0]["tools"]}
    assert {"sunny__set_light", "home_light", "home_states"} <= names
    assert "llm__ask" not in names, "it cannot ask itself"


def test_things_are_controlled_with_checked_input(hub: OpenVoiceAssistant, service: ChatService):
    say(hub, "turn off the kitchen light")
    service.script = [
        [("home_light", {"entity_ids": ["light.kitchen_light"], "service": "turn_on"})],
        "There is light.",
    ]
    assert say(hub, "it is dark in here").reply == "There is light."
    assert light(hub) == "on"


@pytest.mark.parametrize(
    ("tool", "given", "words"),
    [
        ("home_light", {"entity_ids": ["light.moon"], "service": "turn_on"}, "/entity_ids/0"),
        ("home_light", {"entity_ids": ["light.kitchen_light"], "service": "fly"}, "/service"),
        ("home_light", {"entity_ids": [], "service": "turn_on"}, "/entity_ids"),
        ("home_light", {"service": "turn_on"}, "is needed"),
        (
            "home_light",
            {"entity_ids": ["light.kitchen_light"], "service": "turn_on", "brightness_pct": 300},
            "/brightness_pct",
        ),
        (
            "home_light",
            {"entity_ids": ["light.kitchen_light"], "service": "turn_off", "brightness_pct": 3},
            "no field",
        ),
        ("home_light", '{"entity_ids": [', "no JSON"),
        ("home_rocket", {}, "no tool"),
        ("sunny__set_light", {"level": 5}, "/light"),
        ("sunny__set_light", {"light": "sofa", "level": "high"}, "/level"),
    ],
)
def test_malformed_orders_are_told_to_the_model_and_do_nothing(
    hub: OpenVoiceAssistant, service: ChatService, tool: str, given: Any, words: str
):
    say(hub, "turn off the kitchen light")
    service.script = [[(tool, given)], "I could not do that."]

    assert say(hub, "it is dark in here").reply == "I could not do that."
    assert words in told(service)[0]
    assert light(hub) == "off"
    assert hub.integration_manager.get_integration_module("sunny").calls == []


def test_what_is_not_exposed_is_neither_told_nor_controlled(
    hub: OpenVoiceAssistant, service: ChatService
):
    hub.home.update_entity("light.kitchen_light", exposed=False)
    hub.actions.expose("sunny", "set_light", exposed=False)
    try:
        service.script = [
            [
                ("home_light", {"entity_ids": ["light.kitchen_light"], "service": "turn_on"}),
                ("sunny__set_light", {"light": "sofa"}),
                ("home_states", {"domain": "light"}),
            ],
            "No.",
        ]
        say(hub, "it is dark in here")
        first, second, states = told(service)
        assert "error" in first
        assert "no tool" in second
        sent = str(service.asked)
        assert states.startswith("[")
        assert "Kitchen Light" not in sent
    finally:
        hub.home.update_entity("light.kitchen_light", exposed=True)
        hub.actions.expose("sunny", "set_light", exposed=True)


def test_a_risky_action_waits_for_a_yes(hub: OpenVoiceAssistant, service: ChatService):
    module = hub.integration_manager.get_integration_module("sunny")
    service.script = [[("sunny__open_gate", {})], "I opened the gate."]
    asked = say(hub, "let the postman in somehow")

    assert asked.reply == "Shall I open the gate (Sunny Home)?", (
        "the model's own words do not count"
    )
    assert asked.question is not None
    assert (asked.question.kind, asked.keep_listening) == (QuestionKind.CONFIRM, True)
    assert module.calls == []
    assert "asked to confirm" in told(service)[0]

    assert say(hub, "yes").reply == "Done."
    assert module.calls == ["gate"]


def test_a_no_to_what_the_agent_wants_changes_nothing(
    hub: OpenVoiceAssistant, service: ChatService
):
    service.script = [[("sunny__open_gate", {})], "Done."]
    assert say(hub, "let the postman in somehow", "no").error == "refused"
    assert hub.integration_manager.get_integration_module("sunny").calls == []


def test_things_the_home_confirms_are_confirmed_here_too(
    hub: OpenVoiceAssistant, service: ChatService
):
    hub.update_settings({"confirm": ["lock"]})
    (door,) = [one for one in hub.home.entities("lock") if "front" in one.id]
    hub.home.control(door.id, "lock")
    service.script = [
        [
            ("home_lock", {"entity_ids": [door.id], "service": "unlock"}),
            ("home_light", {"entity_ids": ["light.kitchen_light"], "service": "turn_on"}),
        ],
        "The light is on.",
    ]
    asked = say(hub, "prepare for guests somehow")

    assert asked.reply == f"The light is on. Shall I unlock {door.name}?"
    assert hub.home.entity(door.id).state.state == "locked"
    assert say(hub, "yes").reply == "Done."
    assert hub.home.entity(door.id).state.state == "unlocked"


def test_where_nobody_can_answer_nothing_risky_is_done(
    hub: OpenVoiceAssistant, service: ChatService
):
    service.script = [[("sunny__open_gate", {})], "Done."]
    run = say(hub, "let the postman in somehow", talk=None)

    assert "nobody I can ask" in run.reply
    assert run.question is None
    assert hub.integration_manager.get_integration_module("sunny").calls == []


def test_a_conversation_is_remembered_and_bounded(hub: OpenVoiceAssistant, service: ChatService):
    service.script = ["Munich?", *(f"Answer {number}." for number in range(MOST_TURNS + 2))]
    assert say(hub, "who made beer great").keep_listening, "it asked something back"
    for number in range(MOST_TURNS + 2):
        say(hub, f"who wrote book {number} of faust")
    messages = service.asked[-1]["messages"]
    said = [message["content"] for message in messages if message["role"] == "user"]

    assert len(said) == MOST_TURNS + 1
    assert said[0] == "who wrote book 1 of faust"
    assert messages[2] == {"role": "assistant", "content": "Answer 1."}


def test_nothing_is_carried_over_to_another_conversation(
    hub: OpenVoiceAssistant, service: ChatService
):
    service.script = ["One.", "Two.", "Three."]
    say(hub, "who wrote faust", "never mind", "who wrote emil")
    say(hub, "who wrote ulysses", talk="other")
    for asked in service.asked:
        assert len(asked["messages"]) == 2


def test_one_command_cannot_order_without_end(hub: OpenVoiceAssistant, service: ChatService):
    many = [("home_states", {"domain": "light"})] * 7
    service.script = [many, many, "That is all."]
    run = say(hub, "what is that humming")

    assert run.reply == "That is all."
    assert sum("Too much" in one for one in told(service)) == 14 - MOST_CALLS


def test_a_model_that_only_uses_tools_is_ended(hub: OpenVoiceAssistant, service: ChatService):
    service.script = [[("home_states", {})]] * 6
    run = say(hub, "what is that humming")

    assert (run.error, run.reply) == ("action_failed", "The language model came to no answer.")


@pytest.mark.parametrize(
    ("answer", "code", "words"),
    [
        (refusal(401, "Wrong key", "invalid_api_key"), "auth_failed", "refuses the credentials"),
        (refusal(429, "Slow down", "rate_limit_exceeded"), "rate_limited", "less often"),
        (Answer(b"upstream", 502), "not_ready", "cannot be reached just now"),
        (Answer({"choices": []}), "not_ready", "cannot be reached just now"),
    ],
)
def test_an_agent_that_is_away_is_told_in_words(
    hub: OpenVoiceAssistant, service: ChatService, answer: Answer, code: str, words: str
):
    service.script = [answer]
    run = say(hub, "who wrote faust")

    assert run.error == code
    assert run.reply.startswith("Language Model")
    assert words in run.reply
    assert SECRET not in str(run.to_json())
    hub.integration_manager.enable("llm", {})  # a refused key waits for a new one


def test_an_agent_that_is_not_set_up_is_told_in_words(hub: OpenVoiceAssistant):
    hub.update_settings({"agent": "weather"})  # it may be switched on later
    run = say(hub, "who wrote faust")
    assert (run.error, run.reply) == ("integration_not_loaded", "Weather is not set up.")

    hub.settings.update({"agent": "sunny"})  # as when another version of it is an agent no more
    run = say(hub, "who wrote faust")
    assert (run.error, run.reply) == ("not_ready", "Sunny Home cannot be reached just now.")


@pytest.mark.parametrize(("agent", "words"), [("moon", "not there"), ("sunny", "no questions")])
def test_who_is_no_agent_cannot_be_chosen(hub: OpenVoiceAssistant, agent: str, words: str):
    with pytest.raises(InvalidInput, match=words) as caught:
        hub.update_settings({"agent": agent})
    assert caught.value.cure == "Choose one of: echo, llm."
    assert hub.settings.current.agent == "llm"


def test_a_slow_agent_is_given_up(hub: OpenVoiceAssistant, service: ChatService, server: Server):
    over = threading.Event()
    usual = server.answer

    def slowly(asked: Any) -> Answer:
        if asked.path.endswith("completions"):
            over.wait(30)
        return usual(asked)

    hub.integration_manager.set_config("llm", {"timeout_seconds": 1})
    server.answer = slowly
    try:
        run = say(hub, "who wrote faust")
    finally:
        service.script = ["Too late."]
        over.set()
        server.answer = usual
        hub.integration_manager.set_config("llm", {"timeout_seconds": 15})
    assert (run.error, run.reply) == (
        "not_ready",
        "Language Model cannot be reached just now.",
    )
    service.script.clear()


def test_a_days_tokens_bound_what_it_costs(hub: OpenVoiceAssistant, service: ChatService):
    used = hub.integration_manager.get_integration_module("llm")
    ctx = hub.integration_manager.entry("llm").context
    hub.integration_manager.set_config("llm", {"daily_tokens": 1})
    try:
        assert used.diagnostics(ctx)["tokens_today"] > 0
        assert say(hub, "who wrote faust").error == "rate_limited"
        assert service.asked == []
    finally:
        hub.integration_manager.set_config("llm", {"daily_tokens": 0})


def test_any_integration_can_be_the_agent(hub: OpenVoiceAssistant):
    hub.update_settings({"agent": "echo"})
    first = say(hub, "zug nach wien")
    kitchen = next(area.id for area in hub.home.areas() if area.name == "Kitchen")
    second = hub.converse("und weiter bitte", conversation_id="talk", area_id=kitchen)

    assert (first.reply, first.keep_listening) == ("zug nach wien, nowhere, []", True)
    assert second.reply == "und weiter bitte, Kitchen, ['zug nach wien']"
    assert say(hub, "answer me plainly").reply == "Plainly."
    assert say(hub, "answer me nothing").error == "plugin_fault"


def test_every_field_of_a_service_has_a_schema():
    fields = {name for one in SERVICES.values() for service in one.values() for name in service}
    assert fields <= FIELDS.keys()
