"""The first run, as the web room asks for it."""

from collections.abc import Mapping
from typing import Protocol

from ova.web.ports.wire import Json


class OnboardingPort(Protocol):
    """The first run."""

    def state(self) -> Json:
        """Return how far it has come."""
        ...

    def update(self, steps: Mapping[str, str], finished: bool | None, /) -> Json:
        """Take note of what became of steps. Raises InvalidInput."""
        ...
