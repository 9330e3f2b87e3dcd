"""The hub's ears, brain and voice as a Wyoming server."""

import contextlib
import logging
import socket
import threading
from collections.abc import Sequence

from wyoming.error import Error

from ova.wyoming.allowed import Allowed
from ova.wyoming.connection import Connection
from ova.wyoming.ports import Lends
from ova.wyoming.visitor import Visitor

log = logging.getLogger(__name__)

LOCAL = "127.0.0.1"
MOST_VISITORS = 32
MOST_FROM_ONE = 16
BACKLOG = 32
CLOSE_S = 5.0


class WyomingService:
    """Serves on one port. Only this machine, and who is allowed, may use it: Wyoming knows no sign-in."""

    def __init__(self, lends: Lends) -> None:
        """Serve nobody before ``follow``."""
        self._lends = lends
        self._lock = threading.Lock()
        self._changing = threading.Lock()
        self._asked: tuple[int, tuple[str, ...]] = (0, ())
        self._listener: socket.socket | None = None
        self._thread: threading.Thread | None = None
        self._allowed = Allowed(())
        self._visitors: dict[Connection, tuple[str, threading.Thread]] = {}
        self._refused: set[str] = set()
        self.problem = ""
        """Why it does not serve although it should."""

    @property
    def port(self) -> int:
        """The port it serves on; 0 while it does not."""
        with self._lock:
            return int(self._listener.getsockname()[1]) if self._listener else 0

    def follow(self, port: int, allowed: Sequence[str]) -> None:
        """Serve on a port (0: on none) those who are allowed: addresses and networks.

        With nobody allowed it can be reached from this machine alone.
        """
        with self._changing:
            asked = (port, tuple(allowed))
            if asked == self._asked and not self.problem:
                return
            self._close()
            self._asked, self.problem = asked, ""
            if not port:
                return
            guests = Allowed(allowed)
            try:
                listener = _listen(port, everywhere=bool(guests))
            except OSError as error:
                self.problem = f"Port {port} cannot be served: {error.strerror or error}."
                log.error("The Wyoming service does not run. %s", self.problem)
                return
            with self._lock:
                self._allowed, self._listener = guests, listener
                self._refused.clear()
            self._thread = threading.Thread(
                target=self._accept, args=(listener,), name="ova-wyoming-service", daemon=True
            )
            self._thread.start()
            log.info("Wyoming is served on port %d", port)

    def close(self) -> None:
        """Serve nobody any more. May be called twice."""
        self.follow(0, ())

    def _close(self) -> None:
        with self._lock:
            listener, self._listener = self._listener, None
        if listener is not None:
            with contextlib.suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            listener.close()
        if self._thread is not None:
            self._thread.join(CLOSE_S)
            self._thread = None
        with self._lock:
            visitors = dict(self._visitors)
        for connection in visitors:
            connection.cut("The hub serves here no more.")
        for _, thread in visitors.values():
            thread.join(CLOSE_S)

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                sock, found = listener.accept()
            except OSError:
                return  # it was closed
            address = str(found[0])
            fault = self._fault(address)
            if fault:
                self._refuse(sock, address, fault)
                continue
            connection = Connection(sock)
            thread = threading.Thread(
                target=self._serve,
                args=(connection, address),
                name="ova-wyoming-visitor",
                daemon=True,
            )
            with self._lock:
                self._visitors[connection] = (address, thread)
            thread.start()

    def _fault(self, address: str) -> str:
        """Return why a visitor from an address is not welcome; empty when it is."""
        with self._lock:
            if address not in self._allowed:
                return "This address may not use the hub: add it to wyoming_allowed."
            there = [one for one, _ in self._visitors.values()]
        if len(there) >= MOST_VISITORS or there.count(address) >= MOST_FROM_ONE:
            return "Too many connections are open: close some."
        return ""

    def _refuse(self, sock: socket.socket, address: str, fault: str) -> None:
        if address not in self._refused and len(self._refused) < MOST_VISITORS:
            self._refused.add(address)
            log.warning("Wyoming from %s was refused. %s", address, fault)
        with contextlib.suppress(OSError):
            sock.settimeout(0)
            connection = Connection(sock)
            connection.send(Error(fault, "not_allowed").event())
            connection.close()

    def _serve(self, connection: Connection, address: str) -> None:
        try:
            Visitor(connection, self._lends, address).run()
        except Exception:
            log.exception("A Wyoming connection failed")
        finally:
            connection.close()
            with self._lock:
                self._visitors.pop(connection, None)


def _listen(port: int, *, everywhere: bool) -> socket.socket:
    """Return a socket that listens, on this machine's own address or on all. Raises OSError."""
    if not everywhere:
        return socket.create_server((LOCAL, port), backlog=BACKLOG)
    if socket.has_dualstack_ipv6():
        with contextlib.suppress(OSError):
            return socket.create_server(
                ("::", port), family=socket.AF_INET6, dualstack_ipv6=True, backlog=BACKLOG
            )
    return socket.create_server(("", port), backlog=BACKLOG)
