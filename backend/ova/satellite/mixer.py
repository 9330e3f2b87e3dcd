"""Puts together what is heard at one moment: speech, what rings below it, and short cues on top."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from ova.core import AudioFormat
from ova.satellite.cues import Cue, cue_samples
from ova.satellite.loudness import scaled
from ova.satellite.ringtone import ring_samples

DUCKED = 0.12
"""About 18 dB below: what rings is still there, and what is said is understood."""


class Mixer:
    """Remembers where ringing and cues stand. Used by the player's thread, or under its lock."""

    def __init__(self, gain: Callable[[str], float]) -> None:
        """``gain(kind)`` is the factor by which a kind of sound is made quieter."""
        self._gain = gain
        self._ring_s = 0.0
        self._ring_gain = 0.0
        self._cues: list[tuple[Cue, float]] = []
        """Cues with the seconds of them that were played."""

    @property
    def has_cues(self) -> bool:
        """Whether a cue is on its way."""
        return bool(self._cues)

    def cue(self, cue: Cue) -> None:
        """Begin a cue; one of the same kind that has not begun yet is enough."""
        if (cue, 0.0) not in self._cues:
            self._cues.append((cue, 0.0))

    def drop_cues(self) -> None:
        """Forget cues: nobody can hear them."""
        self._cues.clear()

    def ring_from_start(self) -> None:
        """Begin the next round of ringing with its first note."""
        self._ring_s = 0.0
        self._ring_gain = self._gain("ring")

    def mix(
        self, voice: bytes | None, kind: str, fmt: AudioFormat, frames: int, *, ringing: bool
    ) -> bytes:
        """Return ``frames`` frames of everything; ``voice`` is a piece of a sound of this kind."""
        if voice is not None and not ringing and not self._cues:
            return scaled(voice, fmt, self._gain(kind))
        if voice is not None and fmt.width != 2:
            return voice
        mixed = np.zeros(frames, np.float32)
        if ringing:
            wanted = self._gain("ring") * (DUCKED if voice is not None else 1.0)
            ramp = np.linspace(self._ring_gain, wanted, frames, dtype=np.float32)
            mixed += self._ring(fmt.rate, frames) * ramp
            self._ring_gain = wanted
        if self._cues:
            mixed += self._cued(fmt.rate, frames) * self._gain("cue")
        stereo = np.repeat(mixed, fmt.channels)
        if voice is not None:
            said = np.frombuffer(voice, dtype="<i2").astype(np.float32) * self._gain(kind)
            stereo[: said.size] += said
        return np.clip(stereo, -32_768, 32_767).astype("<i2").tobytes()

    def _ring(self, rate: int, frames: int) -> NDArray[np.float32]:
        tone = ring_samples(rate)
        start = int(self._ring_s * rate) % tone.size
        self._ring_s = ((start + frames) % tone.size) / rate
        return np.take(tone, range(start, start + frames), mode="wrap")

    def _cued(self, rate: int, frames: int) -> NDArray[np.float32]:
        mixed = np.zeros(frames, np.float32)
        going: list[tuple[Cue, float]] = []
        for cue, played_s in self._cues:
            samples = cue_samples(cue, rate)
            start = round(played_s * rate)
            piece = samples[start : start + frames]
            mixed[: piece.size] += piece
            if start + frames < samples.size:
                going.append((cue, played_s + frames / rate))
        self._cues = going
        return mixed
