"""A satellite that types, for measurements: notes how long each reply takes.

It speaks Socket.IO over a plain WebSocket: a whole client would take as much of the machine as the hub
it measures. Source: the protocols of Engine.IO 4 and Socket.IO 5.
"""

import json
import time
from dataclasses import dataclass
from typing import Any

from ova.core import Unavailable

_NAMESPACE = "/satellite,"
_ANSWER_S = 30.0
_PING, _PONG = "2", "3"
_CONNECT, _EVENT, _ANSWER = "40", "42", "43"


@dataclass(frozen=True, slots=True)
class Typed:
    """One typed command: milliseconds until its reply was finished, and what became of it."""

    text: str
    ms: float
    intent: str | None
    error: str | None


class Typist:
    """One connected satellite, for one thread. Raises Unavailable without the client library or a hub."""

    def __init__(self, url: str, key: str, name: str) -> None:
        try:
            import websocket
        except ImportError as error:
            raise Unavailable(
                "Commands cannot be sent: websocket-client is missing.",
                cure="Install it with `pip install openvoiceassistant[satellite]`.",
            ) from error
        address = f"{url.replace('http', 'ws', 1)}/socket.io/?EIO=4&transport=websocket"
        try:
            self._socket = websocket.create_connection(address, timeout=_ANSWER_S)
            self._socket.send(f"{_CONNECT}{_NAMESPACE}{json.dumps({'token': key})}")
            self._next(_CONNECT)
            hello = {"id": name, "name": name, "kind": "ova", "version": "bench"}
            self._socket.send(f"{_EVENT}{_NAMESPACE}0{json.dumps(['hello', hello])}")
            self._next(_ANSWER)
        except (OSError, websocket.WebSocketException) as error:
            raise Unavailable(
                "The hub does not let the satellite in.", cure="Run 'ova doctor' to see why."
            ) from error

    def __enter__(self) -> "Typist":
        return self

    def __exit__(self, *exception: object) -> None:
        self._socket.close()

    def say(self, text: str) -> Typed:
        """Send a command and wait until its run has ended. Raises Unavailable when it never does."""
        message = json.dumps(["text", {"text": text, "speak": False}])
        intent: str | None = None
        began = time.perf_counter()
        try:
            self._socket.send(f"{_EVENT}{_NAMESPACE}{message}")
            while True:
                told = self._next(_EVENT)
                if '"type":"run-end"' in told:
                    break
                if '"type":"intent-end"' in told:
                    intent = _data(told).get("intent")
        except OSError as error:
            raise Unavailable(
                f"{text!r} was not answered within {_ANSWER_S:.0f} s.",
                cure="See in the hub's log why, or measure on a machine that is less busy.",
            ) from error
        ms = (time.perf_counter() - began) * 1000
        return Typed(text, ms, intent, _data(told)["error"])

    def _next(self, kind: str) -> str:
        """Return the next message of a kind. Raises OSError when none comes."""
        while True:
            message = str(self._socket.recv())
            if message == _PING:
                self._socket.send(_PONG)
            elif message.startswith(kind):
                return message
            elif not message:
                raise ConnectionError("the hub has ended the connection")


def _data(told: str) -> dict[str, Any]:
    event = json.loads(told[len(_EVENT) + len(_NAMESPACE) :])[1]
    data: dict[str, Any] = event["data"]
    return data
