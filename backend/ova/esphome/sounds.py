"""What devices fetch from the hub: replies and announcements, under names nobody can guess."""

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from functools import partial

from ova.core import AudioFormat
from ova.esphome.encoding import MIME, Encoder, SoundFormat

KEEP_S = 300.0
"""A sound can be had for so long after it was begun, and while it is made."""
MOST = 100
"""Sounds that are kept at once."""
MOST_BYTES = 32 * 1024 * 1024
STALLED_S = 20.0
"""Nobody waits longer for the next piece of a sound."""
CHUNK_BYTES = 8_192


class DeviceSound:
    """A sound that grows while it is made. Written by one thread, read by any."""

    def __init__(self, name: str, wanted: SoundFormat, source: AudioFormat) -> None:
        self.name = name
        self._mime = MIME[wanted.container]
        self.seconds = 0.0
        """How long it is so far."""
        self._source = source
        self._changed = threading.Condition()
        self._data = bytearray()
        self._place = 0
        self._whole = False
        self._fetched = False
        self._encoder = Encoder(wanted, source, self)

    @property
    def mime(self) -> str:
        """What kind of file it is."""
        return self._mime

    @property
    def fetched(self) -> bool:
        """Whether somebody has read it to its end."""
        return self._fetched

    @property
    def size(self) -> int:
        """Bytes so far."""
        return len(self._data)

    def feed(self, pcm: bytes) -> None:
        """Append a piece."""
        self.seconds += len(pcm) / self._source.frame_bytes / self._source.rate
        self._encoder.feed(pcm)

    def finish(self) -> None:
        """Say that it is whole. May be called twice."""
        if self._whole:
            return
        self._encoder.finish()
        with self._changed:
            self._whole = True
            self._changed.notify_all()

    def whole(self) -> bytes | None:
        """Return the file when it is whole."""
        with self._changed:
            if not self._whole:
                return None
            self._fetched = True
            return bytes(self._data)

    def pieces(self) -> Iterator[bytes]:
        """Yield the file as it is made; ends early when its making stalls."""
        at = 0
        while True:
            with self._changed:
                self._changed.wait_for(partial(self._has, at), STALLED_S)
                piece = bytes(self._data[at : at + CHUNK_BYTES])
                if not piece:
                    self._fetched = self._fetched or self._whole
                    return
            at += len(piece)
            yield piece

    def _has(self, at: int) -> bool:
        return self._whole or len(self._data) > at

    def write(self, data: bytes, /) -> int:
        """Write at the current place; for the encoder."""
        with self._changed:
            end = self._place + len(data)
            self._data[self._place : end] = data
            self._place = end
            self._changed.notify_all()
        return len(data)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to a place; for the encoder."""
        self._place = (0, self._place, len(self._data))[whence] + offset
        return self._place

    def tell(self) -> int:
        """Return the current place; for the encoder."""
        return self._place


class DeviceSounds:
    """Keeps sounds for some minutes, the oldest out first. Thread-safe."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """``clock`` gives monotonic seconds."""
        self._clock = clock
        self._lock = threading.Lock()
        self._sounds: OrderedDict[str, tuple[float, DeviceSound]] = OrderedDict()

    def open(self, wanted: SoundFormat, source: AudioFormat) -> DeviceSound:
        """Return an empty sound that can be had from now on; its pieces follow."""
        name = f"{secrets.token_urlsafe(24)}.{wanted.container}"
        sound = DeviceSound(name, wanted, source)
        with self._lock:
            self._sounds[name] = (self._clock(), sound)
            self._tidy()
        return sound

    def get(self, name: str) -> DeviceSound | None:
        """Return a sound; None when there is none of this name any more."""
        with self._lock:
            self._tidy()
            kept = self._sounds.get(name)
            return kept[1] if kept else None

    def _tidy(self) -> None:
        oldest = self._clock() - KEEP_S
        size = sum(sound.size for _, sound in self._sounds.values())
        while self._sounds:
            name, (at, sound) = next(iter(self._sounds.items()))
            full = len(self._sounds) > MOST or size > MOST_BYTES
            if at >= oldest and (not full or len(self._sounds) == 1):
                return
            del self._sounds[name]
            size -= sound.size
