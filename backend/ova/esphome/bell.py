"""What rings on a device: a tone and the words for it, again and again."""

import logging
import time
from collections.abc import Callable, Iterable

from ova.core import AudioClip, OvaError
from ova.esphome.announcements import Saying
from ova.esphome.worker import Worker
from ova.satellites import ring_chime

log = logging.getLogger(__name__)

LONGEST_RING_S = 600.0
SAID_EVERY = 3
CHIMES = 3
"""Tones of one round."""
RING = "ring"


class Bell:
    """Knows what rings, and makes one round of it after the other. For the loop's thread."""

    def __init__(
        self,
        worker: Worker,
        say: Callable[[str], Iterable[AudioClip]],
        give_up: Callable[[str], None],
    ) -> None:
        """``say(text)`` speaks in the device's voice; ``give_up(id)`` is told of what rang for ten minutes."""
        self._worker = worker
        self._say = say
        self._give_up = give_up
        self._ringing: dict[str, tuple[str, float]] = {}
        self._round = 0

    @property
    def rings(self) -> bool:
        """Whether anything does."""
        return bool(self._ringing)

    def ring(self, item_id: str, text: str) -> None:
        """Ring for something."""
        self._ringing.setdefault(item_id, (text, time.monotonic()))

    def stop(self, item_id: str) -> None:
        """Ring for it no more."""
        self._ringing.pop(item_id, None)

    async def round(self) -> Saying | None:
        """Return what to play next; None when nothing rings."""
        now = time.monotonic()
        for item_id in [one for one, (_, at) in self._ringing.items() if now - at > LONGEST_RING_S]:
            self._give_up(item_id)
            self.stop(item_id)
        if not self._ringing:
            self._round = 0
            return None
        self._round += 1
        words = " ".join(text for text, _ in self._ringing.values() if text)
        chime = ring_chime()
        clip = AudioClip(CHIMES * chime.pcm, chime.format)
        if words and self._round % SAID_EVERY == SAID_EVERY - 1:
            clip = await self._spoken(words) or clip
        if not self._ringing:  # it was silenced meanwhile
            return None
        saying = Saying(f"{RING}-{self._round}", words, clip.format, bytearray(clip.pcm))
        saying.rings = True
        return saying

    async def _spoken(self, words: str) -> AudioClip | None:
        """Return the words; None when the voice fails, which must not keep it from ringing."""

        def speak() -> AudioClip | None:
            pieces = list(self._say(words))
            if not pieces:
                return None
            return AudioClip(b"".join(one.pcm for one in pieces), pieces[0].format)

        try:
            return await self._worker.call(speak)
        except OvaError as error:
            log.warning("What rings could not be said: %s", error)
            return None
