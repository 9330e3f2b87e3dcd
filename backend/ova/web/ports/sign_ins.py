"""Sign-ins of integrations, as the web room asks for them."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from ova.web.ports.wire import Json


class SignedInView(Protocol):
    """How a sign-in ended."""

    @property
    def entry_id(self) -> str:
        """Whose sign-in it was."""
        ...

    @property
    def name(self) -> str:
        """The integration's name."""
        ...

    @property
    def account(self) -> str:
        """Who it is at the other side; may be empty."""
        ...


class SignInsPort(Protocol):
    """The sign-ins of integrations at their services."""

    def providers(self) -> Sequence[Json]:
        """Return every account people sign in to, and how that stands."""
        ...

    def access(self, entry_id: str, opened_at: str) -> Json:
        """Return how a sign-in stands; ``opened_at`` is the hub's address in the browser."""
        ...

    def begin(self, name: str, session: str, opened_at: str) -> str:
        """Begin a sign-in for a session; return where its browser must go."""
        ...

    def end(self, name: str, given: Mapping[str, str], session: str) -> SignedInView:
        """End a sign-in with the query the browser came back with."""
        ...

    def disconnect(self, entry_id: str) -> Json:
        """Revoke and delete a token."""
        ...
