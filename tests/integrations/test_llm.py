"""The language model, against a server of the chat completions API."""

import json
import threading

import pytest
from tests.integrations.chat_service import ChatService, refusal
from tests.integrations.servers import Answer, serving

from ova.core import NotAllowed, PluginState
from ova.plugins import ConnectionTestFailed
from ova.sdk import ActionError, AuthFailed, InputInvalid, NotReady, RateLimited

KEY = "sk-house-0123456789"


@pytest.fixture
def service():
    return ChatService(KEY)


@pytest.fixture
def server(service):
    with serving(service.answer) as server:
        yield server


@pytest.fixture
def config(server):
    return {"base_url": f"{server.url}/v1", "api_key": KEY, "model": "house-7b", "allowed": True}


@pytest.fixture
def bench(bench, config):
    info = bench.enable("llm", config)
    assert (info.state, info.warnings) == (PluginState.LOADED, ())
    return bench


@pytest.fixture
def lights():
    """A tool that notes what it was given."""
    given = []

    def run(arguments):
        if arguments.get("light") == "moon":
            raise ActionError("There is no light called moon.")
        if arguments.get("light") == "bug":
            raise ZeroDivisionError
        given.append(arguments)
        return {"light": arguments["light"], "state": "on", "bridge_token": "hush-hush"}

    tool = {
        "name": "sunny_home.set_light",
        "description": "Switch a light",
        "input_schema": {"type": "object", "properties": {"light": {"type": "string"}}},
        "run": run,
        "risky": False,
    }
    return tool, given


def told_by_tool(service):
    return [json.loads(m["content"]) for m in service.asked[-1]["messages"] if m["role"] == "tool"]


def test_a_question_is_answered(bench, service):
    service.script = ["The moon is 384,000 kilometres away."]
    result = bench.act("llm", "ask", text="How far is the moon?")
    assert result.message == "The moon is 384,000 kilometres away."
    assert result.data == {"answer": result.message, "tokens": 50}
    (asked,) = service.asked
    assert [message["role"] for message in asked["messages"]] == ["system", "user"]
    assert asked["messages"][1]["content"] == "How far is the moon?"
    assert "Friday, 2026-03-06 09:15" in asked["messages"][0]["content"]
    assert "tools" not in asked
    assert asked["max_tokens"] == 400


def test_nothing_is_asked_unless_it_was_allowed(bench, service, server):
    assert bench.hub.integration_manager.default_config("llm")["allowed"] is False
    bench.hub.integration_manager.set_config("llm", {"allowed": False})
    assert bench.object("llm").allowed is False
    with pytest.raises(NotAllowed, match="not allowed"):
        bench.act("llm", "ask", text="Hello")
    with pytest.raises(NotAllowed, match="not allowed"):
        bench.object("llm").ask("Hello")
    assert "/v1/chat/completions" not in server.paths()


def test_the_model_uses_the_tools_of_the_home(bench, service, lights):
    tool, given = lights
    service.script = [[("sunny_home_set_light", {"light": "hall"})], "The hall light is on."]
    answer = bench.object("llm").ask("It is dark in the hall", [tool])
    assert answer.text == "The hall light is on."
    assert given == [{"light": "hall"}]
    assert [(call.tool, call.error) for call in answer.calls] == [("sunny_home.set_light", "")]
    assert answer.tokens == 100
    offered = service.asked[0]["tools"][0]["function"]
    assert offered["name"] == "sunny_home_set_light"
    assert offered["parameters"]["properties"] == {"light": {"type": "string"}}


