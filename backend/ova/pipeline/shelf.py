"""The last spoken replies, so that clients can fetch their sound."""

import threading
import uuid
from collections import OrderedDict
from collections.abc import Callable

from ova.core import AudioClip

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
        self._clips: OrderedDict[str, tuple[float, AudioClip]] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, clip: AudioClip) -> str:
        """Keep a clip and return the id it can be fetched by."""
        key = uuid.uuid4().hex
        with self._lock:
            self._clips[key] = (self._clock(), clip)
            self._tidy()
        return key

    def get(self, key: str) -> AudioClip | None:
        """Return a clip, or None when it is unknown or too old."""
        with self._lock:
            self._tidy()
            kept = self._clips.get(key)
            return kept[1] if kept else None

    def _tidy(self) -> None:
        oldest = self._clock() - self._keep_s
        size = sum(len(clip.pcm) for _, clip in self._clips.values())
        while self._clips:
            key, (kept_at, clip) = next(iter(self._clips.items()))
            if kept_at >= oldest and (size <= self._keep_bytes or len(self._clips) == 1):
                return
            del self._clips[key]
            size -= len(clip.pcm)
