"""A sound file instead of a loudspeaker."""

import time
import wave
from collections.abc import Callable
from pathlib import Path

from ova.audio import convert
from ova.core import AudioClip, AudioFormat
from ova.satellite.errors import BadInput
from ova.satellite.speaker import never


class WavSpeaker:
    """Writes everything that is played into one WAV file, sound after sound.

    The first sound sets the file's format; later ones are converted to it.
    """

    def __init__(self, path: Path, *, paced: bool = True) -> None:
        """``paced`` takes as long as a loudspeaker would. Raises BadInput when it cannot be written."""
        self._path = path
        self._paced = paced
        self._file: wave.Wave_write | None = None
        self._written = AudioFormat()
        self._format = AudioFormat()
        try:
            path.write_bytes(b"")
        except OSError as error:
            raise BadInput(
                f"{path} cannot be written: {error.strerror or error}.",
                cure="Name a file in a folder that exists and is yours.",
            ) from error

    def open(self, fmt: AudioFormat, *, quick: bool = False) -> None:
        """Start a sound; a file takes no time to get ready."""
        del quick
        self._format = fmt
        if self._file is None:
            self._file = wave.open(str(self._path), "wb")  # noqa: SIM115 - closed by close()
            self._file.setnchannels(fmt.channels)
            self._file.setsampwidth(fmt.width)
            self._file.setframerate(fmt.rate)
            self._written = fmt

    def write(self, pcm: bytes) -> None:
        """Append frames."""
        if self._file is None:
            return
        clip = AudioClip(pcm, self._format)
        self._file.writeframes(convert(clip, self._written).pcm)
        if self._paced:
            time.sleep(clip.seconds)

    def finish(self, hurry: Callable[[], bool] = never) -> None:
        """End the sound; the file stays open for the next."""
        del hurry

    def abort(self) -> None:
        """End the sound; what was written stays."""

    def close(self) -> None:
        """Finish the file; one without any sound is a valid, empty WAV."""
        if self._file is None:
            self.open(AudioFormat())
        file, self._file = self._file, None
        if file is not None:
            file.close()
