"""The last spoken replies, so that clients can fetch their sound, also while it is being made."""

import threading
from collections import OrderedDict
from collections.abc import Callable

from ova.core import AudioClip
from ova.pipeline.sound import ReplySound

KEEP_S = 300.0
KEEP_BYTES = 16 * 1024 * 1024


class ReplyShelf:
    """Keeps reply sounds in memory for a few minutes, oldest out first."""

    def __init__(
        self,
        clock: Callable[[], float],
        *,
        keep_s: float = KEEP_S,
        keep_bytes: int = KEEP_BYTES,
    ) -> None:
        """``clock`` gives seconds; it may be any steadily growing one."""
        self._clock = clock
        self._keep_s = keep_s
        self._keep_bytes = keep_bytes
        self._sounds: OrderedDict[str, tuple[float, ReplySound]] = OrderedDict()
        self._lock = threading.Lock()

    def open(self) -> ReplySound:
        """Return an empty sound that is kept from now on; its pieces follow."""
        sound = ReplySound()
        with self._lock:
            self._sounds[sound.id] = (self._clock(), sound)
            self._tidy()
        return sound

    def put(self, clip: AudioClip) -> str:
        """Keep a finished clip and return the id it can be fetched by."""
        sound = self.open()
        sound.add(clip)
        sound.finish()
        with self._lock:
            self._tidy()
        return sound.id

    def sound(self, key: str) -> ReplySound | None:
        """Return a sound, finished or not; None when it is unknown or too old."""
        with self._lock:
            self._tidy()
            kept = self._sounds.get(key)
            return kept[1] if kept else None

    def get(self, key: str, timeout_s: float = 0.0) -> AudioClip | None:
        """Return a whole sound, waiting for its last piece; None when it is unknown or not ready."""
        sound = self.sound(key)
        return sound.whole(timeout_s) if sound else None

    def _tidy(self) -> None:
        oldest = self._clock() - self._keep_s
        size = sum(sound.size for _, sound in self._sounds.values())
        while self._sounds:
            key, (kept_at, sound) = next(iter(self._sounds.items()))
            if kept_at >= oldest and (size <= self._keep_bytes or len(self._sounds) == 1):
                return
            del self._sounds[key]
            size -= sound.size
