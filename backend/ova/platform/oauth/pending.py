"""Sign-ins that were begun: who began them, and what proves it when the browser comes back."""

import hmac
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from authlib.common.security import generate_token

from ova.platform.oauth.errors import BadState

PATIENCE_S = 600.0
_MOST = 100
_CURE = "Begin again with Sign in on the integration's page."


@dataclass(frozen=True, slots=True)
class PendingSignIn:
    """One sign-in under way."""

    entry_id: str
    integration_id: str
    session: str
    """Whose browser began it."""
    redirect_uri: str
    begun_at: float
    state: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    code_verifier: str = field(default_factory=lambda: generate_token(64), repr=False)
    """Of PKCE, RFC 7636."""


class PendingSignIns:
    """Sign-ins under way, in memory: each can be ended once, within ten minutes. Thread-safe."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._by_state: dict[str, PendingSignIn] = {}
        self._lock = threading.Lock()

    def begin(
        self, entry_id: str, integration_id: str, session: str, redirect_uri: str
    ) -> PendingSignIn:
        """Begin a sign-in; of very many the oldest are forgotten."""
        made = PendingSignIn(entry_id, integration_id, session, redirect_uri, self._now())
        with self._lock:
            fresh = {state: one for state, one in self._by_state.items() if not self._is_over(one)}
            self._by_state = {**dict(list(fresh.items())[1 - _MOST :]), made.state: made}
        return made

    def end(self, state: str, integration_id: str, session: str) -> PendingSignIn:
        """Take a sign-in out by its state. Raises BadState unless everything about it fits."""
        if not state:
            raise BadState("The address lacks the state of a sign-in.", cure=_CURE)
        with self._lock:
            found = self._by_state.pop(state, None)
        if found is None:
            raise BadState("This sign-in is not known, or was ended before.", cure=_CURE)
        if self._is_over(found):
            raise BadState("This sign-in took more than ten minutes.", cure=_CURE)
        if not hmac.compare_digest(found.session.encode(), session.encode()):
            raise BadState("This sign-in was begun by somebody else.", cure=_CURE)
        if found.integration_id != integration_id:
            raise BadState("This sign-in was begun for another integration.", cure=_CURE)
        return found

    def _is_over(self, one: PendingSignIn) -> bool:
        return self._now() - one.begun_at >= PATIENCE_S
