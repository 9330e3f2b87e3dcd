"""What became of an understood text: what was done, or why nothing was."""

from collections.abc import Iterable

from ova.core import Deed, Match, Reply, RunEventType, question_json
from ova.language import Replies
from ova.pipeline.commands import Done
from ova.pipeline.ending import Ending, traced
from ova.pipeline.run import Run
from ova.pipeline.wording import ask, decline


def all_done(run: Run, match: Match, done: Done, deeds: Iterable[Deed]) -> Ending:
    """Tell what was done, and what went wrong with it."""
    run.emit(RunEventType.INTENT_END, **done.to_json(), **traced(match))
    for reply in done.replies:
        if reply.error:
            told = {**reply.data, "code": reply.error, "message": reply.text}
            run.emit(RunEventType.ERROR, **told)
    return Ending(
        reply=done.reply,
        reason=done.reason,
        commands=done.commands,
        question=done.reply.question,
        deeds=tuple(deeds),
        undos=tuple(reply.undo for reply in done.replies),
    )


def not_done(run: Run, match: Match, texts: Replies, language: str, *, alone: bool) -> Ending:
    """Say why nothing is done, or ask what is meant; ``alone``: nobody can answer."""
    question, again = match.question, bool(match.detail.get("again"))
    if question is None:
        text = decline(texts, match, language)
    else:
        text = ask(texts, question, language, again=again, alone=alone)
    waits = question is not None and not alone
    run.emit(
        RunEventType.INTENT_END,
        intent=None,
        reason=match.reason,
        detail=match.detail,
        question=question_json(question) if question else None,
        keep_listening=waits,
        nearest=list(match.trace.nearest) if match.trace is not None else [],
        **traced(match),
    )
    reply = Reply(text, error=match.reason, keep_listening=waits)
    times = int(match.detail.get("times", 1 + again))
    return Ending(reply=reply, reason=text, question=question, times_asked=times)
