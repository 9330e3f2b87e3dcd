"""Clients that send too slowly: each holds a thread, and a hundred of them would hold all."""

import socket
import threading
import time
from contextlib import suppress
from typing import Any

HANDSHAKE_S = 5.0
REQUEST_S = 10.0
"""Seconds a request may take to arrive, when it is small."""
MIN_BYTES_PER_S = 10_000
"""Every so many bytes give a second more: a recording may come over a weak network."""


class Hurry:
    """The time one connection has to send one request. Live connections read past it."""

    def __init__(self, conn: Any) -> None:
        """Watch what gunicorn reads of ``conn`` from its start on."""
        self._conn = conn
        self._until = 0.0
        self._begin = conn.init
        conn.init = self._init

    def start(self) -> None:
        """Begin to count: the first bytes of a request are there."""
        self._until = time.monotonic() + REQUEST_S

    def _init(self) -> None:
        """Shake hands, then stand between gunicorn's reader and the socket."""
        if self._conn.initialized:
            self._begin()
            return
        # gunicorn takes the socket's own timeout back before it shakes hands
        giving_up = threading.Timer(HANDSHAKE_S, self._hang_up)
        giving_up.daemon = True
        if self._conn.cfg.is_ssl:
            giving_up.start()
        try:
            self._begin()
        finally:
            giving_up.cancel()
        reader = self._conn.parser.unreader
        self._read, reader.chunk = reader.chunk, self._chunk

    def _hang_up(self) -> None:
        with suppress(OSError):  # it has ended meanwhile
            socket.socket.shutdown(self._conn.sock, socket.SHUT_RDWR)

    def _chunk(self) -> bytes:
        """Return the next bytes; none, as if the client had left, when its time is over."""
        left = self._until - time.monotonic()
        if left <= 0:
            return b""
        sock = self._conn.sock
        earlier = sock.gettimeout()  # gunicorn sets one while it skips a body
        sock.settimeout(left if earlier is None else min(earlier, left))
        try:
            data: bytes = self._read()
        except TimeoutError:
            if earlier is not None:
                raise
            return b""
        finally:
            sock.settimeout(earlier)
        self._until += len(data) / MIN_BYTES_PER_S
        return data
