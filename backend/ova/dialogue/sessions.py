"""The sessions of the house."""

import threading
from collections import OrderedDict
from dataclasses import replace

from ova.core import Intent
from ova.dialogue.session import Session

EXPIRES_AFTER_S = 300.0
MOST_SESSIONS = 1000


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

    def open(self, now: float, conversation_id: str, satellite_id: str | None = None) -> Session:
        """Return the session a command belongs to, a new one when there is none or it has expired.

        ``conversation_id`` names a new session; a satellite goes on with the session it has.
        """
        key = session_key(conversation_id, satellite_id)
        with self._lock:
            self._expire(now)
            session = self._sessions.get(key)
            if session is None:
                session = Session(key, conversation_id, now, now, satellite_id)
            self._keep(replace(session, last_at=now))
            return self._sessions[key]

    def note(
        self, session: Session, now: float, intent: Intent | None, *, keep_listening: bool = False
    ) -> Session:
        """Remember how a command ended and return the session as it is now.

        A session that was closed meanwhile stays closed.
        """
        with self._lock:
            known = self._sessions.get(session.key)
            if known is None or known.started_at != session.started_at:
                return session
            noted = replace(
                known,
                last_at=now,
                keep_listening=keep_listening,
                last_intent=intent if intent is not None else known.last_intent,
                turns=known.turns + 1,
            )
            self._keep(noted)
            return noted

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
