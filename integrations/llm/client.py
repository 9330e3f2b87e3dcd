"""The chat completions API: https://platform.openai.com/docs/api-reference/chat

Ollama, llama.cpp, vLLM, LM Studio and most clouds speak it. The key is put in by the manifest.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ova.sdk import ActionError, AuthFailed, Context, NotReady, PluginError, RateLimited

LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Completion:
    """One turn of the model."""

    message: Mapping[str, Any]
    finish_reason: str
    tokens: int
    tool_calls: tuple[dict[str, Any], ...] = ()
    """What the model wants to be done, each with the ``id`` and ``function`` chat APIs take back."""


class ChatClient:
    """One server. Its methods raise NotReady, AuthFailed, RateLimited or ActionError."""

    def __init__(self, ctx: Context) -> None:
        self._fetch = ctx.fetch
        self._ctx = ctx

    def models(self, timeout_s: float) -> list[str] | None:
        """Return the models the server has, None when it does not tell."""
        try:
            told = self._fetch("models", timeout=timeout_s).data
        except PluginError as error:
            if error.response is not None and error.response.status in (404, 405, 501):
                return None
            raise _explained(error, "", self._ctx) from None
        rows = told.get("data") if isinstance(told, Mapping) else None
        if not isinstance(rows, list):
            raise _no_chat_server(self._ctx)
        return [str(row["id"]) for row in rows if isinstance(row, Mapping) and "id" in row]

    def complete(
        self,
        model: str,
        messages: list[dict[str, Any]],
        tools: list[dict[str, Any]],
        max_tokens: int,
        timeout_s: float,
    ) -> Completion:
        """Let the model speak next."""
        asked: dict[str, Any] = {"model": model, "messages": messages, "stream": False}
        if tools:
            asked["tools"] = tools
        try:
            told = self._post({**asked, "max_tokens": max_tokens}, timeout_s)
        except PluginError as error:
            if not _wants_new_name(error):
                raise _explained(error, model, self._ctx) from None
            try:
                told = self._post({**asked, "max_completion_tokens": max_tokens}, timeout_s)
            except PluginError as again:
                raise _explained(again, model, self._ctx) from None
        return _completion(told, self._ctx)

    def _post(self, body: dict[str, Any], timeout_s: float) -> Any:
        return self._fetch("chat/completions", "POST", json=body, timeout=timeout_s).data


def _completion(told: Any, ctx: Context) -> Completion:
    try:
        choice = told["choices"][0]
        message = choice["message"]
        message.get("content")
    except (AttributeError, KeyError, IndexError, TypeError):
        raise _no_chat_server(ctx) from None
    usage = told.get("usage") or {}
    tokens = usage.get("total_tokens")
    return Completion(
        message,
        str(choice.get("finish_reason") or ""),
        tokens if isinstance(tokens, int) else 0,
        _tool_calls(message.get("tool_calls"), ctx),
    )


def _tool_calls(told: Any, ctx: Context) -> tuple[dict[str, Any], ...]:
    """Return the calls in full: small servers leave out ids, types or arguments."""
    calls = []
    for number, one in enumerate(told if isinstance(told, list) else ()):
        function = one.get("function") if isinstance(one, Mapping) else None
        if not isinstance(function, Mapping):
            raise _no_chat_server(ctx)
        calls.append(
            {
                "id": str(one.get("id") or f"call_{number}"),
                "type": "function",
                "function": {
                    "name": str(function.get("name") or ""),
                    "arguments": _as_text(function.get("arguments")),
                },
            }
        )
    return tuple(calls)


def _as_text(arguments: Any) -> str:
    """Return arguments as chat APIs take them back; some servers give an object."""
    return arguments if isinstance(arguments, str) else json.dumps(arguments or {})


def _no_chat_server(ctx: Context) -> NotReady:
    return NotReady(ctx.text("errors.no_chat_server"), cure=ctx.text("errors.no_chat_server_cure"))


def _told(error: PluginError) -> Mapping[str, Any]:
    """Return the ``error`` object of an answer, empty without one."""
    data = None if error.response is None else error.response.data
    told = data.get("error") if isinstance(data, Mapping) else None
    if isinstance(told, str):  # Ollama
        return {"message": told}
    return told if isinstance(told, Mapping) else {}


def _wants_new_name(error: PluginError) -> bool:
    """Tell whether it is a model that knows ``max_completion_tokens`` alone."""
    told = _told(error)
    return told.get("param") == "max_tokens" and told.get("code") == "unsupported_parameter"


def _explained(error: PluginError, model: str, ctx: Context) -> PluginError:
    """Return the error with what the server says about it."""
    if error.response is None:
        return error
    told = _told(error)
    reason = str(told.get("message") or "")[:LONGEST_REASON]
    match error.response.status:
        case 401:
            return AuthFailed(ctx.text("errors.key"), cure=ctx.text("errors.key_cure"))
        case 403:
            return AuthFailed(ctx.text("errors.forbidden"), cure=ctx.text("errors.forbidden_cure"))
        case 429 if told.get("code") == "insufficient_quota":
            return RateLimited(ctx.text("errors.no_credit"), cure=ctx.text("errors.no_credit_cure"))
        case 404 if model:
            return ActionError(
                ctx.text("errors.no_model", model=model), cure=ctx.text("errors.check_model")
            )
        case status if status < 500 and status != 429:
            return ActionError(
                ctx.text("errors.refused", reason=reason or f"HTTP {status}"),
                cure=ctx.text("errors.refused_cure"),
            )
    return error
