"""What a satellite plays just now, as far as the hub can know."""

import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

LINGERS_S = 20.0
"""A sound may be paused while others are heard; after so long beyond its length it is over, told or not."""
_SPOKEN = frozenset({"reply", "announce"})


class Sounding:
    """Follows the messages of one connection: what begins there, and what was played. Thread-safe."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """``clock`` is monotonic."""
        self._clock = clock
        self._lock = threading.Lock()
        self._sounds: dict[str, tuple[str, float, float]] = {}
        """Text, bytes in a second, and until when it counts, by id."""

    def sent(self, event: str, args: tuple[Any, ...]) -> None:
        """Take note of a message to the satellite."""
        match event, args:
            case "play_start", (told,) if isinstance(told, Mapping) and told["kind"] in _SPOKEN:
                speed = float(told["rate"] * told["width"] * told["channels"])
                with self._lock:
                    until = self._clock() + LINGERS_S
                    self._sounds[str(told["id"])] = (str(told["text"]), speed, until)
            case "play_chunk", (sound_id, pcm):
                with self._lock:
                    known = self._sounds.get(sound_id)
                    if known is not None:
                        text, speed, until = known
                        self._sounds[sound_id] = (text, speed, until + len(pcm) / speed)

    def played(self, sound_id: str) -> None:
        """Take note that a sound is over."""
        with self._lock:
            self._sounds.pop(sound_id, None)

    def clear(self) -> None:
        """Take all as over."""
        with self._lock:
            self._sounds.clear()

    @property
    def texts(self) -> tuple[str, ...]:
        """What is being said, or waits to be."""
        now = self._clock()
        with self._lock:
            self._sounds = {one: told for one, told in self._sounds.items() if told[2] > now}
            return tuple(text for text, _, _ in self._sounds.values())
