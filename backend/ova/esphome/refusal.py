"""What a device says in its log alone: that it does not listen for this hub."""

from collections.abc import Callable
from typing import Protocol

from aioesphomeapi import LogLevel
from aioesphomeapi.client import APIClient

TAKEN = b"Multiple API Clients"
"""Firmware lets one hub use its voice assistant, and writes so when another one asks for it."""


class Line(Protocol):
    """A line of a device's log, as the library has it."""

    message: bytes


class Refusal:
    """Reads the faults in a device's log for a while. For the loop's thread."""

    def __init__(self, client: APIClient) -> None:
        """Read nothing before ``watch``."""
        self._client = client
        self._seen = False
        self._leave: Callable[[], None] | None = None

    def watch(self) -> None:
        """Read from now on. Raises APIConnectionError."""
        self._leave = self._client.subscribe_logs(self._line, LogLevel.LOG_LEVEL_ERROR)

    def seen(self) -> bool:
        """Read no more, and tell whether it has refused. Raises APIConnectionError."""
        leave, self._leave = self._leave, None
        if leave is not None:
            leave()
            self._client.subscribe_logs(self._line, LogLevel.LOG_LEVEL_NONE)()
        return self._seen

    def _line(self, line: Line) -> None:
        self._seen = self._seen or TAKEN in line.message
