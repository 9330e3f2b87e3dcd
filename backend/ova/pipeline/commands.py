"""Carrying out every command of a sentence, and answering all of them at once."""

import logging
from dataclasses import dataclass, replace
from typing import Any

from ova.core import (
    CommandResult,
    Intent,
    Match,
    OvaError,
    Question,
    Reply,
    Utterance,
    question_json,
)
from ova.language import Replies
from ova.pipeline.ports import Handle

log = logging.getLogger(__name__)

HUB_SAYS = frozenset({"exclusion", "no_skill", "role_missing", "not_from_here"})
"""Refusals of the hub itself, which it words in the language of the home."""


@dataclass(frozen=True, slots=True)
class Done:
    """How the commands of a sentence were answered."""

    commands: tuple[CommandResult, ...]
    reply: Reply
    """All answers as one."""
    replies: tuple[Reply, ...]

    @property
    def reason(self) -> str:
        """Why some were not carried out, in words; empty when all were."""
        return " ".join(one.reply for one in self.commands if one.error)

    def to_json(self) -> dict[str, Any]:
        """Return what ``intent-end`` tells: the first command, and all of them."""
        first = self.commands[0].intent
        return {
            "intent": first.name,
            "skill": first.skill,
            "slots": first.values(),
            "template": first.template,
            "score": first.score,
            "reply": self.reply.text,
            "speech": self.reply.spoken,
            "error": self.reply.error,
            "commands": [command.to_json() for command in self.commands],
            "agent": self.reply.data.get("agent"),
            "keep_listening": self.reply.keep_listening,
            "question": question_json(self.reply.question) if self.reply.question else None,
        }


def carry_out(handle: Handle, utterance: Utterance, match: Match, texts: Replies) -> Done:
    """Handle every intent of a match in order; one that fails does not keep the others back."""
    replies = tuple(_answered(handle, utterance, intent, texts) for intent in match.intents)
    commands = tuple(
        CommandResult(intent, reply.text, reply.error)
        for intent, reply in zip(match.intents, replies, strict=True)
    )
    if len(replies) == 1:
        return Done(commands, replies[0], replies)
    told = [
        _named(reply, intent, match.text, texts)
        for intent, reply in zip(match.intents, replies, strict=True)
    ]
    told, question = _asking_last(told)
    text = _joined([reply.text for reply in told])
    speech = _joined([reply.spoken for reply in told])
    whole = Reply(
        text,
        speech=None if speech == text else speech,
        keep_listening=any(reply.keep_listening for reply in replies),
        error=next((reply.error for reply in replies if reply.error), None),
        question=question,
    )
    return Done(commands, whole, replies)


def _asking_last(replies: list[Reply]) -> tuple[list[Reply], Question | None]:
    """Return what is said of several replies, one question at its end; the others come after it."""
    asking = [(reply, reply.question) for reply in replies if reply.question is not None]
    if not asking:
        return replies, None
    last, question = asking[0]
    later = tuple(other for _, other in asking[1:] if other.paused)
    said = [reply for reply in replies if reply.question is None]
    return [*said, last], replace(question, then=(*question.then, *later))


def _answered(handle: Handle, utterance: Utterance, intent: Intent, texts: Replies) -> Reply:
    try:
        reply = handle(utterance, intent)
    except Exception as fault:
        log.exception("%s could not be carried out", intent.name)
        known = isinstance(fault, OvaError)
        return Reply(
            texts.render("handler_failed"),
            error=fault.code if isinstance(fault, OvaError) else "intent-failed",
            data={"reason": str(fault) if known else type(fault).__name__},
        )
    if reply.error in HUB_SAYS and "plugin" in reply.data:
        return replace(reply, text=texts.render(reply.error or ""), speech=None)
    return reply


def _named(reply: Reply, intent: Intent, whole: str, texts: Replies) -> Reply:
    """Say which of several commands failed, where its own answer does not: it came from no skill."""
    command = intent.text if intent.text != whole else _target(intent)
    if not reply.error or not command or "reason" not in reply.data:
        return reply
    text = texts.render("part_failed", command=command, reply=reply.text)
    return replace(reply, text=text, speech=None)


def _target(intent: Intent) -> str:
    said = (intent.value(name) for name in ("name", "area", "floor"))
    return next((str(value) for value in said if value), "")


def _joined(texts: list[str]) -> str:
    return " ".join(text for text in dict.fromkeys(texts) if text)
