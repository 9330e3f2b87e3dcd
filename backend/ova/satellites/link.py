"""One connected satellite: its messages become runs, its runs' events become messages."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ova.core import (
    OvaError,
    RunEvent,
    RunEventType,
    RunResult,
    Satellite,
)
from ova.pipeline import Pipeline, ReplySound, RunRequest, StreamRun
from ova.satellites.device import Device
from ova.satellites.errors import SatelliteError
from ova.satellites.heartbeat import Heartbeat
from ova.satellites.messages import (
    Hello,
    parse_hello,
    parse_level,
    parse_log,
    parse_start,
    parse_text,
)
from ova.satellites.playback import Playback, Send

if TYPE_CHECKING:
    from ova.satellites.satellites import Satellites

MAX_CHUNK_BYTES = 256 * 1024


class SatelliteLink:
    """Translates between one connection and the pipeline. Every method is safe from any thread."""

    def __init__(
        self,
        satellites: "Satellites",
        pipeline: Pipeline,
        send: Send,
        *,
        address: str = "",
        key_of: str | None = None,
        person_id: str | None = None,
    ) -> None:
        """``send(event, *args)`` delivers one message; it must not block for long.

        ``address`` is where the connection comes from; ``key_of`` the id of the satellite whose
        token it came with, if it is one's own; ``person_id`` who is signed in there.
        """
        self.device = Device(send)
        self.heartbeat = Heartbeat(self.device.ping)
        self.address = address
        self.features: tuple[str, ...] = ()
        self._key_of = key_of
        self._person_id = person_id
        self._satellites = satellites
        self._pipeline = pipeline
        self._send = send
        self._lock = threading.Lock()
        self._stream: StreamRun | None = None
        self._replies: dict[str, tuple[ReplySound, Playback]] = {}
        """What is being spoken here, by run."""
        self._open_runs: set[str] = set()
        self._unwanted: set[str] = set()
        """Runs that go on, but whose reply nobody waits for."""
        self.satellite_id: str | None = None

    def hello(self, data: object) -> dict[str, Any]:
        """Take who the satellite says it is; the acknowledgement carries what the hub knows of it."""

        def greet() -> dict[str, Any]:
            hello = parse_hello(data)
            self._check_key(hello)
            satellite = self._satellites.greet(self, hello)
            self.features = hello.features
            return {"satellite": satellite.to_json()}

        acknowledgement = _acknowledge(greet)
        if acknowledgement["ok"]:
            self._satellites.catch_up(self)
        return acknowledgement

    def start(self, data: object) -> dict[str, Any]:
        """Open a run for a spoken command; one that is still listening is cancelled."""

        def open_stream() -> dict[str, Any]:
            satellite = self._known()
            start = parse_start(data)
            with self._lock:
                previous, self._stream = self._stream, None
            if previous is not None:
                previous.cancel()
            self._hush()
            request = self._request(satellite, speak=start.speak, wake_word=start.wake_word)
            stream = self._pipeline.stream(start.format, request, self._finished, self._forward)
            with self._lock:
                self._stream = stream
            return {"run_id": stream.run_id}

        return _acknowledge(open_stream)

    def audio(self, pcm: bytes) -> None:
        """Take a piece of audio; what comes while nothing listens is dropped."""
        stream = self._stream
        if stream is not None and len(pcm) <= MAX_CHUNK_BYTES:
            stream.feed(pcm)

    def stop(self) -> None:
        """Say that the command's audio is complete."""
        if self._stream is not None:
            self._stream.finish()

    def cancel(self) -> None:
        """Stop listening and forget the command; of a reply that is being spoken, make no more."""
        with self._lock:
            stream, self._stream = self._stream, None
        if stream is not None:
            stream.cancel()
        with self._lock:
            self._unwanted |= self._open_runs
        self._hush()

    def text(self, data: object) -> dict[str, Any]:
        """Open a run for a typed command."""

        def open_run() -> dict[str, Any]:
            satellite = self._known()
            text, speak = parse_text(data)
            request = self._request(satellite, speak=speak)
            run_id = self._pipeline.text_later(text, request, self._finished, self._forward)
            return {"run_id": run_id}

        return _acknowledge(open_run)

    def ring_stop(self, data: object) -> None:
        """Silence one ringing timer, or all of this satellite."""
        timer_id = data.get("id") if isinstance(data, dict) else None
        if self.satellite_id is not None:
            self._satellites.silence(
                self.satellite_id, timer_id if isinstance(timer_id, str) else None
            )

    def played(self, data: object) -> None:
        """Take note that a sound was played to its end."""
        if self.satellite_id is not None and isinstance(data, dict):
            self._satellites.played(self.satellite_id, str(data.get("id", "")))

    def close(self, reason: str = "") -> None:
        """End the connection: what was being heard is cancelled. May be called twice."""
        del reason
        self.cancel()
        self._satellites.leave(self)

    def level(self, data: object) -> dict[str, Any]:
        """Take how loud it is; refused when nobody asked."""

        def take() -> dict[str, Any]:
            self._satellites.level(self._known().id, parse_level(data))
            return {}

        return _acknowledge(take)

    def log(self, data: object) -> dict[str, Any]:
        """Take what the satellite logged; the acknowledgement tells how much of a flood was cut."""
        return _acknowledge(
            lambda: {"cut": self._satellites.logs.add(self._known().id, parse_log(data))}
        )

    def pong(self, data: object) -> None:
        """Take the answer to a ping."""
        took_ms = self.heartbeat.answered(data.get("number") if isinstance(data, dict) else None)
        if took_ms is not None:
            self._satellites.answered(self, took_ms)

    def announce(self, text: str) -> Playback:
        """Begin an announcement; its pieces follow."""
        return self.device.sound("announce", text)

    def _check_key(self, hello: Hello) -> None:
        if self._key_of is not None and hello.id != self._key_of:
            raise SatelliteError(
                "This token belongs to another satellite.",
                cure="Start the satellite without a token, and let it join on the hub's page.",
                code="token_of_another",
            )

    def _known(self) -> Satellite:
        if self.satellite_id is None:
            raise SatelliteError(
                "The satellite has not said who it is.", cure="Send 'hello' first.", code="no_hello"
            )
        return self._satellites.registry.get(self.satellite_id)

    def _request(
        self, satellite: Satellite, *, speak: bool, wake_word: dict[str, Any] | None = None
    ) -> RunRequest:
        browser = (
            satellite.kind == "browser"
        )  # a device's token tells who set it up, not who speaks
        person = self._person_id if browser else None
        return RunRequest(
            satellite_id=satellite.id,
            person_id=person or self._satellites.person_of(satellite),
            area_id=satellite.area_id,
            language=self._satellites.language_of(satellite),
            voice=satellite.preferences.voice,
            recogniser=satellite.preferences.recogniser,
            speak=speak,
            wake_word=wake_word,
        )

    def _forward(self, event: RunEvent) -> None:
        self._send("event", event.to_json())
        match event.type:
            case RunEventType.RUN_START:
                with self._lock:
                    self._open_runs.add(event.run_id)
            case RunEventType.TTS_START:
                self._speak(event)
            case RunEventType.RUN_END:
                with self._lock:
                    self._open_runs.discard(event.run_id)
                    self._unwanted.discard(event.run_id)

    def _speak(self, event: RunEvent) -> None:
        """Send a reply's sound while it is made."""
        sound = self._pipeline.shelf.sound(event.data["tts_output"]["audio_id"])
        if sound is None:
            return
        text = str(event.data["text"])
        playback = Playback(self._send, kind="reply", text=text, run_id=event.run_id)
        with self._lock:
            unwanted = event.run_id in self._unwanted
            self._replies[event.run_id] = (sound, playback)
        if unwanted:
            sound.stop()
        sound.follow(playback.piece)

    def _finished(self, result: RunResult) -> None:
        with self._lock:
            spoken = self._replies.pop(result.run_id, None)
        if spoken is not None:
            sound, playback = spoken
            playback.end(keep_listening=result.keep_listening and sound.wanted)

    def _hush(self) -> None:
        """Make no more of what is being spoken here."""
        with self._lock:
            speaking = [sound for sound, _ in self._replies.values()]
        for sound in speaking:
            sound.stop()


def _acknowledge(work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Return the acknowledgement of a message: ``ok`` with what ``work`` gives, or the error."""
    try:
        return {"ok": True, **work()}
    except OvaError as error:
        return {"ok": False, "code": error.code, "message": error.message, "cure": error.cure}
