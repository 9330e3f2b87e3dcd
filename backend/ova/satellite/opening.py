"""The beginning of a command: kept until it can be sent, without the satellite's own cue in it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ova.core import SPEECH_RATE_HZ
from ova.satellite.cues import NOTES, Cue, cue_seconds

HEARD_WITHIN_S = 0.45
"""A cue and its echoes have reached the microphone so long after it should have ended."""
HARMONICS = (1, 2, 3)
"""Small loudspeakers distort."""
WIDTH_HZ = 55.0
EDGE_HZ = 25.0
STANDS_OUT_DB = 3.0
"""A note that is not so far above its neighbourhood was not heard, and nothing is taken out."""
FRAME_BYTES = 2


class Opening:
    """Collects the first sound of a command.

    A wake sound that comes from the loudspeaker into the microphone is a few pure notes. They are
    taken out by their pitch, so that whoever speaks at the same moment is still understood.
    """

    def __init__(self, heard: bytes) -> None:
        """``heard`` was said before anything could be played."""
        self._heard = heard
        self._cue: Cue | None = None
        self._since = bytearray()
        self._wanted: int | None = None

    def goes_on(self, cue: Cue | None) -> None:
        """Take that it is to be sent, and that the ``cue`` begins now; None: nothing is played."""
        if self._wanted is not None:
            return
        self._cue = cue
        seconds = 0.0 if cue is None else cue_seconds(cue) + HEARD_WITHIN_S
        self._wanted = len(self._since) + int(seconds * SPEECH_RATE_HZ) * FRAME_BYTES

    @property
    def complete(self) -> bool:
        """Whether it is to be sent, and the cue is over."""
        return self._wanted is not None and len(self._since) >= self._wanted

    def add(self, block: bytes) -> None:
        """Take the next 16 kHz mono 16-bit sound."""
        self._since += block

    def take(self) -> bytes:
        """Return everything there is."""
        since = bytes(self._since)
        self._since.clear()
        if self._cue is not None and since:
            pitches = [pitch for pitch, _ in NOTES[self._cue]]
            samples = without_notes(np.frombuffer(since, dtype="<i2"), pitches)
            since = samples.astype("<i2").tobytes()
        heard, self._heard = self._heard, b""
        return heard + since


def without_notes(
    samples: NDArray[np.int16], pitches: Sequence[float], rate: int = SPEECH_RATE_HZ
) -> NDArray[np.int16]:
    """Return sound in which notes of these pitches (Hz), and their overtones, are not heard."""
    if samples.size < rate // 20:
        return samples
    pad = rate // 20
    padded = np.pad(samples.astype(np.float64), pad, mode="reflect")
    spectrum = np.fft.rfft(padded)
    hertz = np.fft.rfftfreq(padded.size, 1 / rate)
    power = np.abs(spectrum) ** 2
    keep = np.ones(hertz.size)
    for pitch in pitches:
        for harmonic in HARMONICS:
            centre = pitch * harmonic
            away = np.abs(hertz - centre)
            inside, around = away <= WIDTH_HZ, (away > WIDTH_HZ + EDGE_HZ) & (away < 4 * WIDTH_HZ)
            if not inside.any() or not around.any():
                continue
            limit = np.mean(power[around]) * 10 ** (STANDS_OUT_DB / 10)
            if np.mean(power[inside]) > limit:
                keep *= np.clip((away - WIDTH_HZ) / EDGE_HZ, 0.0, 1.0)
    cleaned = np.fft.irfft(spectrum * keep, padded.size)[pad : pad + samples.size]
    result: NDArray[np.int16] = np.clip(cleaned, -32_768, 32_767).astype(np.int16)
    return result
