"""The device's loudspeaker."""

from collections.abc import Callable
from typing import Any

from ova.core import AudioFormat
from ova.satellite import portaudio
from ova.satellite.errors import DeviceUnavailable
from ova.satellite.speaker import never

BUFFER_S = 0.2
"""What the driver holds ready: a small machine that is busy for a moment must not stutter."""
QUICK_BUFFER_S = 0.05
"""For a short cue, which must be heard at once and may stutter."""
TAIL_S = 0.1
"""Silence after a sound and the buffer: drivers drop the last partial one of a stream that is closed."""
STEP_S = 0.05


class LoudSpeaker:
    """Plays with PortAudio; the device is only held while something sounds."""

    def __init__(self, device: str | None = None) -> None:
        """``device`` is a number or a part of a device's name; None takes the default."""
        self._device = device
        self._stream: Any = None
        self._resampler: Any = None
        self._format = AudioFormat()
        self._buffer_s = BUFFER_S

    def check(self) -> None:
        """Raise DeviceUnavailable when there is no such loudspeaker."""
        sounddevice = portaudio.load()
        try:
            sounddevice.query_devices(portaudio.device_of(self._device), "output")
        except (sounddevice.PortAudioError, ValueError) as error:
            raise portaudio.unavailable("output", self._device, error) from error

    def open(self, fmt: AudioFormat, *, quick: bool = False) -> None:
        """Start a sound at its own rate, else at the device's, converted."""
        self._buffer_s = QUICK_BUFFER_S if quick else BUFFER_S
        try:
            self._start(fmt)
        except DeviceUnavailable:
            portaudio.refresh()
            self._start(fmt)

    def write(self, pcm: bytes) -> None:
        """Play frames; returns when the device has taken them."""
        if self._stream is None:
            return
        sounddevice = portaudio.load()
        try:
            self._stream.write(self._converted(pcm, last=False))
        except sounddevice.PortAudioError as error:
            self.abort()
            raise portaudio.unavailable("output", self._device, error) from error

    def finish(self, hurry: Callable[[], bool] = never) -> None:
        """Let the rest sound."""
        if self._stream is None:
            return
        steps = round((self._buffer_s + TAIL_S) / STEP_S)
        silence = bytes(int(self._format.rate * STEP_S) * self._format.frame_bytes)
        sounddevice = portaudio.load()
        try:
            for step in range(steps):
                if hurry():
                    return
                self._stream.write(self._converted(silence, last=step == steps - 1))
            self._stream.stop()
        except sounddevice.PortAudioError as error:
            raise portaudio.unavailable("output", self._device, error) from error
        finally:
            self.abort()

    def abort(self) -> None:
        """Fall silent at once."""
        stream, self._stream = self._stream, None
        self._resampler = None
        portaudio.end(stream)

    def close(self) -> None:
        """Let go of the device."""
        self.abort()

    def _start(self, fmt: AudioFormat) -> None:
        self.abort()
        sounddevice = portaudio.load()
        device = portaudio.device_of(self._device)
        try:
            info = sounddevice.query_devices(device, "output")
        except (sounddevice.PortAudioError, ValueError) as error:
            raise portaudio.unavailable("output", self._device, error) from error
        own_rate = int(info["default_samplerate"])
        failure: Exception | None = None
        for rate in dict.fromkeys([fmt.rate, own_rate]):
            try:
                stream = sounddevice.RawOutputStream(
                    samplerate=rate,
                    channels=fmt.channels,
                    dtype="int16",
                    device=device,
                    latency=self._buffer_s,
                )
                stream.start()
            except sounddevice.PortAudioError as error:
                failure = failure or error
                continue
            portaudio.opened()
            self._stream, self._format = stream, fmt
            self._resampler = _resampler(fmt, rate)
            return
        raise portaudio.unavailable("output", self._device, failure or OSError("no usable rate"))

    def _converted(self, pcm: bytes, *, last: bool) -> bytes:
        if self._resampler is None:
            return pcm
        import numpy as np

        frames = np.frombuffer(pcm, dtype="<i2").reshape(-1, self._format.channels)
        converted: bytes = self._resampler.resample_chunk(frames, last=last).astype("<i2").tobytes()
        return converted


def _resampler(fmt: AudioFormat, rate: int) -> Any:
    """Return a converter to the device's rate, or None when there is nothing to convert."""
    if rate == fmt.rate:
        return None
    import soxr

    return soxr.ResampleStream(fmt.rate, rate, fmt.channels, dtype="int16", quality="HQ")
