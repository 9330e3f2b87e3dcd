"""What the hub does for integrations, as the web room asks for it."""

from typing import Protocol

from ova.web.ports.data import DataPort
from ova.web.ports.integrations import (
    DiagnosticsPort,
    IssuesPort,
    JournalPort,
    PagesPort,
)
from ova.web.ports.triggers import TriggersPort


class PlatformPort(Protocol):
    """The parts of the platform."""

    @property
    def polling(self) -> TriggersPort:
        """Polling triggers."""
        ...

    @property
    def data(self) -> DataPort:
        """Data sources."""
        ...

    @property
    def pages(self) -> PagesPort:
        """Their pages."""
        ...

    @property
    def issues(self) -> IssuesPort:
        """Their issues."""
        ...

    @property
    def diagnostics(self) -> DiagnosticsPort:
        """Their diagnostics."""
        ...

    @property
    def journal(self) -> JournalPort:
        """Their logs."""
        ...
