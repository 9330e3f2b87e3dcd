"""Sentences that were spoken before: in memory, and on disk those that took long to make.

A file is a line of JSON (rate, width, channels, bytes, CRC-32 of the sound) and the sound. It appears
whole under its name or not at all, and one that is damaged is deleted and made again. The name is a
hash: nobody reads from it what was said.
"""

import hashlib
import json
import logging
import os
import threading
import zlib
from collections import OrderedDict
from contextlib import suppress
from pathlib import Path

from ova.core import AudioClip, AudioFormat, InvalidInput

_LOG = logging.getLogger(__name__)

MEMORY_BYTES = 8 * 1024 * 1024
"""About three minutes of speech."""
DISK_BYTES = 64 * 1024 * 1024
"""About twenty-five minutes."""
WORTH_S = 0.05
"""What took less time to make is made again rather than written to a disk."""
_SUFFIX = ".speech"


class VoiceCache:
    """Keeps the sentences that were spoken last. Safe to use from any thread."""

    def __init__(
        self,
        folder: Path | None = None,
        *,
        memory_bytes: int = MEMORY_BYTES,
        disk_bytes: int = DISK_BYTES,
    ) -> None:
        """Keep files in ``folder``, which need not exist; None keeps everything in memory."""
        self._folder = folder
        self._memory_bytes = memory_bytes
        self._disk_bytes = disk_bytes
        self._lock = threading.Lock()
        self._memory: OrderedDict[str, AudioClip] = OrderedDict()
        self._memory_used = 0
        self._sizes: OrderedDict[str, int] | None = None
        """Files by name, the one used longest ago first; None before the folder was read."""

    @staticmethod
    def key(*parts: object) -> str:
        """Return the name of what is made of these parts: engine, voice, speed, text."""
        return hashlib.sha256(repr(parts).encode()).hexdigest()

    def get(self, key: str) -> AudioClip | None:
        """Return what is kept under a key, or None."""
        with self._lock:
            clip = self._memory.get(key)
            if clip is not None:
                self._memory.move_to_end(key)
                return clip
            clip = self._read(key)
            if clip is not None:
                self._remember(key, clip)
            return clip

    def put(self, key: str, clip: AudioClip, took_s: float) -> None:
        """Keep a clip; on disk too when making it took long. A full disk only means it is not kept."""
        with self._lock:
            self._remember(key, clip)
            if self._folder is not None and took_s >= WORTH_S:
                self._write(self._folder, key, clip)

    def _remember(self, key: str, clip: AudioClip) -> None:
        before = self._memory.pop(key, None)
        self._memory_used -= len(before.pcm) if before else 0
        if len(clip.pcm) > self._memory_bytes:
            return
        self._memory[key] = clip
        self._memory_used += len(clip.pcm)
        while self._memory_used > self._memory_bytes:
            _, oldest = self._memory.popitem(last=False)
            self._memory_used -= len(oldest.pcm)

    def _read(self, key: str) -> AudioClip | None:
        if self._folder is None or key not in self._files(self._folder):
            return None
        path = self._folder / f"{key}{_SUFFIX}"
        try:
            clip = _parsed(path.read_bytes())
        except (OSError, ValueError, KeyError, TypeError, InvalidInput):
            self._drop(self._folder, key)
            return None
        self._files(self._folder).move_to_end(key)
        with suppress(OSError):
            os.utime(path)  # the order of use outlives the process
        return clip

    def _write(self, folder: Path, key: str, clip: AudioClip) -> None:
        data = _written(clip)
        if len(data) > self._disk_bytes:
            return
        draft = folder / f".{key}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(data)
            draft.replace(folder / f"{key}{_SUFFIX}")
        except OSError as error:
            _LOG.warning("A spoken sentence could not be kept in %s: %s", folder, error.strerror)
            with suppress(OSError):
                draft.unlink(missing_ok=True)
            return
        files = self._files(folder)
        files[key] = len(data)
        files.move_to_end(key)
        while sum(files.values()) > self._disk_bytes:
            self._drop(folder, next(iter(files)))

    def _drop(self, folder: Path, key: str) -> None:
        self._files(folder).pop(key, None)
        with suppress(OSError):
            (folder / f"{key}{_SUFFIX}").unlink(missing_ok=True)

    def _files(self, folder: Path) -> OrderedDict[str, int]:
        """Return the files there are; reads the folder once, and clears up what a power cut left."""
        if self._sizes is None:
            found: list[tuple[int, str, int]] = []
            with suppress(OSError):
                for path in folder.iterdir():
                    if path.suffix == _SUFFIX:
                        facts = path.stat()
                        found.append((facts.st_mtime_ns, path.stem, facts.st_size))
                    elif path.name.startswith("."):
                        path.unlink(missing_ok=True)
            self._sizes = OrderedDict((name, size) for _, name, size in sorted(found))
        return self._sizes


def _written(clip: AudioClip) -> bytes:
    head = {
        "rate": clip.format.rate,
        "width": clip.format.width,
        "channels": clip.format.channels,
        "bytes": len(clip.pcm),
        "crc": zlib.crc32(clip.pcm),
    }
    return json.dumps(head).encode() + b"\n" + clip.pcm


def _parsed(data: bytes) -> AudioClip:
    """Return the clip in a file. Raises ValueError, KeyError, TypeError, InvalidInput."""
    head, _, pcm = data.partition(b"\n")
    facts = json.loads(head)
    if len(pcm) != facts["bytes"] or zlib.crc32(pcm) != facts["crc"]:
        raise ValueError("damaged")
    return AudioClip(pcm, AudioFormat(facts["rate"], facts["width"], facts["channels"]))
