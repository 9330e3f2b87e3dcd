"""A TLS connection that one thread reads while another writes."""

import select
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")


class SharedTls:
    """Stands where an ``ssl.SSLSocket`` is expected, and lets no two threads into it at once.

    OpenSSL allows a connection's state to be used by one thread at a time, and Python guards it only
    since 3.13: a message that is written while another thread reads can break the connection off.
    Here threads wait outside, and go in turn by turn.
    """

    def __init__(self, connection: ssl.SSLSocket) -> None:
        """Take over ``connection``, whose handshake is done, with its timeout."""
        self._timeout_s = connection.gettimeout()
        connection.setblocking(False)
        self._connection = connection
        self._turn = threading.Lock()
        self._writing = threading.Lock()
        """Held until a message is out: TLS wants one that did not fit to be tried again before others."""
        self._closed = False

    def recv(self, size: int) -> bytes:
        """Wait for up to ``size`` bytes; none at the end.

        Raises TimeoutError, and OSError when the connection breaks.
        """
        return self._patiently(lambda: self._connection.recv(size))

    def sendall(self, data: bytes) -> None:
        """Send all of ``data``. Raises TimeoutError, and OSError when the connection breaks."""
        rest = memoryview(data)
        with self._writing:
            while rest:
                rest = rest[self._written(rest) :]

    def send(self, data: bytes) -> int:
        """Send all of ``data`` and return its length: not everybody looks whether some is left."""
        self.sendall(data)
        return len(data)

    def gettimeout(self) -> float | None:
        """Return how many seconds a step may wait, None for as long as it takes."""
        return self._timeout_s

    def settimeout(self, seconds: float | None) -> None:
        """Set how many seconds a step may wait, None for as long as it takes."""
        self._timeout_s = seconds

    def shutdown(self, how: int) -> None:
        """End the connection for whoever waits in it. Raises OSError when it has ended."""
        # not the TLS socket's own, which would go on in the clear
        socket.socket.shutdown(self._connection, how)

    def close(self) -> None:
        """Close the connection; who waits in it gets its end. May be called twice."""
        with suppress(OSError):  # the other side was sooner
            self.shutdown(socket.SHUT_RDWR)
        with self._turn:
            self._closed = True
            self._connection.close()

    def fileno(self) -> int:
        """Return the number of the connection, -1 once it is closed."""
        return self._connection.fileno()

    def _written(self, data: memoryview) -> int:
        return self._patiently(lambda: self._connection.send(data))

    def _patiently(self, step: Callable[[], T]) -> T:
        while True:
            with self._turn:
                try:
                    return step()
                except ssl.SSLWantReadError:
                    awaited = select.POLLIN
                except ssl.SSLWantWriteError:
                    awaited = select.POLLOUT
                watch = select.poll()
                watch.register(self._connection, awaited)
            patience = None if self._timeout_s is None else self._timeout_s * 1000
            if not watch.poll(patience):
                raise TimeoutError("The other side was not ready in time.")
