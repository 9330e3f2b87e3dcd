"""The device's microphone, reopened when it fails."""

import logging
import queue
import random
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from ova.audio import SpeechStream
from ova.core import SPEECH_RATE_HZ, AudioFormat
from ova.satellite import portaudio
from ova.satellite.backoff import Backoff
from ova.satellite.errors import DeviceUnavailable
from ova.satellite.source import BLOCK_BYTES, BLOCK_S

log = logging.getLogger(__name__)

STALL_S = 3.0
"""A microphone that gives nothing for so long has failed; most say so by going quiet."""
QUEUE_BLOCKS = int(10 / BLOCK_S)
FIRST_RETRY_S = 1.0
LONGEST_RETRY_S = 30.0


class MicrophoneSource:
    """Captures with PortAudio: at 16 kHz mono, else at what the device can, converted."""

    exhausted = False

    def __init__(
        self, device: str | None = None, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """``device`` is a number or a part of a device's name; None takes the default."""
        self._device = device
        self._clock = clock
        self._blocks: queue.Queue[bytes] = queue.Queue(QUEUE_BLOCKS)
        self._stream: Any = None
        self._converter: SpeechStream | None = None
        self._pending = bytearray()
        self._last_heard = 0.0
        self._retry_at = 0.0
        self._backoff = Backoff(FIRST_RETRY_S, LONGEST_RETRY_S, random.Random())  # noqa: S311 - spreads retries, guards nothing

    def open(self) -> None:
        """Start capturing. Raises DeviceUnavailable."""
        sounddevice = portaudio.load()
        device = portaudio.device_of(self._device)
        try:
            info = sounddevice.query_devices(device, "input")
        except (sounddevice.PortAudioError, ValueError) as error:
            raise portaudio.unavailable("input", self._device, error) from error
        own_rate = min(max(int(info["default_samplerate"]), 8_000), 48_000)
        channels = min(2, int(info["max_input_channels"]))
        failure: Exception | None = None
        for rate, count in dict.fromkeys(
            [(SPEECH_RATE_HZ, 1), (own_rate, 1), (SPEECH_RATE_HZ, channels), (own_rate, channels)]
        ):
            try:
                self._stream = self._start(sounddevice, device, rate, count)
            except sounddevice.PortAudioError as error:
                failure = failure or error
                continue
            self._last_heard = self._clock()
            return
        raise portaudio.unavailable("input", self._device, failure or OSError("no usable format"))

    def read(self, timeout_s: float) -> bytes:
        """Return the next block; a failed device gives nothing until it is back."""
        while len(self._pending) < BLOCK_BYTES:
            if self._stream is None:
                self._reopen(timeout_s)
                return b""
            try:
                captured = self._blocks.get(timeout=timeout_s)
            except queue.Empty:
                if self._clock() - self._last_heard > STALL_S:
                    self._lose("it gives no sound any more")
                return b""
            self._last_heard = self._clock()
            if self._converter is not None:
                self._pending += self._converter.feed(captured).astype("<i2").tobytes()
        block = bytes(self._pending[:BLOCK_BYTES])
        del self._pending[:BLOCK_BYTES]
        return block

    def close(self) -> None:
        """Stop capturing."""
        stream, self._stream = self._stream, None
        portaudio.end(stream)
        with suppress(queue.Empty):
            while True:  # what was captured before is not heard after
                self._blocks.get_nowait()

    def _start(self, sounddevice: Any, device: int | str | None, rate: int, channels: int) -> Any:
        stream = sounddevice.RawInputStream(
            samplerate=rate,
            channels=channels,
            dtype="int16",
            device=device,
            blocksize=round(rate * BLOCK_S),
            callback=self._captured,
        )
        try:
            stream.start()
        except sounddevice.PortAudioError:
            stream.close(ignore_errors=True)
            raise
        portaudio.opened()
        self._converter = SpeechStream(AudioFormat(rate, 2, channels))
        self._pending.clear()
        return stream

    def _captured(self, data: Any, frames: int, times: Any, status: Any) -> None:
        """Take a block on PortAudio's thread; when nobody reads, the oldest goes."""
        del frames, times, status
        if self._blocks.full():
            self._blocks.get_nowait()
        self._blocks.put_nowait(bytes(data))

    def _lose(self, reason: str) -> None:
        log.warning("The microphone failed: %s. Trying to get it back.", reason)
        self.close()
        self._retry_at = self._clock() + self._backoff.next()

    def _reopen(self, timeout_s: float) -> None:
        wait_s = self._retry_at - self._clock()
        if wait_s > 0:
            time.sleep(min(wait_s, timeout_s))
            return
        try:
            portaudio.refresh()
            self.open()
        except DeviceUnavailable as error:
            wait_s = self._backoff.next()
            log.warning("%s Trying again in %.0f s.", error.message, wait_s)
            self._retry_at = self._clock() + wait_s
            return
        self._backoff.reset()
        log.warning("The microphone is back.")
