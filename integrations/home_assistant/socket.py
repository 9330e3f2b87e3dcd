"""Home Assistant's websocket API.

https://developers.home-assistant.io/docs/api/websocket/
"""

import json
from collections import deque
from typing import Any

from websocket import WebSocket, WebSocketException, WebSocketTimeoutException

from ova.sdk import ActionError, AuthFailed, NotReady

from .client import Say

Told = tuple[int, Any]
"""The number of a subscription, and what it tells."""


class Socket:
    """One connection, used by one thread; only ``abort`` may come from another.

    Its methods raise NotReady when the connection is lost.
    """

    def __init__(self, base_url: str, access_token: str, timeout_s: float, say: Say) -> None:
        self._address = base_url.replace("http", "ws", 1) + "/api/websocket"
        self._access_token = access_token
        self._say = say
        self._timeout_s = timeout_s
        self._socket: Any = WebSocket(enable_multithread=True)  # the library ships no types
        self._number = 0
        self._waiting: deque[Told] = deque()

    def open(self) -> None:
        """Connect and sign in. Raises AuthFailed besides."""
        self._socket.settimeout(self._timeout_s)
        try:
            self._socket.connect(self._address, suppress_origin=True, http_no_proxy=["*"])
        except (OSError, WebSocketException, ValueError):
            raise NotReady(
                self._say("errors.no_websocket"),
                cure=self._say("errors.no_websocket_cure", where=self._address),
            ) from None
        self._received()
        self._send({"type": "auth", "access_token": self._access_token})
        if self._received().get("type") != "auth_ok":
            raise AuthFailed(self._say("errors.token"), cure=self._say("errors.token_cure"))

    def ask(self, kind: str, **fields: Any) -> Any:
        """Return the result of a command. Raises ActionError when it is refused or not known."""
        self._number += 1
        number = self._number
        self._send({"id": number, "type": kind, **fields})
        while True:
            message = self._received()
            if message.get("type") == "event":
                self._waiting.append((message.get("id", 0), message.get("event")))
            elif message.get("id") == number:
                break
        if message.get("type") == "result" and not message.get("success"):
            told = (message.get("error") or {}).get("message") or self._say("errors.no_reason")
            raise ActionError(self._say("errors.refused", reason=f"{kind}: {told}"))
        return message.get("result")

    def subscribe(self, kind: str, **fields: Any) -> int:
        """Subscribe, and return the number under which ``next`` tells."""
        self.ask(kind, **fields)
        return self._number

    def next(self, within_s: float) -> Told | None:
        """Return what a subscription tells, or None when nothing comes in time."""
        if self._waiting:
            return self._waiting.popleft()
        self._socket.settimeout(max(0.01, within_s))
        try:
            message = self._decoded(self._socket.recv())
        except WebSocketTimeoutException:
            return None
        except (OSError, WebSocketException):
            raise self._lost() from None
        finally:
            self._socket.settimeout(self._timeout_s)
        if message.get("type") != "event":
            return None
        return message.get("id", 0), message.get("event")

    def abort(self) -> None:
        """Make whoever waits for this connection stop waiting."""
        self._socket.abort()

    def close(self) -> None:
        """Close the connection."""
        self._socket.shutdown()

    def _send(self, message: dict[str, Any]) -> None:
        try:
            self._socket.send(json.dumps(message))
        except (OSError, WebSocketException):
            raise self._lost() from None

    def _received(self) -> dict[str, Any]:
        try:
            return self._decoded(self._socket.recv())
        except (OSError, WebSocketException):
            raise self._lost() from None

    def _decoded(self, text: str | bytes) -> dict[str, Any]:
        if not text:  # how the library tells that the other side closed
            raise self._lost()
        try:
            message = json.loads(text)
        except ValueError:
            message = None
        if not isinstance(message, dict):
            raise NotReady(self._say("errors.not_it"), cure=self._say("errors.not_it_cure"))
        return message

    def _lost(self) -> NotReady:
        return NotReady(self._say("errors.lost"), cure=self._say("errors.lost_cure"))
