"""A cable between a satellite and the hub that can be cut, clogged and fed with garbage."""

import selectors
import socket
import threading
from contextlib import suppress

TICK_S = 0.05


class Relay:
    """Passes everything between who connects to it and a port of this machine, in one thread."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._lock = threading.Lock()
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._clogged = False
        self._closed = False
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def cut(self) -> None:
        """Break every connection off."""
        with self._lock:
            for pair in self._pairs:
                _end(pair)
            self._pairs.clear()

    def clog(self) -> None:
        """Let nothing through any more, while every connection stays open."""
        self._clogged = True

    def clear(self) -> None:
        """Let everything through again."""
        self._clogged = False

    def inject(self, data: bytes, *, to_target: bool) -> None:
        """Send something into the newest connection, as if its other end had."""
        with self._lock, suppress(OSError):
            near, far = self._pairs[-1]
            (far if to_target else near).sendall(data)

    def close(self) -> None:
        """End it."""
        self._closed = True
        self._thread.join()
        self.cut()
        self._listener.close()

    def _run(self) -> None:
        while not self._closed:
            with selectors.DefaultSelector() as ready, self._lock:
                ready.register(self._listener, selectors.EVENT_READ)
                for near, far in [] if self._clogged else self._pairs:
                    ready.register(near, selectors.EVENT_READ, (near, far))
                    ready.register(far, selectors.EVENT_READ, (far, near))
                self._lock.release()
                try:
                    found = ready.select(TICK_S)
                finally:
                    self._lock.acquire()
                for key, _ in found:
                    if key.data is None:
                        self._accept()
                    else:
                        self._pass(*key.data)

    def _accept(self) -> None:
        near, _ = self._listener.accept()
        try:
            far = socket.create_connection(("127.0.0.1", self._target), 10)
        except OSError:
            near.close()  # nobody is there
            return
        self._pairs.append((near, far))

    def _pass(self, source: socket.socket, sink: socket.socket) -> None:
        if not any(source in pair for pair in self._pairs):
            return  # it was cut meanwhile
        data = b""
        with suppress(OSError):
            data = source.recv(65_536)
            sink.sendall(data)
        if not data:
            _end((source, sink))
            self._pairs = [pair for pair in self._pairs if source not in pair]


def _end(pair: tuple[socket.socket, socket.socket]) -> None:
    for one in pair:
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()