def test_several_calls_at_once_are_all_answered(bench, service, lights):
    tool, given = lights
    names = ["hall", "kitchen"]
    service.script = [[("sunny_home_set_light", {"light": name}) for name in names], "Done."]
    bench.object("llm").ask("More light", [tool])
    assert given == [{"light": "hall"}, {"light": "kitchen"}]


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (("sunny_home_set_light", {"light": "moon"}), "There is no light called moon."),
        (("sunny_home_set_light", '{"light": '), "The arguments are no JSON."),
        (("sunny_home_set_light", "[1]"), "The arguments are no object."),
        (("open_the_pod_bay_doors", {}), "There is no tool open_the_pod_bay_doors."),
        (("sunny_home_set_light", {"light": "bug"}), "It did not work."),
    ],
)
def test_what_fails_is_told_to_the_model(bench, service, lights, call, told):
    tool, given = lights
    service.script = [[call], "I could not do that."]
    answer = bench.object("llm").ask("Light", [tool])
    assert answer.text == "I could not do that."
    assert told_by_tool(service)[0]["error"].startswith(told)
    assert answer.calls[0].error
    assert given == []


def test_a_risky_tool_waits_for_a_person(bench, service, lights):
    tool, given = lights
    service.script = [[("sunny_home_set_light", {"light": "hall"})], "Shall I do it?"]
    answer = bench.object("llm").ask("Open up", [{**tool, "risky": True}])
    assert given == []
    assert [(c.tool, c.arguments) for c in answer.to_confirm] == [
        ("sunny_home.set_light", {"light": "hall"})
    ]
    assert "must confirm" in told_by_tool(service)[0]["error"]


def test_a_model_that_never_ends_is_ended(bench, service, lights):
    tool, given = lights
    service.script = [[("sunny_home_set_light", {"light": "hall"})]] * 20
    with pytest.raises(ActionError, match="no answer"):
        bench.object("llm").ask("Light", [tool])
    assert len(given) == 6


def test_names_of_tools_are_made_fit_and_stay_apart(bench, service):
    seen = []
    tools = [
        {"name": name, "run": lambda _given, name=name: seen.append(name)}
        for name in ("a.b", "a b", "x" * 80)
    ]
    service.script = [[("a_b_2", {}), ("x" * 64, {})], "Done."]
    bench.object("llm").ask("Go", tools)
    assert seen == ["a b", "x" * 80]
    with pytest.raises(InputInvalid, match="incomplete"):
        bench.object("llm").ask("Go", [{"name": "a"}])


def test_no_secret_is_sent(bench, service, server, lights):
    tool, _ = lights
    schema = {"type": "object", "properties": {"pin": {"default": KEY}}, "api_key": "other-hush"}
    service.script = [[("sunny_home_set_light", {"light": "hall"})], "Done."]
    bench.object("llm").ask(f"My key is {KEY}", [{**tool, "input_schema": schema}])
    sent = "".join(asked.body.decode() for asked in server.asked)
    assert KEY not in sent
    assert "hush-hush" not in sent
    assert "other-hush" not in sent
    assert told_by_tool(service)[0]["light"] == "hall"


def test_a_server_without_a_key_gets_none(start, service, server, config):
    service.key = ""
    manager = start().integration_manager
    assert manager.enable("llm", {**config, "api_key": ""}).state == PluginState.LOADED
    service.script = ["Hello."]
    assert manager.get_integration_module("llm").ask("Hello").text == "Hello."
    assert all("authorization" not in asked.headers for asked in server.asked)


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("<think>Hmm, the moon.</think>\n\nFar away.", "Far away."),
        ("  Far away.  ", "Far away."),
    ],
)
def test_only_the_answer_is_spoken(bench, service, said, text):
    service.script = [said]
    assert bench.object("llm").ask("Moon?").text == text


def test_an_answer_that_was_cut_off_shows_it(bench, service):
    service.script, service.finish_reason = ["It is very"], "length"
    assert bench.object("llm").ask("Moon?").text == "It is very…"


@pytest.mark.parametrize(
    ("reason", "words"), [("stop", "said nothing"), ("content_filter", "may not")]
)
def test_an_empty_answer_is_an_error(bench, service, reason, words):
    service.script, service.finish_reason = [""], reason
    with pytest.raises(ActionError, match=words):
        bench.object("llm").ask("Moon?")


