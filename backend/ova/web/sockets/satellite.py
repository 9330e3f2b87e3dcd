"""``/satellite``: audio up, sounds and events down."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any, Protocol

from flask import Flask

from ova.core import InvalidInput, NotAllowed
from ova.web.errors import WebError
from ova.web.identity import Identities, Identity
from ova.web.ports import SatelliteLinkPort, Send
from ova.web.sockets.emitter import Emitter
from ova.web.sockets.namespace import HubNamespace
from ova.web.sockets.rate_gate import RateGate

SATELLITE = "/satellite"
SATELLITE_EVENTS = (
    "hello",
    "start",
    "audio",
    "stop",
    "cancel",
    "text",
    "ring_stop",
    "played",
    "level",
    "log",
    "pong",
)
HUB_EVENTS = (
    "event",
    "play_start",
    "play_chunk",
    "play_end",
    "question_over",
    "ring",
    "ring_stop",
    "timer",
    "wake_words",
    "preferences",
    "levels",
    "identify",
    "ping",
    "problem",
)

MAX_SPEED = 10
"""Audio may come this many times faster than it was spoken."""
BURST_S = 10.0
"""Seconds of audio that may come at once, as after a short loss of the network."""
EVENTS_PER_S = 50
_SPEECH_BYTES_PER_S = 32_000


class OpenLink(Protocol):
    """Opens the hub's end of a connection."""

    def __call__(
        self,
        send: Send,
        *,
        address: str = ...,
        key_of: str | None = ...,
        person_id: str | None = ...,
    ) -> SatelliteLinkPort:
        """See ``HubPort.open_link``."""
        ...


class BadAudio(WebError, InvalidInput):
    """What came as audio is none."""

    code = "not_audio"
    status = 422


class TooFast(WebError, NotAllowed):
    """The client sends more than anyone can say."""

    code = "too_fast"
    status = 429


@dataclass(slots=True)
class _Client:
    link: SatelliteLinkPort
    audio: RateGate
    events: RateGate


class SatelliteNamespace(HubNamespace):
    """Carries messages between connected satellites and the hub's links."""

    def __init__(
        self,
        app: Flask,
        identities: Identities,
        emitter: Emitter,
        open_link: OpenLink,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Open a link for every client."""
        super().__init__(SATELLITE, app, identities, emitter.dismiss)
        self._emitter = emitter
        self._open_link = open_link
        self._clock = clock
        self._clients: dict[str, _Client] = {}
        self._closing: set[Future[None]] = set()
        self._lock = threading.Lock()
        self._closers = ThreadPoolExecutor(4, thread_name_prefix="ova-web-leave")
        self.handlers = {
            "hello": self._hello,
            "start": self._start,
            "audio": self._audio,
            "stop": self._stop,
            "cancel": self._cancel,
            "text": self._text,
            "ring_stop": self._ring_stop,
            "played": self._played,
            "level": self._level,
            "log": self._log,
            "pong": self._pong,
        }

    takes_satellites = True

    def joined(self, client: str, identity: Identity, address: str) -> None:
        """Open the client's link; every user may run a satellite."""

        def send(event: str, *args: Any) -> None:
            self._emitter.emit(SATELLITE, client, event, args)

        self._clients[client] = _Client(
            self._open_link(
                send,
                address=address,
                key_of=identity.satellite_id,
                person_id=identity.user.id if identity.satellite_id is None else None,
            ),
            RateGate(MAX_SPEED * _SPEECH_BYTES_PER_S, BURST_S * _SPEECH_BYTES_PER_S, self._clock),
            RateGate(EVENTS_PER_S, 2 * EVENTS_PER_S, self._clock),
        )

    def left(self, client: str, reason: str) -> None:
        """Have the client's link closed by another thread."""
        gone = self._clients.pop(client, None)
        if gone is None:
            return
        with self._lock:
            closing = self._closers.submit(gone.link.close, reason)
            self._closing.add(closing)
        closing.add_done_callback(self._closing.discard)

    def close(self) -> None:
        """Wait shortly until the links of those who left are closed."""
        with self._lock:
            pending = set(self._closing)
            self._closers.shutdown(wait=False)
        wait(pending, timeout=1)

    def _hello(self, client: str, data: Any) -> dict[str, Any]:
        return self._counted(client).link.hello(data)

    def _start(self, client: str, data: Any) -> dict[str, Any]:
        known = self._counted(client)
        answer = known.link.start(data)
        if answer.get("ok", True) and isinstance(data, dict):
            per_second = _bytes_per_second(data)
            known.audio.reset(MAX_SPEED * per_second, BURST_S * per_second)
        return answer

    def _audio(self, client: str, data: Any) -> None:
        if not isinstance(data, bytes | bytearray):
            self._counted(client)
            raise BadAudio("'audio' came without binary data.", cure="Send 16-bit PCM as bytes.")
        known = self._clients[client]
        if not known.audio.take(len(data)):
            raise self._dismissed(
                client,
                TooFast(
                    f"Audio came more than {MAX_SPEED} times faster than it was spoken.",
                    cure="Send audio as it is recorded, and connect again.",
                ),
            )
        known.link.audio(bytes(data))

    def _stop(self, client: str, data: Any) -> None:
        del data
        self._counted(client).link.stop()

    def _cancel(self, client: str, data: Any) -> None:
        del data
        self._counted(client).link.cancel()

    def _text(self, client: str, data: Any) -> dict[str, Any]:
        return self._counted(client).link.text(data)

    def _ring_stop(self, client: str, data: Any) -> None:
        self._counted(client).link.ring_stop(data)

    def _played(self, client: str, data: Any) -> None:
        self._counted(client).link.played(data)

    def _level(self, client: str, data: Any) -> dict[str, Any]:
        return self._counted(client).link.level(data)

    def _log(self, client: str, data: Any) -> dict[str, Any]:
        return self._counted(client).link.log(data)

    def _pong(self, client: str, data: Any) -> None:
        self._counted(client).link.pong(data)

    def _counted(self, client: str) -> _Client:
        """Return a client after counting an event of it. Raises TooFast."""
        known = self._clients[client]
        if not known.events.take(1):
            raise self._dismissed(
                client,
                TooFast(
                    f"More than {EVENTS_PER_S} messages came in a second.",
                    cure="Send fewer messages, and connect again.",
                ),
            )
        return known

    def _dismissed(self, client: str, error: WebError) -> WebError:
        """Tell a client why its connection ends, and end it."""
        told = {"code": error.code, "message": error.message, "cure": error.cure}
        self._emitter.emit(SATELLITE, client, "problem", (told,))
        self._emitter.dismiss(SATELLITE, client)
        return error


def _bytes_per_second(start: dict[str, Any]) -> int:
    """Return the data rate a ``start`` that was accepted speaks of."""
    rate, width, channels = (
        start.get(name, default)
        for name, default in (("rate", 16_000), ("width", 2), ("channels", 1))
    )
    return int(rate) * int(width) * int(channels)
