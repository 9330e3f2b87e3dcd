"""The Socket.IO server beside the REST routes."""

import time
from typing import Any

from flask import Flask
from flask_socketio import SocketIO

from ova.web.identity import Identities
from ova.web.ports import HubPort
from ova.web.sockets.emitter import Emitter
from ova.web.sockets.message import Message
from ova.web.sockets.pinger import Pinger
from ova.web.sockets.satellite import SATELLITE, SatelliteNamespace
from ova.web.sockets.transport import (
    MAX_MESSAGE_BYTES,
    ConnectionDoor,
    Transport,
    quiet_logger,
)
from ova.web.sockets.ui import UI, UiNamespace

_FLUSH_S = 0.3


class Sockets:
    """All live connections of the hub."""

    def __init__(
        self, app: Flask, hub: HubPort, identities: Identities, *, max_connections: int
    ) -> None:
        """Serve ``/socket.io`` of ``app`` with at most ``max_connections`` connections."""
        socketio = SocketIO(
            app,
            async_mode="threading",
            async_handlers=False,  # else each piece of audio had a thread and they overtook each other
            manage_session=False,
            serializer=Message,
            max_http_buffer_size=MAX_MESSAGE_BYTES,
            logger=quiet_logger("socketio"),
            engineio_logger=quiet_logger("engineio"),
        )
        self._transport = Transport(socketio)
        self._pinger = Pinger(self._transport.server.eio)
        self._door = ConnectionDoor(app.wsgi_app, self._transport, max_connections)
        app.wsgi_app = self._door  # type: ignore[method-assign]  # how Flask takes middleware
        self._emitter = Emitter(self._transport, (UI, SATELLITE))
        self._ui = UiNamespace(app, identities, self._emitter, hub.satellites.levels)
        self._satellites = SatelliteNamespace(app, identities, self._emitter, hub.open_link)
        socketio.on_namespace(self._ui)
        socketio.on_namespace(self._satellites)
        self._emitter.on_check = self._review
        self._unsubscribe = hub.subscribe(self._told)

    def _told(self, kind: str, payload: dict[str, Any]) -> None:
        """Pass news on; whom it concerns may have to leave at once."""
        self._ui.publish(kind, payload)
        if kind in ("person", "token"):
            self._emitter.check_soon()

    def _review(self) -> None:
        """End the connections of those who may no longer be here."""
        self._ui.review()
        self._satellites.review()

    def close(self) -> None:
        """End every connection and stop the sending. May be called twice."""
        if self._door.closed:
            return
        self._door.closed = True
        self._unsubscribe()
        self._emitter.close()
        for connection_id in self._transport.connections():
            self._transport.hang_up(connection_id)
        patience = time.monotonic() + _FLUSH_S
        while self._transport.open_websockets() and time.monotonic() < patience:
            time.sleep(0.01)
        for connection_id in self._transport.open_websockets():
            self._transport.cut(connection_id)
        self._satellites.close()
        self._pinger.close()
        self._transport.server.shutdown()
