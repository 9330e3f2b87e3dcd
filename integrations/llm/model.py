"""The integration's object: asks, lets the model use tools, and returns what it says."""

import json
import re
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, Field

from ova.core import NotAllowed, OvaError
from ova.sdk import ActionError, ActionResult, Context, Device, InputInvalid, NotReady, Ova, action

from .client import ChatClient, Completion
from .secrecy import without_secrets
from .tools import Tool, ToolCall, arguments_of, tools_by_name

INSTRUCTIONS = (
    "You are the voice assistant of a home. Your answer is spoken: answer in one or two short "
    "sentences of plain text, in the language of the question. Use a tool when something is to be "
    "done, and never say that something was done without one."
)
MOST_ROUNDS = 5
"""Of tools, for one question."""
LONGEST_RESULT = 8_000
TOKENS = "tokens"
_THOUGHTS = re.compile(r"<think>.*?(</think>|$)", re.DOTALL)


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


class Question(BaseModel):
    """Input of ``ask``."""

    text: str = Field(min_length=1, max_length=4000, description="What to ask")


class LanguageModel:
    """One model of one server."""

    def __init__(
        self,
        config: dict[str, Any],
        ova: Ova,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._config = config
        self._ova = ova
        self._steady = steady
        self._ctx: Context | None = None

    @property
    def allowed(self) -> bool:
        """Whether a person allowed asking it. Ask it last: everything else is faster and local."""
        return bool(self._config["allowed"])

    def ask(self, text: str, tools: Iterable[Tool | Mapping[str, Any]] = ()) -> Answer:
        """Return the model's answer to a text.

        ``tools`` are what it may do: each a mapping with ``name``, ``description``,
        ``input_schema``, ``run`` (called with a dict) and ``risky``. What fails is told to the
        model, which may try otherwise. Raises NotAllowed unless a person allowed asking, NotReady,
        AuthFailed, RateLimited, ActionError, and InputInvalid for an incomplete tool.
        """
        if not self.allowed:
            raise NotAllowed(
                "Asking the language model is not allowed.",
                cure="Allow it in the settings of Language Model.",
            )
        if self._ctx is None:
            raise NotReady("The language model is not loaded yet.", cure="Try again in a moment.")
        return self._converse(text, tools_by_name(tools), self._ctx)

    @action(
        "ask",
        description="Ask the language model",
        phrases=["ask the language model {text}", "ask the assistant {text}"],
        output={
            "type": "object",
            "required": ["answer"],
            "properties": {"answer": {"type": "string"}, "tokens": {"type": "integer"}},
        },
    )
    def ask_by_action(self, data: Question) -> ActionResult:
        """Return the model's answer; it has no tools here."""
        answer = self.ask(data.text)
        return ActionResult({"answer": answer.text, "tokens": answer.tokens}, message=answer.text)

    def entities(self, ctx: Context) -> list[Device]:
        """Bring nothing into the home; from now on the model can be asked."""
        self._ctx = ctx
        return []

    def test_connection(self, ctx: Context) -> str:
        """Say whether the server has the model. No text is sent."""
        model = self._config["model"]
        known = ChatClient(ctx).models(self._config["timeout_seconds"])
        if known is None:
            return "The server answers; which models it has it does not tell."
        if model not in known and f"{model}:latest" not in known:
            raise InputInvalid(
                f"The server has no model {model}.",
                cure=f"It has {', '.join(sorted(known)[:10])}." if known else "It has none at all.",
            )
        return f"The server has {model}."

    def diagnostics(self, ctx: Context) -> dict[str, Any]:
        """Return what is set and used, without texts that were asked."""
        return {
            "model": self._config["model"],
            "allowed": self.allowed,
            "tokens_used": ctx.state.get(TOKENS, 0),
        }

    def _converse(self, text: str, tools: dict[str, Tool], ctx: Context) -> Answer:
        deadline = self._steady() + self._config["timeout_seconds"]
        client, offered = ChatClient(ctx), [self._offered(name, tools[name]) for name in tools]
        messages: list[dict[str, Any]] = [
            {"role": "system", "content": self._instructions()},
            {"role": "user", "content": self._clean(text)},
        ]
        calls: list[ToolCall] = []
        waiting: list[ToolCall] = []
        tokens = 0
        for _ in range(MOST_ROUNDS + 1):
            left = deadline - self._steady()
            if left <= 0:
                raise NotReady("The language model takes too long.", cure="Try a smaller model.")
            turn = client.complete(
                self._config["model"], messages, offered, self._config["max_tokens"], left
            )
            tokens += turn.tokens
            wanted = turn.message.get("tool_calls") or []
            if not wanted:
                ctx.state.set(TOKENS, ctx.state.get(TOKENS, 0) + tokens)
                return Answer(_text_of(turn), tuple(calls), tuple(waiting), tokens)
            messages.append(
                {
                    "role": "assistant",
                    "content": turn.message.get("content"),
                    "tool_calls": wanted,
                }
            )
            for number, one in enumerate(wanted):
                call, tool, result = self._carry_out(one, tools, ctx)
                calls.append(call)
                if tool is not None and tool.risky:
                    waiting.append(call)
                messages.append(
                    {
                        "role": "tool",
                        "tool_call_id": str(one.get("id") or f"call_{number}"),
                        "content": result,
                    }
                )
        raise ActionError("The language model came to no answer.", cure="Ask in other words.")

    def _carry_out(
        self, wanted: Any, tools: dict[str, Tool], ctx: Context
    ) -> tuple[ToolCall, Tool | None, str]:
        """Return what was wanted, its tool, and what the model is told about it."""
        told = wanted.get("function") if isinstance(wanted, dict) else None
        function = told if isinstance(told, dict) else {}
        name = str(function.get("name") or "")
        tool = tools.get(name)
        arguments: dict[str, Any] = {}
        try:
            arguments = arguments_of(function.get("arguments"))
            if tool is None:
                raise InputInvalid(f"There is no tool {name}.")
            if tool.risky:
                raise NotAllowed("A person must confirm this first. Ask whether to do it.")
            result = self._clean(tool.run(arguments))
        except OvaError as error:
            said = str(error)
        except Exception:
            ctx.logger.exception("The tool %s failed", name)
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

    def _instructions(self) -> str:
        own = str(self._config["instructions"]).strip()
        now = self._ova.now()
        return str(self._clean(f"{own or INSTRUCTIONS}\nIt is {now:%A, %Y-%m-%d %H:%M}."))

    def _clean(self, value: Any) -> Any:
        return without_secrets(value, [self._config["api_key"]])


def _text_of(turn: Completion) -> str:
    """Return what a model says, without its thoughts. Raises ActionError for nothing."""
    content = turn.message.get("content") or turn.message.get("refusal") or ""
    if isinstance(content, list):
        parts = [part.get("text", "") for part in content if isinstance(part, Mapping)]
        content = " ".join(str(part) for part in parts)
    text = _THOUGHTS.sub("", str(content)).strip()
    if not text:
        filtered = turn.finish_reason == "content_filter"
        raise ActionError(
            "The language model may not answer that."
            if filtered
            else "The language model said nothing.",
            cure="Ask in other words.",
        )
    return f"{text.rstrip('.')}…" if turn.finish_reason == "length" else text
