"""Reading what a Wyoming server says, which may be anything and without an end."""

import io
import socket
import time
from typing import TYPE_CHECKING, BinaryIO, cast

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer
    from wyoming.event import Event

MAX_LINE_BYTES = 1024 * 1024
MAX_PART_BYTES = 16 * 1024 * 1024
"""Of one event's data or sound."""
MAX_BYTES = 64 * 1024 * 1024
"""Of one connection: 20 minutes of speech. The library itself reads on until memory is full."""
_EVENT_BYTES = 1024
"""What an event counts at least: many small ones fill memory too."""


class WyomingEvents:
    """The events of one connection."""

    def __init__(self, connection: socket.socket) -> None:
        """Read from a connection, which stays the caller's to close."""
        self._wire = _Wire(connection)
        self._source = io.BufferedReader(self._wire)

    def next(self, patience_s: float | None = None) -> "Event | None":
        """Return the next event, which must be whole within ``patience_s``.

        None when the connection has ended, and for what is no event or beyond all measure. Raises
        OSError, TimeoutError among them.
        """
        from wyoming.event import read_event

        self._wire.until = None if patience_s is None else time.monotonic() + patience_s
        try:
            self._wire.count(_EVENT_BYTES)
            return read_event(cast(BinaryIO, self))
        except (AttributeError, KeyError, RecursionError, TypeError, ValueError):
            return None  # what is no event fails inside the library in one of these ways

    def readline(self) -> bytes:
        """Return a line for the library. Raises ValueError for one without an end."""
        line = self._source.readline(MAX_LINE_BYTES + 1)
        if len(line) > MAX_LINE_BYTES:
            raise ValueError("The line is too long.")
        return line

    def read(self, count: int) -> bytes:
        """Return bytes for the library. Raises ValueError when too many are wanted."""
        if count > MAX_PART_BYTES:
            raise ValueError("The event is too large.")
        return self._source.read(count)


class _Wire(io.RawIOBase):
    """A connection that is read until a moment, and up to a measure."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._left = MAX_BYTES
        self.until: float | None = None
        """On the monotonic clock."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        if self.until is not None:
            left_s = self.until - time.monotonic()
            if left_s <= 0:
                raise TimeoutError("timed out")
            self._connection.settimeout(left_s)
        count = self._connection.recv_into(cast(bytearray, buffer))
        self.count(count)
        return count

    def count(self, count: int) -> None:
        """Take note of bytes. Raises ValueError when they are too many."""
        self._left -= count
        if self._left < 0:
            raise ValueError("The server says too much.")
