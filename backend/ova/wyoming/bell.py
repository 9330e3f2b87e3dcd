"""What rings on a Wyoming satellite: a tone and the words for it, again and again."""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator

from ova.core import AudioClip, OvaError
from ova.satellites import ring_chime
from ova.wyoming.sounds import RING, Sounds

log = logging.getLogger(__name__)

LONGEST_RING_S = 600.0
SAID_EVERY = 3
Say = Callable[[str], Iterable[AudioClip]]
"""Speaks a text in the satellite's voice. Raises OvaError."""


class Bell:
    """Rings as long as something does. Every method is safe from any thread."""

    def __init__(self, sounds: Sounds, say: Say, give_up: Callable[[str], None]) -> None:
        """``give_up(id)`` is told of what has rung for ten minutes."""
        self._sounds = sounds
        self._say = say
        self._give_up = give_up
        self._lock = threading.Lock()
        self._ringing: dict[str, tuple[str, float]] = {}
        self._round = 0

    def ring(self, item_id: str, text: str) -> None:
        """Ring for something."""
        with self._lock:
            self._ringing.setdefault(item_id, (text, time.monotonic()))

    def stop(self, item_id: str) -> None:
        """Ring for it no more."""
        with self._lock:
            self._ringing.pop(item_id, None)
            quiet = not self._ringing
        if quiet:
            self._sounds.hush(RING)

    def tick(self, free: bool) -> None:
        """Ring once more when the satellite is ``free``: nothing is played and nobody speaks."""
        now = time.monotonic()
        with self._lock:
            late = [one for one, (_, at) in self._ringing.items() if now - at > LONGEST_RING_S]
            texts = [text for text, _ in self._ringing.values()]
            if not texts:
                self._round = 0
        for item_id in late:
            self._give_up(item_id)
            self.stop(item_id)
        if texts and free:
            self._round += 1
            self._ring_once(f"{RING}-{self._round}", texts)

    def _ring_once(self, sound_id: str, texts: list[str]) -> None:
        started = False
        for clip in self._pieces(texts):
            if not started:
                self._sounds.begin(sound_id, RING, clip.format)
                started = True
            self._sounds.piece(sound_id, clip.pcm)
        self._sounds.end(sound_id)

    def _pieces(self, texts: list[str]) -> Iterator[AudioClip]:
        """Yield the tone, and every third time what it rings for."""
        words = " ".join(text for text in texts if text)
        if words and self._round % SAID_EVERY == SAID_EVERY - 1:
            try:
                yield from self._say(words)
                return
            except OvaError as error:  # a voice that fails must not keep it from ringing
                log.warning("What rings could not be said: %s", error)
        yield ring_chime()
