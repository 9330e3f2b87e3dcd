"""A satellite for measurements: speaks in real time and notes when what came back."""

import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from ova.bench.utterances import SpokenCommand
from ova.core import SPEECH_RATE_HZ, Unavailable

BLOCK_S = 0.03
"""Sound per message, as the satellite program sends it."""
_NAMESPACE = "/satellite"
_ANSWER_S = 20.0
_BLOCK_BYTES = round(BLOCK_S * SPEECH_RATE_HZ) * 2
_GOES_ON_S = 8.0
"""So long the microphone is left open after the last word at most."""


@dataclass(slots=True)
class Timing:
    """One spoken command: seconds since the epoch, and what became of it."""

    said: str
    speech_end: float = 0.0
    endpoint: float | None = None
    """When the hub decided that the command was over."""
    handler_start: float | None = None
    first_sound: float | None = None
    heard: str = ""
    error: str | None = None
    late_s: float = 0.0
    """How much later than in real time the sound was sent, at worst: a too busy machine."""

    @property
    def endpoint_s(self) -> float | None:
        """Seconds from the last sample of speech until the hub decided that it was the last."""
        return None if self.endpoint is None else self.endpoint - self.speech_end

    @property
    def handler_s(self) -> float | None:
        """Seconds from the last sample of speech to the handler's start."""
        return None if self.handler_start is None else self.handler_start - self.speech_end

    @property
    def reply_s(self) -> float | None:
        """Seconds from the last sample of speech to the first sample of the reply."""
        return None if self.first_sound is None else self.first_sound - self.speech_end


@dataclass(slots=True)
class _Notes:
    timing: Timing
    intent_start: float = 0.0
    enough: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)
    played: threading.Event = field(default_factory=threading.Event)


class Talker:
    """One connected satellite. Raises Unavailable without the client library or a hub."""

    def __init__(self, url: str, key: str, name: str) -> None:
        try:
            import socketio
        except ImportError as error:
            raise Unavailable(
                "Spoken commands cannot be sent: python-socketio is missing its client.",
                cure="Install it with `pip install openvoiceassistant[satellite]`.",
            ) from error
        self._notes: _Notes | None = None
        self._client = socketio.Client(reconnection=False)
        self._client.on("event", self._event, namespace=_NAMESPACE)
        self._client.on("play_chunk", self._chunk, namespace=_NAMESPACE)
        self._client.on("play_end", self._play_end, namespace=_NAMESPACE)
        self._client.on("ping", self._pong, namespace=_NAMESPACE)
        self._client.connect(
            url, auth={"token": key}, namespaces=[_NAMESPACE], transports=["websocket"]
        )
        hello = {"id": name, "name": name, "kind": "ova", "version": "bench", "features": ["ping"]}
        self._client.call("hello", hello, namespace=_NAMESPACE)

    def __enter__(self) -> "Talker":
        return self

    def __exit__(self, *exception: object) -> None:
        self._client.disconnect()

    def say(self, command: SpokenCommand) -> Timing:
        """Speak a command in real time and wait for the end of the answer."""
        notes = self._notes = _Notes(Timing(command.text))
        start = {"rate": SPEECH_RATE_HZ, "width": 2, "channels": 1}
        answer = self._client.call("start", start, namespace=_NAMESPACE)
        if not answer.get("ok"):
            notes.timing.error = str(answer.get("code"))
            return notes.timing
        sound = command.heard_until(command.speech_end_s + _GOES_ON_S)
        began, began_at = time.monotonic(), time.time()
        notes.timing.speech_end = began_at + command.speech_end_s
        for number in range(len(sound) // _BLOCK_BYTES):
            due = began + (number + 1) * BLOCK_S  # a block can be sent once it was spoken
            if notes.enough.wait(max(0.0, due - time.monotonic())):
                break
            notes.timing.late_s = max(notes.timing.late_s, time.monotonic() - due)
            block = sound[number * _BLOCK_BYTES : (number + 1) * _BLOCK_BYTES]
            self._client.emit("audio", block, namespace=_NAMESPACE)
        if not notes.ended.wait(_ANSWER_S):
            notes.timing.error = "no_answer"
        elif notes.timing.error is None:
            notes.played.wait(_ANSWER_S)
        return notes.timing

    def _event(self, event: dict[str, Any]) -> None:
        notes = self._notes
        if notes is None:
            return
        match event["type"]:
            case "stt-vad-end":
                notes.timing.endpoint = event["timestamp"]
                notes.enough.set()
            case "intent-start":
                notes.intent_start = event["timestamp"]
            case "run-end":
                data = event["data"]
                notes.timing.heard = data["text"]
                notes.timing.error = data["error"]
                if notes.intent_start:
                    understood_s = data["timings_ms"].get("intent", 0.0) / 1000
                    notes.timing.handler_start = notes.intent_start + understood_s
                notes.enough.set()
                notes.ended.set()

    def _pong(self, told: dict[str, Any]) -> None:
        from socketio.exceptions import BadNamespaceError

        with suppress(BadNamespaceError):  # it is leaving just now
            self._client.emit("pong", {"number": told["number"]}, namespace=_NAMESPACE)

    def _chunk(self, _sound_id: str, _pcm: bytes) -> None:
        if self._notes is not None and self._notes.timing.first_sound is None:
            self._notes.timing.first_sound = time.time()

    def _play_end(self, _sound: dict[str, Any]) -> None:
        if self._notes is not None:
            self._notes.played.set()
