"""What was said between the end of the wake word and its detection."""

import numpy as np
from numpy.typing import NDArray

from ova.core import SPEECH_RATE_HZ

WINDOW_S = 0.4
"""Wake-word models answer 0.1 to 0.3 s after the word's end."""
FRAME = SPEECH_RATE_HZ // 100
NEAR_DB = 6.0
FLOOR = 100.0
"""Mean square of an amplitude of 10: below it all is silence."""


def after_wake_word(heard: NDArray[np.int16]) -> NDArray[np.int16]:
    """Return the newest part of ``heard`` that belongs to the command, not to the wake word.

    ``heard`` ends where the wake word was detected. The cut is at the first place of the window that
    is nearly as quiet as its quietest: the pause after the wake word, or the weakest sound when there
    is none. So the wake word stays out, and whatever was said after the pause stays in.
    """
    window = heard[-int(WINDOW_S * SPEECH_RATE_HZ) :]
    frames = window[window.size % FRAME :].reshape(-1, FRAME)
    if len(frames) < 3:
        return window
    power = np.square(frames.astype(np.float64)).mean(axis=1) + FLOOR
    smooth = np.convolve(np.pad(power, 1, mode="edge"), np.ones(3) / 3, mode="valid")
    quiet = int(np.argmax(smooth <= smooth.min() * 10 ** (NEAR_DB / 10)))
    result: NDArray[np.int16] = frames[quiet:].reshape(-1)
    return result
