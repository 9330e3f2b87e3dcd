"""Actions of integrations, as the web room asks for them."""

from collections.abc import Sequence
from typing import Any, Protocol

from ova.web.ports.wire import Json


class WireForm(Protocol):
    """Something with a wire form."""

    def to_json(self) -> Json:
        """Return the wire form."""
        ...


class ActionsPort(Protocol):
    """What loaded integrations can be ordered to do."""

    def order(self, entry_id: str, action: str, inputs: Json | None, *, source: str) -> Json:
        """Carry out an action; return what came of it in wire form, without secrets.

        Raises NotFound, InvalidInput with ``errors``, Unavailable and what the integration raises.
        """
        ...

    def listing(self, entry_id: str, language: str) -> Sequence[Json]:
        """Return an integration's actions in wire form, in a language. Raises NotFound, Unavailable."""
        ...

    def expose(self, entry_id: str, action: str, exposed: bool) -> Json:
        """Say whether an action may be ordered by voice and by tools."""
        ...

    def runs(self, limit: int = 50, **filters: Any) -> Sequence[WireForm]:
        """Return the newest runs. Raises NotFound for an unknown integration."""
        ...

    def usage(self, entry_id: str | None = None, since: float = 0.0) -> Sequence[WireForm]:
        """Return runs, failures and costs by action."""
        ...

    def tools(self) -> Sequence[WireForm]:
        """Return the exposed actions as tools."""
        ...
