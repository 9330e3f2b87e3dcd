"""One connection to an ESPHome device: a link's messages become the device's, and the other way."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from aioesphomeapi import DeviceInfo
from aioesphomeapi.client import APIClient
from aioesphomeapi.core import APIConnectionError

from ova.core import AudioFormat, OvaError
from ova.esphome.about import (
    OLDEST,
    Abilities,
    abilities,
    hello,
    satellite_id,
    shown_name,
    version_of,
)
from ova.esphome.address import DeviceAddress
from ova.esphome.announcements import Announcements, Saying
from ova.esphome.bell import Bell
from ova.esphome.controls import Controls
from ova.esphome.errors import not_voice, taken
from ova.esphome.fetched import Fetched
from ova.esphome.listening import Listening
from ova.esphome.loudness import Loudness
from ova.esphome.outbox import Outbox
from ova.esphome.ports import Lent
from ova.esphome.replies import Replies
from ova.esphome.timers import TimerEvent, Timers, is_quiet, rings
from ova.esphome.worker import Worker

log = logging.getLogger(__name__)


async def asked(client: APIClient, address: DeviceAddress) -> tuple[DeviceInfo, Abilities]:
    """Return what a device is. Raises DeviceError when it neither listens nor speaks."""
    info, entities, _ = await client.device_info_and_list_entities()
    can = abilities(info, entities, client.api_version)
    if not can.listens and not can.announce:
        version = client.api_version
        old = version is not None and version < OLDEST
        raise not_voice(shown_name(info), address, old=old)
    return info, can


class VoiceDevice:
    """Drives one device as long as it is connected. For the loop's thread."""

    def __init__(
        self,
        client: APIClient,
        address: DeviceAddress,
        own: str,
        host: str,
        session: str,
        lent: Lent,
        claims: Callable[[str], None],
        greeted: Callable[[str], None],
        unreachable: Callable[[OvaError | None], None],
    ) -> None:
        """``own`` and ``host`` are the hub's and the device's address; ``session`` is the same for as
        long as the hub runs. ``claims`` is told its id first, and raises OvaError when this must not be driven; ``greeted`` is told that it is; ``unreachable`` is told why the device cannot fetch sounds, or None."""
        self.id = ""
        self._client = client
        self._address = address
        self._own = own
        self._host = host
        self._session = session
        self._lent = lent
        self._is_new = False
        self._claims = claims
        self._greeted = greeted
        self._unreachable = unreachable
        self._loop = asyncio.get_running_loop()
        self._failed: asyncio.Future[None] = self._loop.create_future()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._worker = Worker(f"ova-esphome-{address.host}")
        self._link = lent.open_link(self._tell, address=host)
        self._formats: dict[str, AudioFormat] = {}
        self._parts: _Parts | None = None

    async def run(self, gone: asyncio.Event) -> None:
        """Greet, and carry messages until the device is ``gone``. Raises OvaError that tells why."""
        info, can = await asked(self._client, self._address)
        self.id = satellite_id(info)
        self._claims(self.id)
        self._is_new = not self._lent.knows(self.id)
        parts = self._parts = self._build(info, can)
        if can.listens:
            self._client.subscribe_voice_assistant(
                handle_start=parts.listening.start,
                handle_stop=parts.listening.stop,
                handle_audio=parts.listening.audio if can.api_audio else None,
                handle_announcement_finished=self._finished,
            )
        await parts.controls.read()
        self._check_nobody_else(info, parts)
        volume = parts.controls.volume
        answer = await self._worker.call(self._link.hello, parts.hello())
        if not answer["ok"]:
            raise OvaError(answer["message"], cure=answer["cure"], code=answer["code"])
        if self._is_new and volume is not None:
            self._worker.put(self._lent.brought, self.id, {"volume": volume})
        parts.greeted = True
        self._worker.put(self._tell_timers)
        self._greeted(self.id)
        ended = asyncio.create_task(gone.wait())
        ended.add_done_callback(self._ended)
        try:
            await self._failed
        finally:
            ended.cancel()

    async def close(self) -> None:
        """End what is going on."""
        parts, self._parts = self._parts, None
        for task in self._tasks:
            task.cancel()
        if parts is not None:
            parts.announcements.close()
            parts.replies.stop()
            parts.outbox.close()
            if parts.replies.datagrams is not None:
                parts.replies.datagrams.close()
            self._worker.put(parts.listening.close)
        self._worker.put(self._link.close)
        await self._loop.run_in_executor(None, self._worker.close)

    def _build(self, info: DeviceInfo, can: Abilities) -> "_Parts":
        outbox = Outbox(self._client)
        fetched = Fetched(
            self._lent.sounds,
            lambda name: self._lent.sound_url(name, self._own),
            can.format,
            self._unreachable,
        )
        replies = Replies(self._client, can, outbox, fetched, self._heard)
        announcements = Announcements(
            *(self._client, can, fetched, self._is_free, self._said, self._cannot_announce)
        )
        listening = Listening(
            *(self._link, can, outbox, replies, self._worker),
            lambda: self._lent.listener(self.id),
            (self._own, self._host),
            announcements.interrupt,
            self._fail,
        )
        bell = Bell(
            self._worker,
            lambda text: self._lent.say(self.id, text),
            lambda item_id: self._worker.put(self._link.ring_stop, {"id": item_id}),
        )
        announcements.ring = bell.round
        controls = Controls(self._client, can, self._turned, self._changed)
        return _Parts(
            can=can,
            outbox=outbox,
            replies=replies,
            announcements=announcements,
            listening=listening,
            bell=bell,
            controls=controls,
            loudness=Loudness(device_sets_volume=can.sets_volume),
            timers=Timers(rings_itself=not (can.announce or can.player is not None)),
            hello=lambda: hello(
                *(info, can, self._address, self._session, controls.words), muted=controls.muted
            ),
        )

    def _check_nobody_else(self, info: DeviceInfo, parts: "_Parts") -> None:
        """Raise DeviceError when somebody else uses the voice assistant: then it tells no wake words."""
        words = parts.controls.words
        silent = words is None or not words.available_wake_words
        if silent and parts.can.listens and self._lent.had_words(self.id, version_of(info)):
            raise taken(shown_name(info))

    def _tell(self, event: str, *arguments: Any) -> None:
        """Take a message of the hub's for the device, from any thread; never waits."""
        try:
            self._loop.call_soon_threadsafe(self._take, event, arguments)
        except RuntimeError:
            log.debug("Nobody is there any more to be told %s", event)

    def _take(self, event: str, arguments: tuple[Any, ...]) -> None:
        parts = self._parts
        if parts is None:
            return
        data: Any = arguments[0] if arguments else {}
        match event:
            case "event":
                parts.listening.run_event(data)
            case "play_start" | "play_chunk" | "play_end":
                self._play(parts, event, data, *arguments[1:])
            case "question_over":
                parts.announcements.over(str(data["id"]))
            case "ring" | "ring_stop" | "timer":
                self._ring(parts, event, data)
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

    def _play(self, parts: "_Parts", event: str, data: Any, pcm: bytes = b"") -> None:
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

    def _ring(self, parts: "_Parts", event: str, data: Any) -> None:
        by_hub = parts.can.announce or parts.can.player is not None
        if event == "timer":
            told = parts.timers.changed(data, self._lent.clock()) if parts.can.timers else None
            if told is not None:
                self._tell_timer(parts, told)
        elif event == "ring" and by_hub:
            parts.bell.ring(str(data["timer"]["id"]), str(data["text"]))
            parts.announcements.look()
        elif event == "ring" and parts.can.timers and data["timer"].get("kind") != "timer":
            self._tell_timer(parts, rings(data["timer"], str(data["text"])))
        elif event == "ring_stop" and by_hub:
            parts.bell.stop(str(data["id"]))
            if not parts.bell.rings:
                parts.announcements.hush_ring()
        elif event == "ring_stop" and parts.can.timers:
            self._tell_timer(parts, is_quiet(str(data["id"])))

    def _tell_timer(self, parts: "_Parts", told: TimerEvent) -> None:
        send = partial(
            self._client.send_voice_assistant_timer_event,
            *(told.kind, told.timer_id, told.name, told.total_s, told.left_s, told.active),
        )
        parts.outbox.call(send)

    def _tell_timers(self) -> None:
        for timer in self._lent.timers(self.id):
            self._tell("timer", timer)

    def _is_free(self) -> bool:
        parts = self._parts
        return parts is not None and not parts.listening.active and not parts.replies.busy

    async def _finished(self, told: object) -> None:
        """Take that the device has played something; what was announced is waited for elsewhere."""
        del told
        if self._parts is not None and not self._parts.announcements.saying:
            self._parts.replies.finished()

    def _heard(self, sound_id: str) -> None:
        self._worker.put(self._link.played, {"id": sound_id})

    def _said(self, saying: Saying, stopped: bool) -> None:
        if saying.rings:
            if stopped:  # somebody pressed the device's button, or said its word for it
                self._worker.put(self._link.ring_stop, {})
            return
        if saying.listens and self._parts is not None:
            self._parts.listening.expects_answer()
        self._heard(saying.id)

    def _cannot_announce(self) -> None:
        words = "It cannot play announcements: it has no media player."
        self._worker.put(self._lent.note, self.id, words, "warning")

    def _turned(self, percent: int) -> None:
        self._worker.put(self._lent.keep, self.id, {"volume": percent})

    def _changed(self) -> None:
        if self._parts is not None and self._parts.greeted:
            self._worker.put(self._link.hello, self._parts.hello())

    async def _pong(self, number: int) -> None:
        await self._client.device_info()
        self._worker.put(self._link.pong, {"number": number})

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        async def safe() -> None:
            try:
                await work
            except (APIConnectionError, TimeoutError) as error:
                log.debug("A device was not told something: %s", error)

        task = asyncio.create_task(safe())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _ended(self, task: object) -> None:
        del task
        if not self._failed.done():
            self._failed.set_result(None)

    def _fail(self, error: OvaError) -> None:
        if not self._failed.done():
            self._failed.set_exception(error)


class _Parts:
    """What drives one device together."""

    def __init__(
        self,
        *,
        can: Abilities,
        outbox: Outbox,
        replies: Replies,
        announcements: Announcements,
        listening: Listening,
        bell: Bell,
        controls: Controls,
        loudness: Loudness,
        timers: Timers,
        hello: Callable[[], dict[str, Any]],
    ) -> None:
        self.can = can
        self.outbox = outbox
        self.replies = replies
        self.announcements = announcements
        self.listening = listening
        self.bell = bell
        self.controls = controls
        self.loudness = loudness
        self.timers = timers
        self.hello = hello
        self.greeted = False
