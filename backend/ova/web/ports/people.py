"""The people of a home, as the web room asks for it."""

from collections.abc import Sequence
from typing import Protocol

from ova.web.ports.accounts import UserView
from ova.web.ports.wire import Json


class LinkView(Protocol):
    """A way in that works once."""

    def to_json(self) -> Json:
        """Return the wire form, with the secret."""
        ...


class PeoplePort(Protocol):
    """Makes, changes and removes accounts."""

    def all(self) -> Sequence[Json]:
        """Return every person in wire form."""
        ...

    def get(self, user_id: str) -> Json:
        """Return one person in wire form. Raises NotFound."""
        ...

    def add(
        self, name: str, role: str, password: str | None = None
    ) -> tuple[Json, LinkView | None]:
        """Make an account, with a password or else with a one-time link."""
        ...

    def change(
        self,
        user_id: str,
        *,
        name: str | None = ...,
        role: str | None = ...,
        was: Json | None = ...,
    ) -> Json:
        """Change what is given. Raises NotFound, InvalidInput, Conflict, ChangedMeanwhile."""
        ...

    def remove(self, user_id: str) -> None:
        """Delete an account. Raises NotFound, Conflict for the last owner."""
        ...

    def set_password(self, user_id: str, password: str) -> None:
        """Choose somebody's password. Raises NotFound, InvalidInput."""
        ...

    def change_own_password(self, user_id: str, old: str, new: str) -> UserView:
        """Replace a password by somebody who knows it. Raises NotAllowed, InvalidInput."""
        ...

    def end_sessions(self, user_id: str) -> None:
        """Sign somebody out everywhere. Raises NotFound."""
        ...

    def new_link(self, user_id: str) -> LinkView:
        """Make a one-time link in place of an older one. Raises NotFound."""
        ...

    def whose_link(self, secret: str) -> UserView:
        """Return whom a one-time link lets in. Raises NotFound."""
        ...

    def use_link(self, secret: str, password: str) -> UserView:
        """Choose a password with a one-time link. Raises NotFound, InvalidInput."""
        ...
