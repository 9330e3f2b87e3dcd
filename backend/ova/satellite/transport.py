"""python-socketio's client, with messages handled one after the other."""

import threading
from typing import Any

import engineio
import socketio
import websocket

GOODBYE_S = 0.3


class QuickSocket(websocket.WebSocket):
    """A WebSocket that does not wait long for the other side's goodbye: some servers never say it.

    Where nothing more can be read it gives its connection back: python-engineio drops it then
    without closing it.
    """

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


class OrderedClient(socketio.Client):  # type: ignore[misc] # the library ships no types
    """A Socket.IO client whose handlers run in the order in which the server sent.

    Handlers run on the reading thread: they must be quick and must not wait for an acknowledgement.
    """

    def _engineio_client_class(self) -> type[engineio.Client]:
        return _OrderedEngine
