"""The integration's object: who is asked last, and by name."""

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pydantic import BaseModel, Field

from ova.core import NotAllowed
from ova.sdk import (
    ActionResult,
    AgentAnswer,
    AgentRequest,
    AgentTurn,
    Context,
    Device,
    InputInvalid,
    NotReady,
    Ova,
    action,
)

from .budget import TOTAL, Budget
from .client import ChatClient
from .prompt import instructions, messages
from .talk import Answer, Talk
from .tools import Tool, tools_by_name

NOT_LOADED = "The language model is not loaded yet. Try again in a moment."
"""Said in English: what it says in other languages is known once it is loaded."""


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

    def converse(self, request: AgentRequest, ctx: Context) -> AgentAnswer:
        """Answer what no skill took, with what the hub lets it do. Raises as ``ask``.

        What is risky the hub itself has confirmed; the tools say so.
        """
        system = instructions(
            self._config["instructions"],
            self._ova.now(),
            language=request.language,
            area=request.area,
            home=request.home,
        )
        tools = [
            Tool(one.name, one.description, one.input_schema, one.run) for one in request.tools
        ]
        answer = self._answer(ctx, system, request.history, request.text, tools)
        told = {"model": self._config["model"], "tokens": answer.tokens}
        return AgentAnswer(answer.text, answer.text.endswith("?"), told)

    def ask(self, text: str, tools: Iterable[Tool | Mapping[str, Any]] = ()) -> Answer:
        """Return the model's answer to a text.

        ``tools`` are what it may do: each a mapping with ``name``, ``description``,
        ``input_schema``, ``run`` (called with a dict) and ``risky``. What fails is told to the
        model, which may try otherwise. Raises NotAllowed unless a person allowed asking, NotReady,
        AuthFailed, RateLimited, ActionError, and InputInvalid for an incomplete tool.
        """
        if self._ctx is None:
            raise NotReady(NOT_LOADED)
        system = instructions(self._config["instructions"], self._ova.now())
        return self._answer(self._ctx, system, (), text, tools)

    @action(
        "ask",
        description="Ask the language model",
        changes="nothing",
        phrases={
            "en": ["ask the language model {text}", "ask the assistant {text}"],
            "de": [
                "frag[e] das sprachmodell {text}",
                "frag[e] den assistenten {text}",
            ],
        },
        output={
            "type": "object",
            "required": ["answer", "tokens"],
            "additionalProperties": False,
            "properties": {
                "answer": {"type": "string", "description": "What the model says"},
                "tokens": {"type": "integer", "minimum": 0, "description": "What that took"},
            },
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
            return ctx.text("says.answers")
        if model not in known and f"{model}:latest" not in known:
            raise InputInvalid(
                ctx.text("errors.no_model", model=model),
                cure=ctx.text("errors.no_model_cure", known=", ".join(sorted(known)[:10]))
                if known
                else ctx.text("errors.no_models_cure"),
            )
        return ctx.text("says.has", model=model)

    def diagnostics(self, ctx: Context) -> dict[str, Any]:
        """Return what is set and used, without texts that were asked."""
        return {
            "model": self._config["model"],
            "allowed": self.allowed,
            "tokens_used": ctx.state.get(TOTAL, 0),
            "tokens_today": self._budget(ctx).used,
            "daily_tokens": self._config["daily_tokens"],
        }

    def _answer(
        self,
        ctx: Context,
        system: str,
        history: Iterable[AgentTurn],
        text: str,
        tools: Iterable[Tool | Mapping[str, Any]],
    ) -> Answer:
        if not self.allowed:
            raise NotAllowed(
                ctx.text("errors.not_allowed"), cure=ctx.text("errors.not_allowed_cure")
            )
        talk = Talk(ctx, self._config, self._budget(ctx), self._steady)
        return talk.answer(messages(system, tuple(history), text), tools_by_name(tools))

    def _budget(self, ctx: Context) -> Budget:
        return Budget(ctx, self._ova.now().date(), self._config["daily_tokens"])
