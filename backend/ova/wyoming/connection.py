"""One Wyoming connection: events in, events out."""

import contextlib
import io
import queue
import select
import socket
import struct
import threading
import time
from collections.abc import Callable
from typing import BinaryIO, cast

from wyoming.event import Event, write_event

from ova.wyoming.errors import BadFrame
from ova.wyoming.frames import Frames

READ_BYTES = 65_536
TICK_S = 0.5
FRAME_S = 20.0
"""An event that has begun is whole within this time."""
SEND_S = 10.0
"""Who takes nothing for so long is gone."""
CLOSE_S = 2.0
MOST_WAITING = 32 * 1024 * 1024
"""Bytes that wait to be taken by the other end."""
GONE_MS = 5_000
"""The network tells within this time that a machine is gone."""


class Connection:
    """``read`` is for one thread; everything else is safe from any."""

    def __init__(self, sock: socket.socket, tick: Callable[[], None] | None = None) -> None:
        """Take over a connected socket. ``tick`` is called about twice a second by ``read``."""
        sock.setblocking(True)
        _watch_over(sock)
        self._sock = sock
        self.tick = tick
        self._frames = Frames(self._more)
        self._began: float | None = None
        self._out: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._waiting = 0
        self._closed = False
        self.fault = ""
        """Why this end hung up; empty when it did not, or has no complaint."""
        self._writer = threading.Thread(target=self._write, name="ova-wyoming-out", daemon=True)
        self._writer.start()

    def read(self) -> Event | None:
        """Return the next event; None when the connection has ended. Raises BadFrame."""
        self._began = None
        try:
            return self._frames.next()
        except (OSError, ValueError):  # a socket that was closed has no descriptor
            return None

    def send(self, event: Event) -> None:
        """Send an event after those before it; waits for nothing, and what is too late is dropped."""
        wire = io.BytesIO()
        write_event(event, cast(BinaryIO, wire))
        data = wire.getvalue()
        with self._lock:
            if self._closed:
                return
            self._waiting += len(data)
            late = self._waiting > MOST_WAITING
        if late:
            self.cut("It does not take what it is sent.")
        else:
            self._out.put(data)

    def cut(self, fault: str) -> None:
        """End the connection at once, as the other end is at fault."""
        self.fault = self.fault or fault
        with self._lock:
            self._closed = True
        self._shut_down()

    def close(self) -> None:
        """Send what waits, and hang up. May be called twice, not by a thread that must not wait."""
        with self._lock:
            self._closed = True
        self._out.put(None)
        self._writer.join(CLOSE_S)
        self._shut_down()
        self._sock.close()

    def _shut_down(self) -> None:
        with contextlib.suppress(OSError):
            self._sock.shutdown(socket.SHUT_RDWR)
        self._out.put(None)

    def _more(self) -> bytes:
        """Wait for bytes; meanwhile time is told."""
        while True:
            now = time.monotonic()
            if self._began is not None and now - self._began > FRAME_S:
                raise BadFrame("An event was begun and not ended.", cure="Send whole events.")
            poll = select.poll()
            poll.register(self._sock, select.POLLIN)
            ready = poll.poll(TICK_S * 1000)
            if self.tick is not None:
                self.tick()
            if ready:
                self._began = self._began or now
                return self._sock.recv(READ_BYTES)

    def _write(self) -> None:
        while (data := self._out.get()) is not None:
            try:
                self._sock.sendall(data)
            except OSError:
                self._shut_down()
                return
            with self._lock:
                self._waiting -= len(data)


def _watch_over(sock: socket.socket) -> None:
    """Have the system notice soon when the other end is gone."""
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("@ll", int(SEND_S), 0))
    for name, value in (
        ("TCP_KEEPIDLE", 2),
        ("TCP_KEEPINTVL", 1),
        ("TCP_KEEPCNT", 3),
        ("TCP_USER_TIMEOUT", GONE_MS),
    ):
        if hasattr(socket, name):  # these are Linux's names
            sock.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
