"""One connection to an ESPHome device: what it is, and what it tells the hub."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from aioesphomeapi import DeviceInfo
from aioesphomeapi.client import APIClient

from ova.core import OvaError
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
from ova.esphome.allowance import Allowance
from ova.esphome.announcements import Announcements, Saying
from ova.esphome.bell import Bell
from ova.esphome.controls import Controls
from ova.esphome.errors import lost, not_voice, taken, too_many
from ova.esphome.fetched import Fetched
from ova.esphome.listening import Listening
from ova.esphome.loudness import Loudness
from ova.esphome.outbox import Outbox
from ova.esphome.parts import DeviceParts
from ova.esphome.ports import Lent
from ova.esphome.refusal import Refusal
from ova.esphome.replies import Replies
from ova.esphome.timers import Timers
from ova.esphome.told import Told
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
        self._claims = claims
        self._greeted = greeted
        self._unreachable = unreachable
        self._loop = asyncio.get_running_loop()
        self._failed: asyncio.Future[None] = self._loop.create_future()
        self._worker = Worker(f"ova-esphome-{address.host}")
        self._link = lent.open_link(self._tell, address=host)
        self._link.hang_up = self._hang_up
        self._allowance = Allowance()
        self._parts: DeviceParts | None = None
        self._told: Told | None = None

    async def run(self, gone: asyncio.Event) -> None:
        """Greet, and carry messages until the device is ``gone``. Raises OvaError that tells why."""
        info, can = await asked(self._client, self._address)
        self.id = satellite_id(info)
        self._claims(self.id)
        is_new = not self._lent.knows(self.id)
        parts = self._parts = self._build(info, can)
        self._told = Told(
            *(parts, self._client, self._link, self._worker, self._lent.clock, self._fail),
            is_new=is_new,
        )
        refusal = Refusal(self._client)
        if can.listens:
            refusal.watch()
            self._client.subscribe_voice_assistant(
                handle_start=parts.listening.start,
                handle_stop=parts.listening.stop,
                handle_audio=parts.listening.audio if can.api_audio else None,
                handle_announcement_finished=self._finished,
            )
        await parts.controls.read()
        self._check_nobody_else(info, parts, refused=refusal.seen())
        volume = parts.controls.volume
        answer = await self._worker.call(self._link.hello, parts.hello())
        if not answer["ok"]:
            raise OvaError(answer["message"], cure=answer["cure"], code=answer["code"])
        if is_new and volume is not None:
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
        told, self._told = self._told, None
        if told is not None:
            told.close()
        if parts is not None:
            parts.announcements.close()
            parts.replies.stop()
            parts.outbox.close()
            if parts.replies.datagrams is not None:
                parts.replies.datagrams.close()
            self._worker.put(parts.listening.close)
        self._worker.put(self._link.close)
        # who gives up waiting must not keep the worker from its end
        await asyncio.shield(self._loop.run_in_executor(None, self._worker.close))

    def _build(self, info: DeviceInfo, can: Abilities) -> DeviceParts:
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
            self._allowance,
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
        return DeviceParts(
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

    def _check_nobody_else(self, info: DeviceInfo, parts: DeviceParts, *, refused: bool) -> None:
        """Raise DeviceError when somebody else uses the voice assistant: then it tells no wake words."""
        words = parts.controls.words
        silent = words is None or not words.available_wake_words
        by_another = refused or self._lent.had_words(self.id, version_of(info))
        if silent and parts.can.listens and by_another:
            raise taken(shown_name(info))

    def _tell(self, event: str, *arguments: Any) -> None:
        """Take a message of the hub's for the device, from any thread; never waits."""
        try:
            self._loop.call_soon_threadsafe(self._take, event, arguments)
        except RuntimeError:
            log.debug("Nobody is there any more to be told %s", event)

    def _hang_up(self) -> None:
        """End the connection, from any thread: the hub has given the device up."""
        with suppress(RuntimeError):  # nobody is there any more
            self._loop.call_soon_threadsafe(self._fail, lost(self._address))

    def _take(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self._told is not None:
            self._told.take(event, arguments)

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
        if self._may():
            self._worker.put(self._lent.keep, self.id, {"volume": percent})

    def _may(self) -> bool:
        """Tell whether the device may set something; one that sets things all the time is cut."""
        may = self._allowance.order()
        if not may:
            self._fail(too_many())
        return may

    def _changed(self) -> None:
        if self._parts is not None and self._parts.greeted and self._may():
            self._worker.put(self._link.hello, self._parts.hello())

    def _ended(self, task: object) -> None:
        del task
        if not self._failed.done():
            self._failed.set_result(None)

    def _fail(self, error: OvaError) -> None:
        if not self._failed.done():
            self._failed.set_exception(error)
