"""The satellite's own short sounds: it listens, it has heard, it cannot, it is this loud."""

import functools
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

LEVEL = 0.3
TAIL_S = 0.02


class Cue(StrEnum):
    """What a sound says."""

    WAKE = "wake"
    """The wake word was heard, speak now."""
    DONE = "done"
    """The command was heard to its end."""
    ERROR = "error"
    """It did not work."""
    TICK = "tick"
    """So loud it is now."""


NOTES: dict[Cue, tuple[tuple[float, float], ...]] = {
    Cue.WAKE: ((784.0, 0.08), (1174.7, 0.1)),
    Cue.DONE: ((1174.7, 0.08), (784.0, 0.1)),
    Cue.ERROR: ((311.1, 0.14), (233.1, 0.2)),
    Cue.TICK: ((1046.5, 0.05),),
}
"""Pitches in Hz with their seconds: up for a question, down for an end, low for a no."""


@functools.cache
def cue_samples(cue: Cue, rate: int) -> NDArray[np.float32]:
    """Return a cue as mono samples of -32768 to 32767 at a rate."""
    pieces: list[NDArray[np.float64]] = []
    for pitch, seconds in NOTES[cue]:
        time_s = np.arange(int(seconds * rate)) / rate
        bell = np.hanning(
            time_s.size
        )  # its spectrum is narrow: the note can be taken out of speech
        pieces.append(np.sin(2 * np.pi * pitch * time_s) * bell)
    pieces.append(np.zeros(int(TAIL_S * rate)))
    samples: NDArray[np.float32] = (np.concatenate(pieces) * LEVEL * 32_767).astype(np.float32)
    return samples


def cue_seconds(cue: Cue) -> float:
    """Return how long a cue takes."""
    return sum(seconds for _, seconds in NOTES[cue]) + TAIL_S
