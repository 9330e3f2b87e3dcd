"""Answers that complete the sentence a skill asked about: "set an alarm" - "every day at seven"."""

from collections.abc import Callable
from dataclasses import replace

from ova.core import Intent, Match, Question, QuestionKind, Utterance
from ova.dialogue import Answer, AnswerKind, Session

SURE = 0.8
"""Least score of a sentence that was put together from two."""
LONGEST = 200
"""Characters; who says more tells a story."""

Understand = Callable[[Utterance, str, Session], Match]


def completed(
    question: Question,
    found: Answer,
    utterance: Utterance,
    session: Session,
    understand: Understand,
) -> Match | None:
    """Return the command that a sentence and the answer to what it lacked are together, or None.

    Only a command of the same skill counts that keeps everything said before and adds to it. A value
    that was asked for is one already; what any text answers is read as a part of the sentence first:
    "to call mum at five" is no text to be reminded of.
    """
    before = question.intent
    if question.kind is not QuestionKind.VALUE or before is None or not before.text:
        return None
    told = found.kind is AnswerKind.CHOSEN and question.value
    if told or found.refused or found.kind not in (AnswerKind.CHOSEN, AnswerKind.OTHER):
        return None
    if question.then or len(utterance.text) > LONGEST:
        return None
    match = understand(utterance, f"{before.text.rstrip(' .?!')} {utterance.text}", session)
    new = match.intent
    if new is None or match.also or new.score < SURE or not _adds(before, new):
        return None
    if not question.value and not _said_in(utterance.text, new.value(question.slot)):
        return None  # another slot took it
    return replace(match, text=utterance.text, detail={"completes": before.name})


def _said_in(text: str, value: object) -> bool:
    return bool(value) and str(value).casefold() in text.casefold()


def _adds(before: Intent, new: Intent) -> bool:
    """Tell whether a command says what another one did, and more."""
    was, now = before.values(), new.values()
    kept = all(name in now and str(now[name]) == str(value) for name, value in was.items())
    return new.skill == before.skill and kept and (len(now) > len(was) or new.name != before.name)
