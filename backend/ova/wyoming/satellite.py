"""One connection to a Wyoming satellite: its events become a link's messages, and the other way."""

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from wyoming.error import Error
from wyoming.event import Event
from wyoming.ping import Ping, Pong
from wyoming.satellite import PauseSatellite, RunSatellite

from ova.core import AudioClip, AudioFormat, OvaError, RateGate
from ova.engines import WyomingAddress
from ova.satellites import HearsWakeWords, SatelliteLink
from ova.wyoming.about import hello, is_satellite, satellite_id
from ova.wyoming.bell import Bell
from ova.wyoming.connection import Connection
from ova.wyoming.errors import BadFrame
from ova.wyoming.listening import Listening
from ova.wyoming.probe import describe, no_satellite, silent, taken
from ova.wyoming.sounds import Sounds
from ova.wyoming.timers import Timers

INFO_S = 10.0
PING_S = 2.0
SILENT_S = 5.0
"""Who answers pings and says nothing for so long is gone."""
EVENTS_PER_S = 50.0


class OpenLink(Protocol):
    """Opens the hub's end of a satellite, whatever carries its messages."""

    def __call__(self, send: Callable[..., None], *, address: str = ...) -> SatelliteLink:
        """See ``OpenVoiceAssistant.open_link``."""
        ...


@dataclass(frozen=True, slots=True)
class Lent:
    """What the hub lends to those who drive satellites."""

    open_link: OpenLink
    say: Callable[[str, str], Iterable[AudioClip]]
    """``say(satellite_id, text)`` speaks in the voice of a satellite. Raises OvaError."""
    listener: Callable[[str], HearsWakeWords]
    """Loads what finds the wake words of a satellite, by its id. Raises OvaError."""
    clock: Callable[[], float]
    """Seconds since the epoch."""
    changed: Callable[[], None]
    """Told when a satellite can be driven, or cannot any more."""


class WyomingSatellite:
    """Drives one satellite as long as it is connected."""

    def __init__(
        self, connection: Connection, address: WyomingAddress, session: str, lent: Lent
    ) -> None:
        """``session`` is the same for as long as the hub runs."""
        self.id = satellite_id(address)
        self._connection = connection
        self._address = address
        self._session = session
        self._clock = lent.clock
        self._pongs = False
        self.greeted = False
        self._began = self._heard_at = self._pinged_at = time.monotonic()
        self._events = RateGate(EVENTS_PER_S, 4 * EVENTS_PER_S, time.monotonic)
        self._timers = Timers()
        self._closing = threading.Lock()
        self._link = lent.open_link(self.tell, address=address.host)
        self._link.hang_up = lambda: connection.cut("It does not answer any more.")
        self._sounds = Sounds(connection.send, self._played)
        self._listening = Listening(
            self._link, connection.send, self._sounds, lambda: lent.listener(self.id)
        )
        self._bell = Bell(
            self._sounds,
            lambda text: lent.say(self.id, text),
            lambda item_id: self._link.ring_stop({"id": item_id}),
        )

    def run(self) -> None:
        """Greet, and carry messages until the connection ends. Raises OvaError that tells why."""
        try:
            self._connection.send(Ping("").event())
            self._connection.send(Event("describe"))
            self._greet(self._info())
            self._connection.send(RunSatellite().event())
            while (event := self._connection.read()) is not None:
                self._heard_at = time.monotonic()
                self._take(event)
            if self._connection.fault:
                raise BadFrame(self._connection.fault)
        except OvaError as error:
            self._connection.send(Error(error.message, error.code).event())
            raise
        finally:
            self.close()

    def pause(self) -> None:
        """Tell the satellite that nobody listens any more; ``run`` ends."""
        self._connection.send(PauseSatellite().event())
        self._connection.close()

    def close(self) -> None:
        """End what is going on. May be called twice."""
        with self._closing:
            self._link.close()
            self._sounds.close()
            self._listening.close()

    def tick(self) -> None:
        """Look after what time brings; called by the connection about twice a second."""
        now = time.monotonic()
        if not self.greeted:
            if now - self._began > INFO_S:
                self._connection.cut("It does not say what it is.")
            return
        if self._pongs:
            if now - self._heard_at > SILENT_S:
                self._connection.cut("It does not answer any more.")
            if now - self._pinged_at >= PING_S:
                self._pinged_at = now
                self._connection.send(Ping("").event())
        self._listening.tick()
        self._bell.tick(free=not self._sounds.busy and not self._listening.active)

    def tell(self, event: str, *arguments: Any) -> None:
        """Take a message of the hub's for the satellite; never waits."""
        data: Any = arguments[0] if arguments else {}
        match event:
            case "event":
                self._listening.run_event(data)
            case "play_start":
                fmt = AudioFormat(data["rate"], data["width"], data["channels"])
                self._listening.speaks(data.get("run_id"))
                self._sounds.begin(data["id"], data["kind"], fmt)
            case "play_chunk":
                self._sounds.piece(data, arguments[1])
            case "play_end":
                self._sounds.end(data["id"], keep_listening=bool(data["keep_listening"]))
            case "question_over":
                self._listening.over()
            case "ring":
                self._bell.ring(str(data["timer"]["id"]), str(data["text"]))
            case "ring_stop":
                self._bell.stop(str(data["id"]))
            case "timer":
                told = self._timers.changed(data, self._clock())
                if told is not None:
                    self._connection.send(told)
            case "preferences":
                self._sounds.set(data["volume"], data["muted"])
            case "wake_words":
                self._listening.wake_words_changed()
            case "ping":
                self._connection.send(Ping(str(data["number"])).event())
            case "problem":
                self._connection.send(Error(data["message"], data["code"]).event())
                self._connection.cut(data["message"])

    def _info(self) -> Event:
        """Return what the satellite says of itself. Raises OvaError with why it does not."""
        while (event := self._connection.read()) is not None:
            if event.type == "pong":
                self._pongs = True
            elif event.type == "info":
                return event
        if self._connection.fault:
            raise silent(self._address)
        if is_satellite(describe(self._address)):
            raise taken(self._address)  # it describes itself to everybody, and talks to one
        raise no_satellite(self._address)

    def _greet(self, info: Event) -> None:
        if not is_satellite(info):
            raise no_satellite(self._address)
        answer = self._link.hello(hello(info, self._address, self._session, pongs=self._pongs))
        if not answer["ok"]:
            raise OvaError(answer["message"], cure=answer["cure"], code=answer["code"])
        self.greeted = True

    def _take(self, event: Event) -> None:
        """Take an event. Raises BadFrame when it cannot be borne."""
        if event.type == "audio-chunk":
            self._listening.audio(event)
            return
        if not self._events.take(1):
            raise BadFrame(
                f"More than {EVENTS_PER_S:g} events came in a second.", cure="Send fewer events."
            )
        match event.type:
            case "audio-stop":
                self._listening.stop()
            case "run-pipeline":
                self._listening.pipeline(event.data)
            case "detection":
                self._listening.detected(event.data.get("name"))
            case "played":
                self._sounds.played()
            case "ping":
                self._connection.send(Pong(_short(event.data.get("text"))).event())
            case "pong":
                text = _short(event.data.get("text"))
                if text.isdecimal():
                    self._link.pong({"number": int(text)})

    def _played(self, sound_id: str, kind: str, keep_listening: bool) -> None:
        del kind
        self._link.played({"id": sound_id})
        if keep_listening:
            self._listening.follow_up()


def _short(text: object) -> str:
    return text[:100] if isinstance(text, str) else ""