def test_models_that_know_only_the_new_name_of_a_limit_are_asked_so(bench, service):
    service.only_new_name, service.script = True, ["Far."]
    assert bench.object("llm").ask("Moon?").text == "Far."
    assert service.asked[0]["max_completion_tokens"] == 400


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        (refusal(401, "Incorrect API key", "invalid_api_key"), AuthFailed, "refuses the key"),
        (refusal(403, "No access", None), AuthFailed, "may not be used"),
        (
            refusal(429, "Rate limit", "rate_limit_exceeded", headers={"Retry-After": "20"}),
            RateLimited,
            "less often",
        ),
        (refusal(429, "Quota", "insufficient_quota"), RateLimited, "no credit left"),
        (refusal(400, "This model does not support tools", None), ActionError, "support tools"),
        (Answer({"error": "model requires more memory"}, 400), ActionError, "more memory"),
        (refusal(404, "No such model", "model_not_found"), ActionError, "no model house-7b"),
        (Answer(b"upstream", 502), NotReady, "HTTP 502"),
        (Answer({"choices": []}), NotReady, "chat completions"),
        (Answer(b"<html>", headers={"Content-Type": "text/html"}), NotReady, "chat completions"),
    ],
)
def test_refusals_are_told_apart(bench, service, answer, error, words):
    service.script = [answer]
    with pytest.raises(error, match=words) as caught:
        bench.act("llm", "ask", text="Hello")
    assert KEY not in f"{caught.value} {caught.value.cure}"
    assert len(service.asked) == 1, "a question is not asked twice"


def test_a_server_that_does_not_answer_is_given_up(bench, config):
    over = threading.Event()

    def answer(asked):
        if asked.path.endswith("completions"):
            over.wait(30)
        return Answer({"data": [{"id": "house-7b"}]})

    with serving(answer) as server:
        address = {"base_url": f"{server.url}/v1", "timeout_seconds": 1}
        bench.hub.integration_manager.set_config("llm", address)
        with pytest.raises(NotReady, match="does not answer in time"):
            bench.object("llm").ask("Hello")
        over.set()


def test_the_test_names_a_model_that_is_not_there(bench, service):
    manager = bench.hub.integration_manager
    assert manager.test("llm") == "The server has house-7b."
    with pytest.raises(ConnectionTestFailed, match="no model house-8b") as caught:
        manager.set_config("llm", {"model": "house-8b"})
    assert "house-70b" in caught.value.cure
    service.models = ["house-7b:latest"]
    assert manager.test("llm") == "The server has house-7b."
    service.lists_models = False
    assert "does not tell" in manager.test("llm")


def test_a_wrong_key_is_refused_before_it_is_saved(bench):
    with pytest.raises(ConnectionTestFailed, match="refuses the key") as caught:
        bench.hub.integration_manager.set_config("llm", {"api_key": "wrong-one-987"})
    assert caught.value.code == "invalid_auth"
    assert bench.entry("llm").context.config["api_key"] == KEY


def test_tokens_are_counted_over_restarts(bench, service, start):
    service.script = ["One.", "Two."]
    bench.object("llm").ask("Count")
    later = start().integration_manager
    later.get_integration_module("llm").ask("Count")
    entry = later.entry("llm")
    shown = entry.call("diagnostics", entry.hook("diagnostics"), entry.context)
    assert shown == {
        "model": "house-7b",
        "allowed": True,
        "tokens_used": 100,
        "tokens_today": 100,
        "daily_tokens": 200_000,
    }
    assert "Count" not in str(shown)


def test_the_question_is_checked(bench):
    faults = bench.entry("llm").capabilities.action("ask").input.faults
    assert faults({"text": ""})[0]["field"] == "/text"
    assert faults({"text": "x" * 4001})[0]["field"] == "/text"
