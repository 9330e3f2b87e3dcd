"""The hub's log, as the web room asks for it."""

from collections.abc import Sequence
from typing import Protocol

from ova.web.ports.wire import Json


class LogPort(Protocol):
    """The log."""

    def read(
        self,
        *,
        level: str = ...,
        source: str | None = ...,
        text: str = ...,
        limit: int = ...,
        before: int | None = ...,
        after: int | None = ...,
    ) -> Json:
        """Return lines newest first, in wire form."""
        ...

    def tell_more(self, source: str, minutes: int) -> Sequence[Json]:
        """Have a source tell details for so many minutes. Raises InvalidInput."""
        ...
