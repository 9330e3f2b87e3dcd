"""One question: the model speaks and uses tools in turns, until it answers or its time is over."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ova.core import NotAllowed, OvaError
from ova.sdk import ActionError, Context, InputInvalid, NotReady

from .budget import Budget
from .client import ChatClient, Completion
from .secrecy import without_secrets
from .speech import spoken
from .tools import Tool, ToolCall, arguments_of

MOST_ROUNDS = 5
"""Of tools, for one question."""
LONGEST_RESULT = 8_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a question."""

    text: str
    """To be shown and spoken."""
    calls: tuple[ToolCall, ...] = ()
    """What the model wanted to be done, in order."""
    to_confirm: tuple[ToolCall, ...] = ()
    """What was not done because a person must confirm it."""
    tokens: int = 0


class Talk:
    """Asks one model. Nothing secret leaves the hub: neither the key nor what is called a secret."""

    def __init__(
        self,
        ctx: Context,
        config: Mapping[str, Any],
        budget: Budget,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ctx = ctx
        self._config = config
        self._budget = budget
        self._steady = steady

    def answer(self, messages: list[dict[str, Any]], tools: dict[str, Tool]) -> Answer:
        """Return what the model says in the end.

        Raises NotReady when it takes too long, ActionError when it comes to no end, and what the
        client and the budget raise.
        """
        deadline = self._steady() + self._config["timeout_seconds"]
        client, offered = ChatClient(self._ctx), [self._offered(*one) for one in tools.items()]
        messages = self._clean(messages)
        calls: list[ToolCall] = []
        waiting: list[ToolCall] = []
        tokens = 0
        for _ in range(MOST_ROUNDS + 1):
            left = deadline - self._steady()
            if left <= 0:
                raise NotReady(
                    self._ctx.text("errors.too_slow"), cure=self._ctx.text("errors.too_slow_cure")
                )
            self._budget.check()
            turn = client.complete(
                self._config["model"], messages, offered, self._config["max_tokens"], left
            )
            self._budget.spend(turn.tokens)
            tokens += turn.tokens
            if not turn.tool_calls:
                return Answer(_text_of(turn, self._ctx), tuple(calls), tuple(waiting), tokens)
            messages.append(
                {
                    "role": "assistant",
                    "content": turn.message.get("content"),
                    "tool_calls": turn.tool_calls,
                }
            )
            for one in turn.tool_calls:
                call, tool, result = self._carry_out(one["function"], tools)
                calls.append(call)
                if tool is not None and tool.risky:
                    waiting.append(call)
                told = {"role": "tool", "tool_call_id": one["id"], "content": result}
                messages.append(told)
        raise ActionError(
            self._ctx.text("errors.no_answer"), cure=self._ctx.text("errors.other_words")
        )

    def _carry_out(
        self, function: Mapping[str, Any], tools: dict[str, Tool]
    ) -> tuple[ToolCall, Tool | None, str]:
        """Return what was wanted, its tool, and what the model is told about it."""
        name = str(function["name"])
        tool = tools.get(name)
        arguments: dict[str, Any] = {}
        try:
            arguments = arguments_of(function["arguments"])
            if tool is None:
                raise InputInvalid(f"There is no tool {name}.")
            if tool.risky:
                raise NotAllowed("A person must confirm this first. Ask whether to do it.")
            result = self._clean(tool.run(arguments))
        except OvaError as error:
            said = str(error)
        except Exception:
            self._ctx.logger.exception("The tool %s failed", name)
            said = "It did not work."
        else:
            text = json.dumps(result, default=str, ensure_ascii=False)[:LONGEST_RESULT]
            return ToolCall(tool.name, arguments), tool, self._clean(text)
        call = ToolCall(tool.name if tool else name, arguments, said)
        return call, tool, json.dumps({"error": self._clean(said)}, ensure_ascii=False)

    def _offered(self, name: str, tool: Tool) -> dict[str, Any]:
        parameters = self._clean(dict(tool.input_schema))
        return {
            "type": "function",
            "function": {
                "name": name,
                "description": tool.description,
                "parameters": parameters,
            },
        }

    def _clean(self, value: Any) -> Any:
        return without_secrets(value, [self._config["api_key"]])


def _text_of(turn: Completion, ctx: Context) -> str:
    """Return what a model says, as it can be spoken. Raises ActionError for nothing."""
    content = turn.message.get("content") or turn.message.get("refusal") or ""
    if isinstance(content, list):
        parts = [part.get("text", "") for part in content if isinstance(part, Mapping)]
        content = " ".join(str(part) for part in parts)
    text = spoken(str(content))
    if not text:
        filtered = turn.finish_reason == "content_filter"
        raise ActionError(
            ctx.text("errors.filtered") if filtered else ctx.text("errors.nothing"),
            cure=ctx.text("errors.other_words"),
        )
    return f"{text.rstrip('.')}…" if turn.finish_reason == "length" else text
