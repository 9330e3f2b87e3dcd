"""``/satellite``: audio up, sounds and events down."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any, Protocol

from flask import Flask

from ova.core import InvalidInput, RateGate, Role
from ova.web.errors import WebError
from ova.web.identity import Identities, Identity
from ova.web.ports import SatelliteLinkPort, Send
from ova.web.sockets.emitter import Emitter
from ova.web.sockets.namespace import HubNamespace
from ova.web.sockets.sound_gate import SoundGate, TooFast

SATELLITE = "/satellite"
SATELLITE_EVENTS = (
    "hello",
    "start",
    "wait",
    "wait_over",
    "wake_near",
    "wait_stop",
    "wait_stop_over",
    "audio",
    "stop",
    "cancel",
    "text",
    "ring_stop",
    "ring_snooze",
    "played",
    "level",
    "log",
    "preferences",
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
    "upcoming",
    "saying",
    "wake_words",
    "waiting",
    "wake",
    "preferences",
    "levels",
    "identify",
    "hush",
    "ping",
    "problem",
)

MAX_WAITING_SPEED = 2
"""How much faster than recorded audio may come while the hub waits for the wake word."""
EVENTS_PER_S = 50


class OpenLink(Protocol):
    """Opens the hub's end of a connection."""

    def __call__(
        self,
        send: Send,
        *,
        address: str = ...,
        key_of: str | None = ...,
        person_id: str | None = ...,
        role: Role | None = ...,
    ) -> SatelliteLinkPort:
        """See ``HubPort.open_link``."""
        ...


class BadAudio(WebError, InvalidInput):
    """What came as audio is none."""

    code = "not_audio"
    status = 422


OTHER_DOORS = ("wyoming", "esphome")
"""Kinds that the hub itself connects to."""


@dataclass(slots=True)
class _Client:
    link: SatelliteLinkPort
    audio: SoundGate
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
            "wait": self._wait,
            "wait_over": self._wait_over,
            "wake_near": self._wake_near,
            "wait_stop": self._wait_stop,
            "wait_stop_over": self._wait_stop_over,
            "audio": self._audio,
            "stop": self._stop,
            "cancel": self._cancel,
            "text": self._text,
            "ring_stop": self._ring_stop,
            "ring_snooze": self._ring_snooze,
            "played": self._played,
            "level": self._level,
            "log": self._log,
            "preferences": self._preferences,
            "pong": self._pong,
        }

    takes_satellites = True

    def joined(self, client: str, identity: Identity, address: str) -> None:
        """Open the client's link; every user may run a satellite."""

        def send(event: str, *args: Any) -> None:
            self._emitter.emit(SATELLITE, client, event, args)

        link = self._open_link(
            send,
            address=address,
            key_of=identity.satellite_id,
            person_id=identity.user.id if identity.satellite_id is None else None,
            role=identity.role if identity.satellite_id is None else None,
        )
        link.hang_up = lambda: self._emitter.dismiss(SATELLITE, client)
        self._clients[client] = _Client(
            link,
            SoundGate(self._clock),
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
        known = self._counted(client)
        if isinstance(data, dict) and data.get("kind") in OTHER_DOORS:
            return {
                "ok": False,
                "code": "bad_satellite_message",
                "message": f"Satellites of the kind {data['kind']!r} do not come this way.",
                "cure": "Use the kind ova; those of others are driven by the hub.",
            }
        return known.link.hello(data)

    def _start(self, client: str, data: Any) -> dict[str, Any]:
        known = self._counted(client)
        answer = known.link.start(data)
        if answer.get("ok", True) and isinstance(data, dict):
            known.audio.begin(data)
        return answer

    def _wait(self, client: str, data: Any) -> dict[str, Any]:
        known = self._counted(client)
        answer = known.link.wait(data)
        if answer.get("ok", True):
            known.audio.begin({}, MAX_WAITING_SPEED)
        return answer

    def _wait_over(self, client: str, data: Any) -> None:
        del data
        self._counted(client).link.wait_over()

    def _wait_stop(self, client: str, data: Any) -> dict[str, Any]:
        known = self._counted(client)
        answer = known.link.wait_stop(data)
        if answer.get("ok", True):
            known.audio.begin({}, MAX_WAITING_SPEED)
        return answer

    def _wait_stop_over(self, client: str, data: Any) -> None:
        del data
        self._counted(client).link.wait_stop_over()

    def _audio(self, client: str, data: Any) -> None:
        if not isinstance(data, bytes | bytearray):
            self._counted(client)
            raise BadAudio("'audio' came without binary data.", cure="Send 16-bit PCM as bytes.")
        known = self._clients[client]
        refused = known.audio.refused(len(data))
        if refused is not None:
            raise self._dismissed(client, refused)
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

    def _ring_snooze(self, client: str, data: Any) -> dict[str, Any]:
        return self._counted(client).link.ring_snooze(data)

    def _played(self, client: str, data: Any) -> None:
        self._counted(client).link.played(data)

    def _level(self, client: str, data: Any) -> dict[str, Any]:
        return self._counted(client).link.reports.level(data)

    def _log(self, client: str, data: Any) -> dict[str, Any]:
        return self._counted(client).link.reports.log(data)

    def _preferences(self, client: str, data: Any) -> dict[str, Any]:
        return self._counted(client).link.reports.preferences(data)

    def _wake_near(self, client: str, data: Any) -> None:
        self._counted(client).link.wake_near(data)

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
