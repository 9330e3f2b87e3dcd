"""Language Model passes what every integration must, and is a good conversation agent."""

import json
from pathlib import Path
from typing import Any

import pytest

from ova.sdk import ActionError, AgentRequest, AgentTool, AgentTurn, NotReady, RateLimited
from ova.testing import Asked, IntegrationAcceptance, Service, Testbed

FOLDER = Path(__file__).parents[1]
CONFIG = {
    "base_url": "https://model.test/v1",
    "api_key": "k3y-of-the-test",
    "model": "house-7b",
    "allowed": True,
}


def said(text: str, *calls: dict[str, Any], tokens: int = 50) -> dict[str, Any]:
    """Return a completion as chat servers send it."""
    message = {"role": "assistant", "content": text, "tool_calls": list(calls)}
    return {
        "choices": [{"message": message, "finish_reason": "tool_calls" if calls else "stop"}],
        "usage": {"total_tokens": tokens},
    }


def wanted(name: str, arguments: Any, **more: Any) -> dict[str, Any]:
    """Return a call as small servers send it: without an id or a type."""
    return {"function": {"name": name, "arguments": arguments}, **more}


def tell(service: Service, *answers: Any) -> None:
    """Tell the server which models it has and what to say, one answer after the other."""
    waiting = list(answers)
    service.answer("GET", "/models", {"data": [{"id": "house-7b"}]})
    service.answer(
        "POST",
        "/chat/completions",
        lambda _asked: waiting.pop(0) if len(waiting) > 1 else waiting[0],
    )


def sent(asked: Asked) -> list[dict[str, Any]]:
    """Return the messages of a request."""
    messages: list[dict[str, Any]] = asked.json["messages"]
    return messages


class TestAcceptance(IntegrationAcceptance):
    """What every integration must do."""

    path = FOLDER
    config = CONFIG
    invalid_config = {"api_key": "wrong"}
    actions = {"ask": {"text": "How far is the moon?"}}

    def answers(self, service: Service) -> None:
        """Tell the server what to say."""
        tell(service, said("Far."))


def test_the_conversation_the_room_and_the_home_are_told() -> None:
    with Testbed(FOLDER, CONFIG) as bed:
        tell(bed.service, said("Emil."))
        request = AgentRequest(
            text="und was noch",
            language="de",
            area="Küche",
            home="light.sofa; Sofa; ; off",
            history=(AgentTurn("wer schrieb faust", "Goethe."),),
        )
        answer = bed.object.converse(request, bed.entry.context)
        system, *rest = sent(bed.service.asked[-1])
    assert (answer.text, answer.keep_listening, answer.details["tokens"]) == ("Emil.", False, 50)
    assert [one["content"] for one in rest] == ["wer schrieb faust", "Goethe.", "und was noch"]
    for words in ("German", "Küche", "light.sofa; Sofa"):
        assert words in system["content"]


@pytest.mark.parametrize("arguments", ['{"light": "sofa"}', {"light": "sofa"}])
def test_servers_that_leave_out_ids_are_understood(arguments: Any) -> None:
    given = []
    with Testbed(FOLDER, CONFIG) as bed:
        tell(bed.service, said("", wanted("set", arguments)), said("On?"))
        tool = AgentTool("set", "Set a light", {"type": "object"}, given.append)
        answer = bed.object.converse(AgentRequest(text="light", tools=(tool,)), bed.entry.context)
        call, told = sent(bed.service.asked[-1])[2:]
    assert given == [{"light": "sofa"}]
    assert answer.keep_listening, "it asked something back"
    assert told["tool_call_id"] == call["tool_calls"][0]["id"]
    assert json.loads(call["tool_calls"][0]["function"]["arguments"]) == {"light": "sofa"}


def test_a_call_that_is_none_is_no_chat_server() -> None:
    with Testbed(FOLDER, CONFIG) as bed:
        tell(bed.service, said("", {"id": "x"}))
        with pytest.raises(NotReady, match="chat completions"):
            bed.object.ask("Hello")


def test_a_day_has_so_many_tokens_and_tomorrow_has_new_ones() -> None:
    with Testbed(FOLDER, {**CONFIG, "daily_tokens": 60}) as bed:
        tell(bed.service, said("Yes.", tokens=40))
        bed.object.ask("One")
        bed.object.ask("Two")
        with pytest.raises(RateLimited, match="in a day"):
            bed.object.ask("Three")
        bed.now += 86_400
        assert bed.object.ask("Four").text == "Yes."
        shown = bed.object.diagnostics(bed.entry.context)
    assert (shown["tokens_used"], shown["tokens_today"]) == (120, 40)


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("**Goethe** wrote *Faust*.", "Goethe wrote Faust."),
        ("# Faust\n\n- by Goethe\n- in Weimar", "Faust by Goethe in Weimar"),
        ("See [the page](https://x.test/a_b).", "See the page."),
        ("Use `ova run`:\n```sh\nova run\n```", "Use ova run: ova run"),
        ("<think>Who?</think>Goethe.", "Goethe."),
        ("2 * 3 is 6, snake_case_name stays", "2 * 3 is 6, snake_case_name stays"),
    ],
)
def test_what_is_written_with_marks_is_spoken_without(written: str, heard: str) -> None:
    with Testbed(FOLDER, CONFIG) as bed:
        tell(bed.service, said(written))
        assert bed.object.ask("Faust?").text == heard


def test_thoughts_alone_are_no_answer() -> None:
    with Testbed(FOLDER, CONFIG) as bed:
        tell(bed.service, said("<think>Hmm"))
        with pytest.raises(ActionError, match="said nothing"):
            bed.object.ask("Faust?")
