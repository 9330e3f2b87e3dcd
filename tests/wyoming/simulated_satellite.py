"""A satellite made of the ``wyoming`` package's own server, for what the program does not do.

It behaves as wyoming-satellite 1.4.1: describes itself to everybody, talks to one hub, answers
pings, says when it has played something, and streams from a detection until the transcript.
"""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from tests.hubs import free_port
from tests.wyoming.client import AudioChunk
from wyoming.event import Event
from wyoming.server import AsyncEventHandler, AsyncTcpServer

from ova.audio import convert
from ova.core import AudioClip, AudioFormat

WAIT_S = 90.0
PIECE = 2_048
SPEECH = AudioFormat()


class SimulatedSatellite:
    """One that runs in a thread of its own."""

    def __init__(self, port: int, *, name: str, area: str, newer: bool) -> None:
        self.port = port
        self.address = f"tcp://127.0.0.1:{port}"
        self.about: dict[str, Any] = {
            **{kind: [] for kind in ("asr", "tts", "handle", "intent", "wake", "mic", "snd")},
            "satellite": {
                "name": name,
                "area": area,
                "attribution": {"name": "", "url": ""},
                "installed": True,
                "description": name,
                "version": "1.4.1",
            },
        }
        self.newer = newer
        """Answers pings and tells what it has played."""
        self.frozen = False
        """Neither reads nor writes any more, though its connection stays open."""
        self.loop = asyncio.new_event_loop()
        self.server = AsyncTcpServer("127.0.0.1", port)
        self.hub: _Handler | None = None
        self.visits = 0
        """How many hubs it talked to so far, one after the other."""
        self._changed = threading.Condition()
        self.got: list[Event] = []
        """Everything hubs have said, the sound left out."""
        self.sounds: list[bytes] = []
        """What was played so far, sound by sound."""
        self.streams = False
        self._thread = threading.Thread(target=self._run, daemon=True)

    # what the test does

    def wait(self, what: Callable[[], Any], said: str = "") -> None:
        """Wait until something holds."""
        with self._changed:
            assert self._changed.wait_for(what, WAIT_S), (said, [one.type for one in self.got])

    def expect(self, *kinds: str, after: int = 0) -> list[Event]:
        """Wait until these came, in this order though not at once, after so many; return them."""

        def found() -> list[Event]:
            wanted, there = list(kinds), []
            for event in self.got[after:]:
                if wanted and event.type == wanted[0]:
                    there.append(event)
                    wanted.pop(0)
            return [] if wanted else there

        self.wait(found, f"expected {kinds}")
        return found()

    def mark(self) -> int:
        """Return how much has come so far."""
        with self._changed:
            return len(self.got)

    def send(self, *events: Event) -> None:
        """Tell the hub."""
        asyncio.run_coroutine_threadsafe(self._send(events), self.loop).result(WAIT_S)

    def wake(self, word: str | None = "okay_nabu", *, pipeline: bool = True) -> None:
        """Hear the wake word here, and ask for what follows to be heard."""
        self.streams = True
        events = [] if word is None else [Event("detection", {"name": word, "timestamp": 0})]
        if pipeline:
            stages = {"start_stage": "asr", "end_stage": "tts", "restart_on_end": False}
            events.append(Event("run-pipeline", stages))
        self.send(*events)

    def remote(self) -> None:
        """Have the hub wait for the wake word."""
        self.streams = True
        stages = {"start_stage": "wake", "end_stage": "tts", "restart_on_end": True}
        self.send(Event("run-pipeline", stages))

    def say(self, clip: AudioClip) -> None:
        """Stream something while it streams at all."""
        pcm = convert(clip, SPEECH).pcm
        numbers = (SPEECH.rate, SPEECH.width, SPEECH.channels)
        for at in range(0, len(pcm), PIECE):
            if not self.streams:
                return
            self.send(AudioChunk(*numbers, pcm[at : at + PIECE]).event())

    def drop(self) -> None:
        """Lose the connection, as when the network or the program breaks off."""
        self.loop.call_soon_threadsafe(self._drop)

    def kinds(self) -> list[str]:
        """Return the types of what came."""
        with self._changed:
            return [one.type for one in self.got]

    # the satellite itself

    def start(self) -> None:
        self._thread.start()
        with self._changed:
            assert self._changed.wait_for(lambda: self.server._server is not None, WAIT_S)

    def close(self) -> None:
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()

    def take(self, event: Event) -> None:
        """Take an event of the hub that drives it."""
        with self._changed:
            if event.type == "audio-chunk":
                self.sounds[-1] += event.payload or b""
            else:
                self.got.append(event)
            if event.type == "audio-start":
                self.sounds.append(b"")
            if event.type in ("transcript", "run-satellite", "pause-satellite"):
                self.streams = False
            self._changed.notify_all()

    def came(self, handler: "_Handler") -> None:
        with self._changed:
            self.hub, self.visits = handler, self.visits + 1
            self._changed.notify_all()

    def went(self, handler: "_Handler") -> None:
        with self._changed:
            if self.hub is handler:
                self.hub, self.streams = None, False
            self._changed.notify_all()

    def _run(self) -> None:
        asyncio.set_event_loop(self.loop)
        self.loop.run_until_complete(self.server.start(partial(_Handler, self)))
        with self._changed:
            self._changed.notify_all()
        self.loop.run_forever()
        self.loop.run_until_complete(self._stop())
        self.loop.close()

    async def _stop(self) -> None:
        listening = self.server._server
        assert listening is not None
        listening.close()
        while left := asyncio.all_tasks() - {asyncio.current_task()}:
            for task in left:
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)

    def _drop(self) -> None:
        if self.hub is not None:
            self.hub.writer.transport.abort()

    async def _send(self, events: tuple[Event, ...]) -> None:
        for event in events:
            if self.hub is not None:
                await self.hub.write_event(event)


class _Handler(AsyncEventHandler):
    """One connection."""

    def __init__(self, satellite: SimulatedSatellite, *streams: Any) -> None:
        super().__init__(*streams)
        self._satellite = satellite

    async def handle_event(self, event: Event) -> bool:
        one = self._satellite
        if event.type == "describe":
            await self.write_event(Event("info", one.about))
            return True
        if one.hub is None:
            one.came(self)
        elif one.hub is not self:
            return False
        while one.frozen:
            await asyncio.sleep(0.05)
        one.take(event)
        if one.newer and event.type == "ping":
            await self.write_event(Event("pong", {"text": event.data.get("text")}))
        if one.newer and event.type == "audio-stop":
            await self.write_event(Event("played"))
        return True

    async def disconnect(self) -> None:
        self._satellite.went(self)


@contextmanager
def simulated_satellite(
    *, name: str = "Shelf", area: str = "Kitchen", newer: bool = True, port: int | None = None
) -> Iterator[SimulatedSatellite]:
    """Run one for the time of a block."""
    satellite = SimulatedSatellite(port or free_port(), name=name, area=area, newer=newer)
    satellite.start()
    try:
        yield satellite
    finally:
        satellite.close()
