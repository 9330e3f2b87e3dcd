"""A satellite that types, for measurements: notes how long each reply takes."""

import threading
import time
from dataclasses import dataclass
from typing import Any

from ova.core import Unavailable

_NAMESPACE = "/satellite"
_ANSWER_S = 30.0


@dataclass(frozen=True, slots=True)
class Typed:
    """One typed command: milliseconds until its reply was finished, and what became of it."""

    text: str
    ms: float
    intent: str | None
    error: str | None


class Typist:
    """One connected satellite. Raises Unavailable without the client library or a hub."""

    def __init__(self, url: str, key: str, name: str) -> None:
        try:
            import socketio
        except ImportError as error:
            raise Unavailable(
                "Commands cannot be sent: python-socketio is missing its client.",
                cure="Install it with `pip install openvoiceassistant[satellite]`.",
            ) from error
        self._run_end: dict[str, Any] = {}
        self._ended_at = 0.0
        self._intent: str | None = None
        self._over = threading.Event()
        self._client = socketio.Client(reconnection=False)
        self._client.on("event", self._event, namespace=_NAMESPACE)
        self._client.connect(
            url, auth={"token": key}, namespaces=[_NAMESPACE], transports=["websocket"]
        )
        hello = {"id": name, "name": name, "kind": "ova", "version": "bench"}
        self._client.call("hello", hello, namespace=_NAMESPACE)

    def __enter__(self) -> "Typist":
        return self

    def __exit__(self, *exception: object) -> None:
        self._client.disconnect()

    def say(self, text: str) -> Typed:
        """Send a command and wait until its run has ended. Raises Unavailable when it never does."""
        self._over.clear()
        self._intent = None
        began = time.perf_counter()
        self._client.emit("text", {"text": text, "speak": False}, namespace=_NAMESPACE)
        if not self._over.wait(_ANSWER_S):
            raise Unavailable(
                f"{text!r} was not answered within {_ANSWER_S:.0f} s.",
                cure="See in the hub's log why, or measure on a machine that is less busy.",
            )
        ms = (self._ended_at - began) * 1000
        return Typed(text, ms, self._intent, self._run_end.get("error"))

    def _event(self, event: dict[str, Any]) -> None:
        if event["type"] == "intent-end":
            self._intent = event["data"].get("intent")
        elif event["type"] == "run-end":
            self._ended_at = time.perf_counter()
            self._run_end = event["data"]
            self._over.set()
