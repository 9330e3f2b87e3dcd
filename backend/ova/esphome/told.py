"""What the hub tells a device, done by the parts that drive it."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from aioesphomeapi.client import APIClient
from aioesphomeapi.core import APIConnectionError

from ova.core import AudioFormat, OvaError
from ova.esphome.announcements import Saying
from ova.esphome.parts import DeviceParts
from ova.esphome.timers import TimerEvent, is_quiet, rings
from ova.esphome.worker import Worker
from ova.satellites import SatelliteLink

log = logging.getLogger(__name__)


class Told:
    """Does what the hub tells one device. For the loop's thread."""

    def __init__(
        self,
        parts: DeviceParts,
        client: APIClient,
        link: SatelliteLink,
        worker: Worker,
        clock: Callable[[], float],
        fail: Callable[[OvaError], None],
        *,
        is_new: bool,
    ) -> None:
        """``clock`` is in seconds since the epoch; ``fail`` is told of what ends the connection.

        A device that ``is_new`` brings its own volume.
        """
        self._parts = parts
        self._client = client
        self._link = link
        self._worker = worker
        self._clock = clock
        self._fail = fail
        self._is_new = is_new
        self._formats: dict[str, AudioFormat] = {}
        self._tasks: set[asyncio.Task[Any]] = set()

    def close(self) -> None:
        """Give up what has not reached the device yet."""
        for task in self._tasks:
            task.cancel()

    def take(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Take a message of the hub's."""
        parts = self._parts
        data: Any = arguments[0] if arguments else {}
        match event:
            case "event":
                parts.listening.run_event(data)
            case "play_start" | "play_chunk" | "play_end":
                self._play(event, data, *arguments[1:])
            case "question_over":
                parts.announcements.over(str(data["id"]))
            case "ring" | "ring_stop" | "timer":
                self._ring(event, data)
            case "preferences":
                parts.loudness.set(data["volume"], data["muted"])
                if parts.greeted or not self._is_new:  # a new one brings its own volume
                    parts.controls.set_volume(data["volume"])
            case "wake_words":
                parts.listening.wake_words_changed()
                words = data.get("wake_words")
                if words is not None:
                    self._later(parts.controls.set_words([str(one["id"]) for one in words]))
            case "ping":
                self._later(self._pong(data["number"]))
            case "problem":
                self._fail(OvaError(data["message"], cure=data["cure"], code=data["code"]))

    def _play(self, event: str, data: Any, pcm: bytes = b"") -> None:
        parts = self._parts
        if event == "play_chunk":
            fmt = self._formats.get(data)
            if fmt is not None:
                loud = parts.loudness.applied(pcm, fmt)
                parts.replies.piece(data, loud)
                parts.announcements.piece(data, loud)
        elif event == "play_end":
            self._formats.pop(data["id"], None)
            parts.replies.end(data["id"])
            parts.announcements.end(data["id"], listens=bool(data["keep_listening"]))
        else:
            fmt = AudioFormat(data["rate"], data["width"], data["channels"])
            if data["kind"] != "reply":
                self._formats[data["id"]] = fmt
                parts.announcements.begin(Saying(data["id"], str(data["text"]), fmt))
            elif parts.listening.is_own(data.get("run_id")):
                self._formats[data["id"]] = fmt
                parts.listening.speaks()
                parts.replies.begin(data["id"], fmt, parts.listening.play_from)

    def _ring(self, event: str, data: Any) -> None:
        parts = self._parts
        by_hub = parts.can.announce or parts.can.player is not None
        if event == "timer":
            told = parts.timers.changed(data, self._clock()) if parts.can.timers else None
            if told is not None:
                self._tell_timer(told)
        elif event == "ring" and by_hub:
            parts.bell.ring(str(data["timer"]["id"]), str(data["text"]))
            parts.announcements.look()
        elif event == "ring" and parts.can.timers and data["timer"].get("kind") != "timer":
            self._tell_timer(rings(data["timer"], str(data["text"])))
        elif event == "ring_stop" and by_hub:
            parts.bell.stop(str(data["id"]))
            if not parts.bell.rings:
                parts.announcements.hush_ring()
        elif event == "ring_stop" and parts.can.timers:
            self._tell_timer(is_quiet(str(data["id"])))

    def _tell_timer(self, told: TimerEvent) -> None:
        send = partial(
            self._client.send_voice_assistant_timer_event,
            *(told.kind, told.timer_id, told.name, told.total_s, told.left_s, told.active),
        )
        self._parts.outbox.call(send)

    async def _pong(self, number: int) -> None:
        await self._client.device_info()
        self._worker.put(self._link.pong, {"number": number})

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if isinstance(error, APIConnectionError | TimeoutError):
            log.debug("A device was not told something: %s", error)
        elif error is not None:
            log.error("A device was not told something", exc_info=error)
