"""What can be ordered of a Home Assistant beside controlling its things."""

from typing import Any

from pydantic import BaseModel, Field

from ova.sdk import ActionError, ActionResult, Context, action

from .client import Client

ANSWERED = {
    "type": "object",
    "required": ["answer", "kind"],
    "properties": {
        "answer": {"type": "string", "description": "What Assist says"},
        "kind": {
            "type": "string",
            "description": "action_done or query_answer, as Home Assistant calls it",
        },
        "conversation_id": {"type": ["string", "null"], "description": "To go on with"},
    },
}
CALLED = {
    "type": "object",
    "required": ["changed"],
    "properties": {
        "changed": {
            "type": "array",
            "items": {"type": "string"},
            "description": "Home Assistant's ids of what has another state now",
        }
    },
}


class Sentence(BaseModel):
    """What is said to Assist."""

    text: str = Field(min_length=1, max_length=1_000, description="What is said to it")
    conversation_id: str | None = Field(
        None, max_length=100, description="Of the conversation that is gone on with"
    )


class Call(BaseModel):
    """A service of Home Assistant, as its developer tools show it."""

    domain: str = Field(pattern=r"^[a-z0-9_]+$", description="The part before the dot: light")
    service: str = Field(pattern=r"^[a-z0-9_]+$", description="The part behind it: turn_on")
    data: dict[str, Any] = Field(
        default_factory=dict, description="What it is told, as entity_id and its fields"
    )


class Orders:
    """The part of the link that is ordered by name."""

    _client: Client

    @action(
        description="Have Home Assistant's Assist answer or carry out a sentence",
        changes="anything",
        output=ANSWERED,
        phrases={
            "en": ["ask home assistant {text}", "tell home assistant [to] {text}"],
            "de": ["frag[e] home assistant {text}", "sag[e] home assistant {text}"],
        },
    )
    def converse(self, said: Sentence, ctx: Context) -> ActionResult:
        """Hand a sentence on to Assist, with its own sentences, scripts and agents."""
        asked = {"text": said.text, "language": ctx.ova.language}
        if said.conversation_id:
            asked["conversation_id"] = said.conversation_id
        told = self._client.post("conversation/process", asked)
        response = told.get("response") if isinstance(told, dict) else None
        if not isinstance(response, dict):
            raise ActionError(ctx.text("errors.odd_answer"))
        answer = str(((response.get("speech") or {}).get("plain") or {}).get("speech") or "")
        kind = str(response.get("response_type") or "")
        if kind == "error":
            raise ActionError(answer or ctx.text("errors.not_understood"))
        data = {"answer": answer, "kind": kind, "conversation_id": told.get("conversation_id")}
        return ActionResult(data, message=answer or ctx.text("says.done"))

    @action(
        description="Call any service of Home Assistant",
        changes="anything",
        output=CALLED,
        risky=True,
    )
    def service(self, call: Call, ctx: Context) -> ActionResult:
        """Call a service, also of what is not brought in: a script, a notification."""
        rows = self._client.post(f"services/{call.domain}/{call.service}", call.data)
        rows = rows if isinstance(rows, list) else []
        changed = [str(row["entity_id"]) for row in rows if isinstance(row, dict)]
        return ActionResult({"changed": changed}, message=ctx.text("says.done"))
