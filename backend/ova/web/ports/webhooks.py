"""Webhooks and events of integrations, as the web room asks for them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from ova.web.ports.wire import Json


class ReceiverPort(Protocol):
    """One open webhook."""

    def check_size(self, size: int) -> None:
        """Raise InvalidInput with status 413 for more bytes than it takes."""
        ...

    def challenged(self, query: Mapping[str, str]) -> str:
        """Return the answer to who asks whether the address is meant. Raises OvaError."""
        ...

    def take(
        self,
        header: Callable[[str], str | None],
        content_type: str,
        body: bytes,
        headers: Callable[[], Mapping[str, str]],
    ) -> None:
        """Take a delivery; what it tells is on disk when this returns. Raises OvaError."""
        ...


class WebhooksPort(Protocol):
    """All webhooks."""

    def receiver(self, entry_id: str, token: str) -> ReceiverPort:
        """Return the webhook at an address. Raises NotFound, Unavailable."""
        ...

    def describe(self, entry_id: str) -> Json:
        """Return its address and what it asks for. Raises NotFound, Unavailable."""
        ...

    def renew(self, entry_id: str) -> Json:
        """Give it another address. Raises NotFound, Unavailable."""
        ...


class EventsPort(Protocol):
    """What integrations told."""

    def recent(
        self,
        limit: int = 50,
        *,
        integration: str | None = None,
        type: str | None = None,  # noqa: A002 - the event's own word
        before: int | None = None,
    ) -> Sequence[Json]:
        """Return stored events in wire form, newest first."""
        ...
