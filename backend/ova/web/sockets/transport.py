"""What the Socket.IO server needs added to be safe with threads, binary data and strangers."""

import json
import logging
import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from flask_socketio import SocketIO
from simple_websocket import ConnectionClosed

from ova.tls import SharedTls
from ova.web.problems import PROBLEM_TYPE
from ova.web.sockets.gathering import send_gathered

log = logging.getLogger(__name__)

MAX_MESSAGE_BYTES = 300_000
"""Largest message a client may send: nine seconds of 16 kHz audio."""


class Transport:
    """The connections beneath a Socket.IO server."""

    def __init__(self, socketio: SocketIO) -> None:
        """Take over the transports of ``socketio``."""
        self.server = socketio.server
        self.sending = threading.RLock()
        """Held while a message is handed over: its binary parts must follow it at once."""
        self._websockets: dict[str, Any] = {}
        self._keep_messages_whole()
        self._limit_and_track_websockets()

    def connections(self) -> list[str]:
        """Return the ids of all open connections, signed in or not."""
        known = self.server.eio.sockets.copy()
        return [one for one, connection in known.items() if not connection.closed]

    def backlog(self, connection_id: str) -> int:
        """Return how many packets wait to be sent on a connection."""
        connection = self.server.eio.sockets.get(connection_id)
        return 0 if connection is None else connection.queue.qsize()

    def hang_up(self, connection_id: str) -> None:
        """Close a connection after what waits to be sent."""
        connection = self.server.eio.sockets.get(connection_id)
        if connection is not None:
            connection.close(wait=False, reason=self.server.reason.SERVER_DISCONNECT)

    def cut(self, connection_id: str) -> None:
        """Close a connection at once, even when its client does not read."""
        self.hang_up(connection_id)
        websocket = self._websockets.get(connection_id)
        if websocket is not None:
            try:
                websocket.sock.shutdown(socket.SHUT_RDWR)
            except OSError as error:  # it was closed meanwhile, which is what is wanted
                log.debug("Connection %s was closed already: %s", connection_id, error)

    def open_websockets(self) -> list[str]:
        """Return the ids of connections whose websocket is open."""
        return list(self._websockets)

    def _keep_messages_whole(self) -> None:
        """Send acknowledgements under the same lock as events.

        A message with binary data travels as several packets. python-socketio queues them one by
        one, so that an acknowledgement from another thread could get between them, which clients
        answer by disconnecting. There is no public hook around the sending of acknowledgements.
        """
        send_packet = self.server._send_packet

        def send_whole(connection_id: str, packet: Any) -> None:
            with self.sending:
                send_packet(connection_id, packet)

        self.server._send_packet = send_whole

    def _limit_and_track_websockets(self) -> None:
        """Have messages refused while they arrive, and remember the sockets.

        python-engineio measures a websocket message only once all of it is in memory, keeps the
        websocket to itself, and trips over one that has gone when it says goodbye; all three are
        settled where it makes one.
        """
        async_parts = self.server.eio._async
        make_websocket = async_parts["websocket"]

        def websocket(handler: Callable[[Any], Any], engine: Any) -> Any:
            connection = handler.__self__  # type: ignore[attr-defined]  # a bound method

            def tracked(opened: Any) -> Any:
                self._websockets[connection.sid] = opened.ws
                say_goodbye = opened.close

                def close() -> None:
                    with suppress(OSError, ConnectionClosed):  # the other side has gone already
                        say_goodbye()

                opened.close = close
                send_gathered(connection, opened)
                try:
                    return handler(opened)
                except Exception as error:  # a packet that breaks Engine.IO's own grammar
                    log.debug("Connection %s sent garbage", connection.sid, exc_info=error)
                    connection.close(wait=False, reason=engine.reason.TRANSPORT_ERROR)
                    return []
                finally:
                    self._websockets.pop(connection.sid, None)
                    if connection.closed:  # else it is forgotten only at the next ping's timeout
                        engine.sockets.pop(connection.sid, None)

            accept = make_websocket(tracked, engine, max_message_size=MAX_MESSAGE_BYTES)

            def guarded(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
                sock = environ.get("gunicorn.socket")
                if not isinstance(sock, ssl.SSLSocket):
                    return accept(environ, start_response)
                shared = environ["gunicorn.socket"] = SharedTls(sock)
                try:
                    return accept(environ, start_response)
                finally:
                    # gunicorn would close it under a thread that is in it just then, and whose
                    # bytes would go to the next connection of the same number
                    shared.close()

            return guarded

        self.server.eio._async = {**async_parts, "websocket": websocket}


class ConnectionDoor:
    """WSGI middleware that bounds how many live connections there are.

    Each takes a thread of the server; without a bound they could leave none for requests.
    """

    def __init__(
        self, inner: Callable[..., Iterable[bytes]], transport: Transport, limit: int
    ) -> None:
        """Let at most ``limit`` connections through to ``inner``."""
        self._inner = inner
        self._transport = transport
        self._limit = limit
        self.closed = False

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Refuse a new connection when there are too many; pass everything else on."""
        new = environ.get("PATH_INFO", "").startswith("/socket.io") and (
            "sid=" not in environ.get("QUERY_STRING", "")
        )
        if new and (self.closed or len(self._transport.connections()) >= self._limit):
            return _refuse(start_response)
        return self._inner(environ, start_response)


def _refuse(start_response: Callable[..., Any]) -> list[bytes]:
    status = HTTPStatus.SERVICE_UNAVAILABLE
    body = json.dumps(
        {
            "type": "urn:ova:problem:too_many_connections",
            "title": status.phrase,
            "status": status.value,
            "detail": "The hub has as many live connections as it can serve.",
            "code": "too_many_connections",
            "cure": "Close some pages or satellites, then connect again.",
        }
    ).encode()
    start_response(
        f"{status.value} {status.phrase}",
        [
            ("Content-Type", PROBLEM_TYPE),
            ("Content-Length", str(len(body))),
            ("Retry-After", "10"),
        ],
    )
    return [body]


class _Garbage(logging.Filter):
    """Turns the library's stack traces about clients' garbage into one line for debugging."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let nothing through; repeat it on this room's logger."""
        cause = record.exc_info[1] if record.exc_info else None
        log.debug("%s%s", record.getMessage(), f": {cause!r}" if cause else "")
        return False


def quiet_logger(name: str) -> logging.Logger:
    """Return a logger for the Socket.IO libraries: a stranger must not be able to fill the log."""
    logger = logging.getLogger(f"{__name__}.{name}")
    logger.setLevel(logging.ERROR)
    if not logger.filters:
        logger.addFilter(_Garbage())
    return logger
