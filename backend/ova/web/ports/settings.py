"""The settings, as the web room asks for it."""

from typing import Protocol

from ova.web.ports.wire import Json


class SettingsPort(Protocol):
    """The settings."""

    def values(self) -> Json:
        """Return all of them."""
        ...
