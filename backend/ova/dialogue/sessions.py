"""The sessions of the house."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ova.core import Deed, Intent, Question
from ova.dialogue.session import SESSION_STAGE, Session

EXPIRES_AFTER_S = 300.0
MOST_SESSIONS = 1000
ANSWER_WITHIN_S = 60.0
"""A "yes" after this time is no answer any more: it may be said to somebody else."""


@dataclass(frozen=True, slots=True)
class Done:
    """What commands did, for whoever takes it back."""

    deeds: tuple[Deed, ...] = ()
    undos: tuple[Callable[[], object] | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that waits for an answer."""

    question: Question
    times: int
    """How often it was asked."""


class Sessions:
    """One session per satellite, or per conversation where there is no satellite.

    Safe to call from any thread. ``now`` is in seconds since the epoch and given by the caller.
    """

    def __init__(self, expires_after_s: float = EXPIRES_AFTER_S, most: int = MOST_SESSIONS) -> None:
        """A session is forgotten ``expires_after_s`` after its last turn, the oldest beyond ``most``."""
        self._expires_after_s = expires_after_s
        self._most = most
        self._sessions: OrderedDict[str, Session] = OrderedDict()
        """Least recently used first."""
        self._lock = threading.Lock()

    def open(
        self,
        now: float,
        conversation_id: str,
        satellite_id: str | None = None,
        *,
        person_id: str | None = None,
    ) -> Session:
        """Return the session a command belongs to, a new one when there is none or it has expired.

        ``conversation_id`` names a new session; a satellite goes on with the session it has, unless
        it was another person's: nobody answers, corrects or repeats what somebody else was told.
        """
        key = session_key(conversation_id, satellite_id)
        with self._lock:
            self._expire(now)
            session = self._sessions.get(key)
            if session is not None and person_id and session.person_id not in (None, person_id):
                session = None
            if session is None:
                session = Session(key, conversation_id, now, now, satellite_id)
            person = person_id or session.person_id
            self._keep(replace(session, last_at=now, person_id=person))
            return self._sessions[key]

    def note(
        self,
        session: Session,
        now: float,
        intents: Sequence[Intent] = (),
        *,
        keep_listening: bool = False,
        question: Question | None = None,
        times_asked: int = 1,
        done: Done | None = None,
        reply: str = "",
    ) -> Session:
        """Remember how a command ended and return the session as it is now.

        ``intents`` were carried out, and ``done`` for them; ``question`` was asked instead, for the
        ``times_asked``-th time. What the conversation answered itself changes no memory of commands.
        A session that was closed meanwhile stays closed.
        """
        carried_out = tuple(one for one in intents if one.skill != SESSION_STAGE)
        with self._lock:
            known = self._known(session)
            if known is None:
                return session
            noted = replace(
                known,
                last_at=now,
                keep_listening=keep_listening,
                last_intents=carried_out or known.last_intents,
                last_deeds=(done or Done()).deeds if carried_out else known.last_deeds,
                undos=(done or Done()).undos if carried_out else known.undos,
                last_reply=reply or known.last_reply,
                question=question,
                asked_at=now,
                times_asked=times_asked if question is not None else 0,
                turns=known.turns + 1,
            )
            self._keep(noted)
            return noted

    def unheard(self, session: Session, now: float) -> Session:
        """Remember that a command was not heard; a question goes on waiting."""
        with self._lock:
            known = self._known(session)
            if known is None:
                return session
            noted = replace(known, last_at=now, keep_listening=False, turns=known.turns + 1)
            self._keep(noted)
            return noted

    def waiting(
        self, now: float, conversation_id: str = "", satellite_id: str | None = None
    ) -> Question | None:
        """Return the question that waits for an answer, and leave it waiting."""
        known = self.get(now, conversation_id, satellite_id)
        late = known is None or now - known.asked_at > ANSWER_WITHIN_S
        return None if known is None or late else known.question

    def heard_question(self, now: float, question: Question, satellite_id: str) -> None:
        """Take a question that still waits as asked only now: it took time to be spoken."""
        with self._lock:
            known = self._sessions.get(session_key("", satellite_id))
            if known is not None and known.question is question:
                self._keep(replace(known, last_at=now, asked_at=now))

    def take_question(
        self, now: float, conversation_id: str = "", satellite_id: str | None = None
    ) -> Asked | None:
        """Return the question that waits for an answer, once: the caller has to answer it.

        None when there is none, or when it was asked more than a minute ago.
        """
        with self._lock:
            self._expire(now)
            known = self._sessions.get(session_key(conversation_id, satellite_id))
            if known is None or known.question is None:
                return None
            self._keep(replace(known, question=None, times_asked=0))
            if now - known.asked_at > ANSWER_WITHIN_S:
                return None
            return Asked(known.question, known.times_asked)

    def get(
        self, now: float, conversation_id: str = "", satellite_id: str | None = None
    ) -> Session | None:
        """Return a running session without touching it, or None."""
        with self._lock:
            self._expire(now)
            return self._sessions.get(session_key(conversation_id, satellite_id))

    def close(self, conversation_id: str = "", satellite_id: str | None = None) -> Session | None:
        """End a session, as after "never mind"; returns it, or None when there was none."""
        with self._lock:
            return self._sessions.pop(session_key(conversation_id, satellite_id), None)

    def running(self, now: float) -> tuple[Session, ...]:
        """Return every session that has not expired, the least recently used first."""
        with self._lock:
            self._expire(now)
            return tuple(self._sessions.values())

    def _known(self, session: Session) -> Session | None:
        known = self._sessions.get(session.key)
        return known if known is not None and known.started_at == session.started_at else None

    def _keep(self, session: Session) -> None:
        self._sessions[session.key] = session
        self._sessions.move_to_end(session.key)
        while len(self._sessions) > self._most:
            self._sessions.popitem(last=False)

    def _expire(self, now: float) -> None:
        while self._sessions:
            key, oldest = next(iter(self._sessions.items()))
            if now - oldest.last_at <= self._expires_after_s:
                return
            del self._sessions[key]


def session_key(conversation_id: str, satellite_id: str | None) -> str:
    """Return the key of a session: the satellite's where there is one."""
    return f"satellite:{satellite_id}" if satellite_id else f"conversation:{conversation_id}"
