"""Where the speech lies in a finished recording."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ova.audio import level_dbfs, near_enough, normalise_peak, to_float, to_int16
from ova.core import SPEECH_RATE_HZ
from ova.engines.vad.protocol import VoiceActivity

SURE = 0.5
"""Above this probability a chunk is more likely speech than not."""


@dataclass(frozen=True, slots=True)
class SpeechSpan:
    """The part from the first to the last speech, padded. In samples of the recording."""

    start: int
    end: int
    speech_s: float
    """Seconds of chunks that are speech."""
    peak: float
    """The highest probability."""
    pieces: tuple[tuple[float, float], ...] = ()
    """Start and end of what is surely speech, in seconds of the recording."""


def find_speech(
    samples: NDArray[np.int16],
    vad: VoiceActivity,
    *,
    threshold: float = 0.4,
    pad_s: float = 0.3,
) -> SpeechSpan | None:
    """Return the span of speech in 16 kHz mono samples, or None when there is none.

    The recording is first brought to one loudness, so that a quiet microphone is heard as well. Voices
    far behind the loudest are no speech to whoever listens.
    """
    loud = to_int16(normalise_peak(to_float(samples)))
    size = vad.chunk_samples
    padded = np.pad(loud, (0, -loud.size % size))
    vad.reset()
    chunks = padded.reshape(-1, size)
    odds = np.array([vad.probability(chunk) for chunk in chunks])
    levels = np.array([level_dbfs(chunk) for chunk in chunks])
    near = near_enough(levels, odds > SURE, size / SPEECH_RATE_HZ)
    speech = np.nonzero((odds > threshold) & near)[0]
    if not speech.size:
        return None
    pad = round(pad_s * SPEECH_RATE_HZ)
    return SpeechSpan(
        start=max(0, int(speech[0]) * size - pad),
        end=min(samples.size, (int(speech[-1]) + 1) * size + pad),
        speech_s=speech.size * size / SPEECH_RATE_HZ,
        peak=float(odds.max()),
        pieces=tuple(
            (float(chunk) * size / SPEECH_RATE_HZ, float(chunk + 1) * size / SPEECH_RATE_HZ)
            for chunk in np.nonzero((odds > SURE) & near)[0]
        ),
    )
