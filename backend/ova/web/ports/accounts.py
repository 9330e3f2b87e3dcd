"""People and tokens, as the web room asks for it."""

from collections.abc import Sequence
from typing import Protocol


class UserView(Protocol):
    """A person who may sign in."""

    @property
    def id(self) -> str:
        """Stable id."""
        ...

    @property
    def name(self) -> str:
        """Name to sign in with."""
        ...

    @property
    def role(self) -> str:
        """``owner`` or another role."""
        ...

    @property
    def stamp(self) -> str:
        """Changes with the password and when sessions are ended: those of before then are over."""
        ...


class TokenView(Protocol):
    """A token as it is listed: its secret is not kept."""

    @property
    def id(self) -> str:
        """Stable id."""
        ...

    @property
    def name(self) -> str:
        """What it is for."""
        ...

    @property
    def created_at(self) -> float:
        """Seconds since the epoch."""
        ...

    @property
    def user_id(self) -> str:
        """Whose it is."""
        ...

    @property
    def role(self) -> str:
        """The most it may do; empty: what its person may."""
        ...

    @property
    def last_used_at(self) -> float | None:
        """Seconds since the epoch; None when it was never used."""
        ...


class AccountsPort(Protocol):
    """People and their tokens."""

    def needs_owner(self) -> bool:
        """Tell whether the owner's account is still to be made."""
        ...

    def verify(self, username: str, password: str) -> UserView | None:
        """Return the user when the password is right."""
        ...

    def user(self, user_id: str) -> UserView | None:
        """Return one user."""
        ...

    def users(self) -> Sequence[UserView]:
        """Return every user."""
        ...

    def create_token(
        self, user_id: str, name: str, *, role: str | None = None
    ) -> tuple[TokenView, str]:
        """Make a token; its secret is in the second place and nowhere else."""
        ...

    def tokens(self, user_id: str | None) -> Sequence[TokenView]:
        """Return a user's tokens; with None everybody's."""
        ...

    def delete_token(self, token_id: str) -> None:
        """Remove a token. Raises NotFound."""
        ...

    def token_user(self, plaintext: str, /) -> UserView | None:
        """Return whose token this is. Called for every request with a token: keep it fast."""
        ...
