"""What a device says that is no reply: announcements, questions, and what rings."""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from aioesphomeapi.client import APIClient
from aioesphomeapi.core import APIConnectionError

from ova.core import AudioFormat
from ova.esphome.about import Abilities
from ova.esphome.fetched import Fetched
from ova.esphome.sounds import DeviceSound

log = logging.getLogger(__name__)

LATE_S = 30.0
"""A device has played something this long after it should have."""
LOOK_S = 0.25
EARLY_S = 2.0
"""Programs tell that they have played a sound up to a second too soon; who tells it this much sooner was
stopped. That counts only of devices that have played something to its end before: an alarm must not be
taken as stopped because its sound cannot be played."""


@dataclass(slots=True)
class Saying:
    """Something to be played."""

    id: str
    text: str
    format: AudioFormat
    pcm: bytearray = field(default_factory=bytearray)
    listens: bool = False
    """An answer is listened for afterwards."""
    rings: bool = False


class Announcements:
    """Plays one thing after the other, when nobody speaks. For the loop's thread."""

    def __init__(
        self,
        client: APIClient,
        can: Abilities,
        fetched: Fetched,
        free: Callable[[], bool],
        played: Callable[[Saying, bool], None],
        cannot: Callable[[], None],
    ) -> None:
        """``free`` tells whether nothing else is going on. ``played(saying, stopped)`` is told what was
        heard, and whether somebody stopped it; ``cannot`` that the device plays no announcements."""
        self._client = client
        self._can = can
        self._fetched = fetched
        self._free = free
        self._played = played
        self._cannot = cannot
        self.ring: Callable[[], Awaitable[Saying | None]] = _nothing
        """Gives the next round of what rings."""
        self._begun: dict[str, Saying] = {}
        self._queue: deque[Saying] = deque()
        self._wake = asyncio.Event()
        self._now: asyncio.Task[bool] | None = None
        self._saying: Saying | None = None
        self._plays_whole = False
        self._task = asyncio.create_task(self._run())

    @property
    def saying(self) -> bool:
        """Whether something is being played."""
        return self._saying is not None

    def begin(self, saying: Saying) -> None:
        """Take something; its pieces follow."""
        self._begun[saying.id] = saying

    def piece(self, sound_id: str, pcm: bytes) -> None:
        """Take a piece."""
        saying = self._begun.get(sound_id)
        if saying is not None:
            saying.pcm += pcm

    def end(self, sound_id: str, *, listens: bool) -> None:
        """Take that it is whole."""
        saying = self._begun.pop(sound_id, None)
        if saying is not None:
            saying.listens = listens
            self._queue.append(saying)
            self._wake.set()

    def over(self, sound_id: str) -> None:
        """Listen for no answer to it, and do not play it if that has not begun."""
        self._queue = deque(one for one in self._queue if one.id != sound_id)

    def look(self) -> None:
        """Look whether something rings now."""
        self._wake.set()

    def interrupt(self) -> None:
        """Take that the device plays no more of it: somebody speaks."""
        if self._now is not None:
            self._now.cancel()

    def hush_ring(self) -> None:
        """Have the device stop what rings."""
        if self._saying is not None and self._saying.rings:
            self._stop_player()
            self.interrupt()

    def close(self) -> None:
        """Play nothing more. May be called twice."""
        self._task.cancel()
        self.interrupt()

    def _stop_player(self) -> None:
        from aioesphomeapi import MediaPlayerCommand

        if self._can.player is not None:
            try:
                self._client.media_player_command(
                    self._can.player, command=MediaPlayerCommand.STOP, announcement=True
                )
            except APIConnectionError as error:
                log.debug("A device was not told to be quiet: %s", error)

    async def _run(self) -> None:
        while True:
            saying = self._queue.popleft() if self._queue and self._free() else None
            if saying is None and not self._queue and self._free():
                saying = await self.ring()
                if saying is None:
                    self._wake.clear()
                    await self._wake.wait()
                    continue
            if saying is None or not self._free():
                if saying is not None and not saying.rings:
                    self._queue.appendleft(saying)
                await asyncio.sleep(LOOK_S)
                continue
            self._saying = saying
            try:
                await self._play(saying)
            finally:
                self._saying = None

    async def _play(self, saying: Saying) -> None:
        sound, url = self._fetched.open(saying.format)
        if sound is None:
            self._played(saying, False)
            await asyncio.sleep(1.0)
            return
        sound.feed(bytes(saying.pcm))
        sound.finish()
        self._now = asyncio.create_task(self._say(saying, sound, url))
        done, _ = await asyncio.wait({self._now})
        self._now = None
        task = done.pop()
        stopped = not task.cancelled() and task.exception() is None and task.result()
        if not task.cancelled() and task.exception() is not None:
            log.info("A device did not play an announcement: %s", task.exception())
            await asyncio.sleep(1.0)
        self._played(saying, stopped)

    async def _say(self, saying: Saying, sound: DeviceSound, url: str) -> bool:
        """Have it played, and wait until it was; tell whether somebody stopped it."""
        began = time.monotonic()
        if self._can.announce:
            await self._client.send_voice_assistant_announcement_await_response(
                url,
                sound.seconds + LATE_S,
                saying.text,
                start_conversation=saying.listens and self._can.converse,
            )
            early_s = began + sound.seconds - time.monotonic()
            stopped = self._plays_whole and sound.fetched and early_s > EARLY_S
            self._plays_whole = self._plays_whole or early_s <= EARLY_S
            if saying.rings and not stopped:
                await asyncio.sleep(max(0.0, early_s))
            return stopped
        if self._can.player is not None:
            self._client.media_player_command(self._can.player, media_url=url, announcement=True)
            await asyncio.sleep(sound.seconds + 0.5)
            return False
        self._cannot()
        return False


async def _nothing() -> None:
    return None
