"""python-socketio's client, with messages handled one after the other."""

import logging
import ssl
import threading
from typing import Any

import engineio
import socketio
import websocket

from ova.core import fingerprint_of
from ova.tls import SharedTls

log = logging.getLogger(__name__)

GOODBYE_S = 0.3


class WrongCertificate(ssl.SSLError):
    """Another certificate than the one that counts."""


class QuickSocket(websocket.WebSocket):
    """A WebSocket that does not wait long for the other side's goodbye: some servers never say it.

    Where nothing more can be read it gives its connection back: python-engineio drops it then
    without closing it. An encrypted one can be read and written by two threads.
    """

    def __init__(self, *args: Any, fingerprint: str = "", **options: Any) -> None:
        """``fingerprint`` is that of the one certificate that counts; empty: the library checks it."""
        super().__init__(*args, **options)
        self._fingerprint = fingerprint

    def connect(self, url: str, **options: Any) -> None:
        """Connect and shake hands. Raises as the library does, and WrongCertificate."""
        super().connect(url, **options)  # type: ignore[no-untyped-call] # the library does not type it
        if self._fingerprint:
            shown = self.sock.getpeercert(True) if isinstance(self.sock, ssl.SSLSocket) else None
            if fingerprint_of(shown or b"") != self._fingerprint:
                self._give_back()
                raise WrongCertificate("the hub's certificate is not the one that is known")
        if isinstance(self.sock, ssl.SSLSocket):
            self.sock = SharedTls(self.sock)  # type: ignore[assignment] # it stands in for a socket

    def recv(self) -> str | bytes:
        """Return the next message. Raises as the library does, with the connection closed then."""
        try:
            message: str | bytes = super().recv()
        except Exception:
            self._give_back()
            raise
        if not self.connected:
            self._give_back()
        return message

    def close(
        self,
        status: int = websocket.STATUS_NORMAL,
        reason: str | bytes = b"",
        timeout: float | None = GOODBYE_S,
    ) -> None:
        """Say goodbye and close."""
        super().close(status, reason, timeout)

    def _give_back(self) -> None:
        self.shutdown()  # type: ignore[no-untyped-call] # the library does not type it


class _OrderedEngine(engineio.Client):  # type: ignore[misc] # the library ships no types
    """Handles each message before it reads the next.

    The library starts a thread per message. Sound comes as many binary messages in a row, whose
    parts would then overtake one another.
    """

    def start_background_task(self, target: Any, *args: Any, **kwargs: Any) -> threading.Thread:
        """Run the message handler at once, everything else in a thread as usual."""
        if target is self.handlers.get("message"):
            target(*args, **kwargs)
            return threading.current_thread()
        thread: threading.Thread = super().start_background_task(target, *args, **kwargs)
        return thread

    def disconnect(self, abort: bool = False, reason: str | None = None) -> None:
        """End the connection; the reading thread, which runs handlers, cannot wait for its own end."""
        super().disconnect(abort or threading.current_thread() is self.read_loop_task, reason)

    def _reset(self) -> None:
        """Forget the connection, and end the thread that writes: the library drops what is queued for
        it, also the word that ends it, and it would wait half a minute for more.
        """
        super()._reset()
        if self.write_loop_task is not None:
            self.queue.put(None)


class OrderedClient(socketio.Client):  # type: ignore[misc] # the library ships no types
    """A Socket.IO client whose handlers run in the order in which the server sent.

    Handlers run on the reading thread: they must be quick and must not wait for an acknowledgement.
    """

    def _engineio_client_class(self) -> type[engineio.Client]:
        return _OrderedEngine

    def _handle_eio_message(self, data: str | bytes) -> None:
        """Take a message; sound that is still read while another thread ends the connection is nobody's.

        The library forgets with the end what the sound belonged to, and takes it for garbage.
        """
        try:
            super()._handle_eio_message(data)
        except ValueError:
            if self.eio.state == "connected":
                raise
            log.debug("Ignored what came after the end of the connection")
