"""What integrations tell, and the data they give, as plugins see them."""

from collections.abc import Callable
from typing import Any, Protocol

from ova.sdk.specs import DataBatch


class DataApi(Protocol):
    """Series of numbers that integrations give, by ``id[endpoint]``."""

    def get(self, reference: str) -> DataBatch:
        """Return the data of ``weather[temperature]``; ``stale`` when the service is down.

        Raises NotFound, and an Unavailable error when there are none to be had.
        """

    def references(self) -> list[str]:
        """Return everything ``get`` knows now."""


class ToldEvent(Protocol):
    """Something an integration told, as it is stored."""

    @property
    def seq(self) -> int:
        """Its number; later events have greater ones."""

    @property
    def entry(self) -> str:
        """Whose event it is: the integration's id, or that of one of its other accounts."""

    @property
    def type(self) -> str:
        """What kind of event, as declared: ``sunny_home.button.pressed``."""

    @property
    def external_id(self) -> str | None:
        """The other side's own id of it, if it has one."""

    @property
    def payload(self) -> dict[str, Any]:
        """What is told about it."""

    @property
    def source(self) -> str:
        """``webhook``, ``poll`` or ``code``."""

    @property
    def at(self) -> float:
        """When it was stored, in seconds since the epoch."""


class EventsApi(Protocol):
    """What integrations tell."""

    def subscribe(
        self,
        callback: Callable[[ToldEvent], object],
        type: str | None = None,  # noqa: A002 - the event's own word
    ) -> Callable[[], None]:
        """Call ``callback`` with every later event, or those of a type; returns what ends it.

        A skill's subscriptions end by themselves when it is unloaded; an integration gives what is
        returned to ``ctx.on_unload``. Calls come one at a time, in order, in a thread of the hub.
        """

    def recent(
        self,
        limit: int = 50,
        *,
        integration: str | None = None,
        type: str | None = None,  # noqa: A002 - the event's own word
        before: int | None = None,
    ) -> list[dict[str, Any]]:
        """Return stored events, newest first; those before the number ``before``."""
