"""Polling triggers, as the web room asks for them."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from ova.web.ports.wire import Json


class TriggersPort(Protocol):
    """The polling triggers of all integrations."""

    def triggers(self, entry_id: str, language: str = "en") -> Sequence[Json]:
        """Return an integration's triggers in wire form, described in a language.

        Raises NotFound, Unavailable.
        """
        ...

    def update(
        self,
        entry_id: str,
        name: str,
        *,
        inputs: Mapping[str, Any] | None = None,
        every: str | None = None,
        enabled: bool | None = None,
        language: str = "en",
    ) -> Json:
        """Change a trigger; what is None stays, a blank ``every`` is the author's pause."""
        ...

    def run(self, entry_id: str, name: str, language: str = "en") -> Json:
        """Poll now and return the trigger with the number of ``new`` records."""
        ...
