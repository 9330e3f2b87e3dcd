"""A question that still waits for its answer, told to whoever comes back to it."""

from typing import Any

from ova.core import question_json
from ova.dialogue import Sessions


def open_question(
    sessions: Sessions, now: float, satellite_id: str, person_id: str | None
) -> dict[str, Any] | None:
    """Return what was asked last on a satellite and not answered yet, in wire form.

    None when nothing waits, or when it was asked of another person. ``asked_at`` is in seconds since
    the epoch.
    """
    question = sessions.waiting(now, satellite_id=satellite_id)
    session = sessions.get(now, satellite_id=satellite_id)
    if question is None or session is None:
        return None
    if person_id and session.person_id not in (None, person_id):
        return None
    text = session.last_reply or question.text
    return {**question_json(question), "text": text, "asked_at": session.asked_at}
