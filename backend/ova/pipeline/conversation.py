"""The conversation a run belongs to, and what it remembers of the run."""

from uuid import uuid4

from ova.dialogue import Done, Session, Sessions
from ova.pipeline.ending import Ending
from ova.pipeline.ports import RunRequest


def session_of(sessions: Sessions, request: RunRequest, now: float) -> Session | None:
    """Return the conversation a request goes on with; a lone typed command belongs to none."""
    if request.alone or (request.satellite_id is None and request.conversation_id is None):
        return None
    named = request.conversation_id or uuid4().hex
    return sessions.open(now, named, request.satellite_id, person_id=request.person_id)


def remember(sessions: Sessions, session: Session, ending: Ending, now: float) -> None:
    """Keep what was said and asked back, for what is said next."""
    if not ending.heard:
        sessions.unheard(session, now)
        return
    sessions.note(
        session,
        now,
        [command.intent for command in ending.commands],
        keep_listening=ending.reply.keep_listening,
        question=ending.question,
        times_asked=ending.times_asked,
        done=Done(ending.deeds, ending.undos),
        reply=ending.reply.text,
    )
