"""What handlers answer: checked before anybody hears it."""

import json
from typing import Any

from ova.core import Reply
from ova.plugins.errors import PluginFault

MAX_REPLY = 10_000


def as_reply(answer: Any, intent_name: str) -> Reply:
    """Return what a handler answered as a Reply. Raises PluginFault for what is none."""
    reply = Reply(answer or "") if answer is None or isinstance(answer, str) else answer
    if isinstance(reply, Reply):
        wrong = _what_is_wrong(reply)
        if not wrong:
            return reply
        reason = f"the handler of {intent_name} returned a Reply whose {wrong}"
    else:
        reason = f"the handler of {intent_name} returned a {type(answer).__name__}"
    raise PluginFault(
        f"{intent_name} was answered with something that is no reply.",
        reason=reason,
        cure="Return a Reply, a text, or None to stay silent.",
    )


def _what_is_wrong(reply: Reply) -> str:
    """Return what keeps a reply from being sent and stored; empty when nothing does."""
    for name, text in (("text", reply.text), ("speech", reply.speech), ("error", reply.error)):
        if text is None and name != "text":
            continue
        if not isinstance(text, str):
            return f"{name} is a {type(text).__name__}"
        if len(text) > MAX_REPLY:
            return f"{name} is longer than {MAX_REPLY} characters"
        if any("\ud800" <= sign <= "\udfff" for sign in text):
            return f"{name} holds half a character"
    undo: Any = reply.undo
    if undo is not None and not callable(undo):
        return f"undo is a {type(undo).__name__}"
    try:
        json.dumps(reply.data, allow_nan=False, ensure_ascii=False).encode()
    except (TypeError, ValueError, RecursionError):
        return "data is not JSON"
    return "" if isinstance(reply.data, dict) else "data is no mapping"


def refusal(error: str, text: str, skill_id: str, name: str, reason: str) -> Reply:
    """Return what is said in place of a skill that cannot answer."""
    return Reply(text, error=error, data={"plugin": skill_id, "name": name, "reason": reason})
