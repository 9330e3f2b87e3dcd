"""One connected satellite: its messages become runs, its runs' events become messages."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ova.core import Role, Satellite
from ova.pipeline import Pipeline
from ova.satellites.acknowledgement import acknowledge
from ova.satellites.arbitration import hearing_of
from ova.satellites.device import Device
from ova.satellites.device_reports import DeviceReports
from ova.satellites.errors import no_hello, nobody_listens, token_of_another
from ova.satellites.heartbeat import Heartbeat
from ova.satellites.listening import Listening
from ova.satellites.messages import (
    Hello,
    parse_hello,
    parse_start,
    parse_text,
)
from ova.satellites.playback import Playback, Send
from ova.satellites.requests import Requests
from ova.satellites.sounding import Sounding
from ova.satellites.spoken_runs import SpokenRuns
from ova.satellites.standby import Standby
from ova.satellites.stop_watch import StopWatch

if TYPE_CHECKING:
    from ova.satellites.satellites import Satellites

MAX_CHUNK_BYTES = 256 * 1024
HEALTH_EVERY_S = 10.0
"""Pages are told of the round trip as often; it is measured more often."""


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
        role: Role | None = None,
    ) -> None:
        """``send(event, *args)`` delivers one message; it must not block for long.

        ``address`` is where the connection comes from; ``key_of`` the id of the satellite whose
        token it came with, if it is one's own; ``person_id`` who is signed in there, and ``role``
        what they may do at most.
        """
        self.sounding = Sounding()
        """What is said there just now."""

        def sent(event: str, *args: Any) -> None:
            self.sounding.sent(event, args)
            send(event, *args)

        self.device = Device(sent)
        self.heartbeat = Heartbeat(self.device.ping)
        self.address = address
        self.features: tuple[str, ...] = ()
        self.sayings: dict[str, str] = {}
        """The words the satellite keeps for when the hub is away: their marks by name."""
        self._key_of = key_of
        self._satellites = satellites
        self._pipeline = pipeline
        self._runs = SpokenRuns(pipeline, sent, lambda: satellites.quiet.gain_at(self.satellite_id))
        self._listening = Listening(pipeline, self._runs, satellites.auditions, self.heartbeat)
        self._requests = Requests(satellites, pipeline, person_id, role)
        self.reports = DeviceReports(satellites, self._known)
        """Takes what the device tells of itself."""
        self.standby = Standby(satellites.standby, send, self.start, self.audio)
        """Waits for the wake word here, where the satellite leaves that to the hub."""
        self.stop_watch = StopWatch(satellites.stop_places, self._stop_heard)
        """Listens for "stop" here, while something is heard."""
        self.satellite_id: str | None = None
        self.hang_up: Callable[[], None] = _nothing
        """Ends the connection beneath; lent by whoever carries it."""
        self._health_told_at = float("-inf")

    def hello(self, data: object) -> dict[str, Any]:
        """Take who the satellite says it is; the acknowledgement carries what the hub knows of it."""

        def greet() -> dict[str, Any]:
            hello = parse_hello(data)
            self._check_key(hello)
            satellite = self._satellites.arrivals.greet(self, hello)
            self.features = hello.features
            self.sayings = dict(hello.sayings)
            return {
                "satellite": satellite.to_json(),
                "question": self._requests.left_open(satellite),
                **self._satellites.told.at_first(satellite),
            }

        acknowledgement = acknowledge(greet)
        if acknowledgement["ok"]:
            self._satellites.arrivals.catch_up(self)
        return acknowledgement

    def start(self, data: object) -> dict[str, Any]:
        """Open a run for a spoken command; one that is still listening is cancelled.

        Where several satellites heard one wake word, the one that heard it best goes on.
        """

        def open_stream() -> dict[str, Any]:
            satellite = self._known()
            start = parse_start(data)
            self._listening.give_up()
            self._runs.hush()
            request = self._requests.request(
                satellite, speak=start.speak, wake_word=start.wake_word
            )
            return self._listening.begin(satellite, start, request)

        return acknowledge(open_stream)

    def wake_near(self, data: object) -> None:
        """Take that a wake word is perhaps being said here."""
        if self.satellite_id is not None and isinstance(data, dict):
            self._satellites.auditions.near(self.satellite_id, hearing_of(data))

    def audio(self, pcm: bytes) -> None:
        """Take a piece of audio; what comes while nothing listens is dropped."""
        if len(pcm) > MAX_CHUNK_BYTES:
            return
        self.heartbeat.heard()
        if self._listening.feed(pcm):
            return
        if self.standby.waits or self.stop_watch.listens:
            self._listening.unheard.heard()
            self.stop_watch.audio(pcm)
            self.standby.audio(pcm)
        elif self._listening.unheard.too_much(pcm):
            self.device.problem(nobody_listens())
            self.hang_up()

    def wait(self, data: object) -> dict[str, Any]:
        """Wait for the wake word in what is streamed from now on between commands."""
        return acknowledge(lambda: self.standby.begin(self._known().id, data))

    def wait_over(self) -> None:
        """Wait for the wake word no more."""
        self.standby.end()

    def wait_stop(self, data: object) -> dict[str, Any]:
        """Listen for "stop" in what is streamed from now on, as something plays or rings there."""
        del data
        return acknowledge(lambda: self.stop_watch.begin(self._known()))

    def wait_stop_over(self) -> None:
        """Listen for "stop" no more: nothing is heard there any longer."""
        self.stop_watch.end()

    def hush(self) -> None:
        """End what is said and what rings there."""
        self._runs.give_up()
        self.device.hush()

    def stop(self) -> None:
        """Say that the command's audio is complete."""
        self._listening.finish()

    def cancel(self) -> None:
        """Stop listening and forget the command; of a reply that is being spoken, make no more."""
        self._listening.give_up()
        self._runs.give_up()

    def text(self, data: object) -> dict[str, Any]:
        """Open a run for a typed command."""

        def open_run() -> dict[str, Any]:
            satellite = self._known()
            text, speak = parse_text(data)
            request = self._requests.request(satellite, speak=speak)
            run_id = self._pipeline.text_later(
                text, request, self._runs.finished, self._runs.forward
            )
            return {"run_id": run_id}

        return acknowledge(open_run)

    def ring_stop(self, data: object) -> None:
        """Silence one ringing timer, or all of this satellite."""
        timer_id = data.get("id") if isinstance(data, dict) else None
        if self.satellite_id is not None:
            self._satellites.silence(
                self.satellite_id, timer_id if isinstance(timer_id, str) else None
            )

    def ring_snooze(self, data: object) -> dict[str, Any]:
        """Have an alarm or a reminder that rings here ring again later."""

        def later() -> dict[str, Any]:
            item_id = str(data.get("id", "")) if isinstance(data, dict) else ""
            return {"due_at": self._satellites.snooze(self._known().id, item_id).due_at}

        return acknowledge(later)

    def played(self, data: object) -> None:
        """Take note that a sound was played to its end."""
        if self.satellite_id is not None and isinstance(data, dict):
            self.sounding.played(str(data.get("id", "")))
            self._satellites.played(self.satellite_id, str(data.get("id", "")))

    def close(self, reason: str = "") -> None:
        """End the connection: what was being heard is cancelled. May be called twice."""
        del reason
        self.standby.end()
        self.stop_watch.end()
        self.cancel()
        self._satellites.arrivals.leave(self)

    def pong(self, data: object) -> None:
        """Take the answer to a ping."""
        told = data if isinstance(data, dict) else {}
        took_ms = self.heartbeat.answered(told.get("number"), told.get("clock"))
        now = time.monotonic()
        if took_ms is not None and now - self._health_told_at >= HEALTH_EVERY_S:
            self._health_told_at = now
            self._satellites.answered(self, took_ms)

    def lost(self) -> None:
        """End a connection that gives no sign of life."""
        if self.satellite_id is not None:
            self._satellites.logs.note(
                self.satellite_id, "It does not answer; the connection was ended.", "warning"
            )
        self.close("lost")
        self.hang_up()

    def announce(self, text: str) -> Playback:
        """Begin an announcement; its pieces follow."""
        return self.device.sound(
            "announce", text, self._satellites.quiet.gain_at(self.satellite_id)
        )

    def _check_key(self, hello: Hello) -> None:
        if self._key_of is not None and hello.id != self._key_of:
            raise token_of_another()

    def _known(self) -> Satellite:
        if self.satellite_id is None:
            raise no_hello()
        return self._satellites.registry.get(self.satellite_id)

    def _stop_heard(self, text: str) -> None:
        """End what is heard here: somebody said so."""
        if self.satellite_id is None:
            return
        request = replace(self._requests.request(self._known(), speak=False), hushing=True)
        self._pipeline.text_later(
            text, request, self._runs.finished, self._runs.forward, source="audio"
        )


def _nothing() -> None:
    """Stand in until somebody can hang up."""
