"""What came of one utterance in a test."""

from dataclasses import dataclass, field
from typing import Any

from ova.core import Deed, RunEventType, RunResult, question_json


@dataclass(frozen=True, slots=True)
class Answer:
    """What was understood, done and said."""

    text: str
    """What was said to the hub."""
    intent: str | None
    """None: nothing was understood, or something was asked back first."""
    skill: str | None
    slots: dict[str, Any]
    reply: str
    """What is shown."""
    speech: str
    """What is spoken."""
    error: str | None
    """Stable code of why nothing was done."""
    reason: str
    """The same in words, for the author: type, text, file and line when the code failed."""
    question: dict[str, Any] | None
    """What was asked back."""
    listens: bool
    """Whether the answer is listened for without a wake word."""
    actions: tuple[Deed, ...]
    """What was controlled or ordered, in order."""
    trace: dict[str, Any] = field(repr=False)
    """How it was understood."""
    run: RunResult = field(repr=False)
    """Everything the hub knows of it."""

    @property
    def did(self) -> list[str]:
        """The actions as short texts: ``["light.kitchen turn_on"]``."""
        return [f"{one.target} {one.call}" for one in self.actions]

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "text": self.text,
            "intent": self.intent,
            "skill": self.skill,
            "slots": self.slots,
            "reply": self.reply,
            "speech": self.speech,
            "error": self.error,
            "reason": self.reason,
            "question": self.question,
            "listens": self.listens,
            "actions": [one.to_json() for one in self.actions],
            "trace": self.trace,
        }


def answer_of(run: RunResult) -> Answer:
    """Return what a finished run came to."""
    ends = [one.data for one in run.events if one.type is RunEventType.INTENT_END]
    faults = [one.data for one in run.events if one.type is RunEventType.ERROR]
    speech = ends[-1].get("speech") if ends else None
    reason = next((str(one["reason"]) for one in faults if one.get("reason")), run.reason)
    return Answer(
        text=run.text,
        intent=run.intent.name if run.intent else None,
        skill=run.intent.skill if run.intent else None,
        slots=run.intent.values() if run.intent else {},
        reply=run.reply,
        speech=run.reply if speech is None else str(speech),
        error=run.error or next((one.error for one in run.commands if one.error), None),
        reason=reason,
        question=question_json(run.question) if run.question else None,
        listens=run.keep_listening,
        actions=run.deeds,
        trace=run.trace.to_json() if run.trace is not None else {},
        run=run,
    )
