"""RNNoise: a small recurrent network that keeps speech and lowers everything else.

Valin, "A Hybrid DSP/Deep Learning Approach to Real-Time Full-Band Speech Enhancement" (2018). The
library of the ``pyrnnoise`` wheel is bound here, because importing that package loads a plotting
library: ``rnnoise_process_frame`` takes and gives 10 ms at 48 kHz, as floats of the size of int16.
"""

import ctypes
import importlib.util
import platform
import weakref
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import soxr
from numpy.typing import NDArray

from ova.core import SPEECH_RATE_HZ
from ova.engines.errors import EngineMissing

_RATE_HZ = 48_000
_FRAME = 480
_DELAY = 2 * _FRAME
"""The library gives each frame two frames later."""
_QUALITY = "LQ"
"""Half the delay of the better ones (25 to 40 ms for both ways), and words are heard as well."""
_FILES = {"Windows": "rnnoise.dll", "Darwin": "librnnoise.dylib"}


def has_rnnoise() -> bool:
    """Return whether the library can be loaded on this machine."""
    try:
        _library()
    except EngineMissing:
        return False
    return True


class RnnoiseStream:
    """Takes noise out of one stream of 16 kHz speech. What comes out has the times of what went in."""

    def __init__(self) -> None:
        """Begin a stream. Raises EngineMissing where there is no library."""
        library = _library()
        self._process = library.rnnoise_process_frame
        self._state = library.rnnoise_create(None)
        weakref.finalize(self, library.rnnoise_destroy, self._state)
        self._up = _resampler(SPEECH_RATE_HZ, _RATE_HZ)
        self._down = _resampler(_RATE_HZ, SPEECH_RATE_HZ)
        self._rest = np.zeros(0, np.float32)
        self._late = _DELAY
        self._taken = 0
        self._given = 0

    def feed(self, samples: NDArray[np.int16]) -> NDArray[np.int16]:
        """Return the samples that are ready, maybe none."""
        self._taken += samples.size
        return self._cleaned(self._up.resample_chunk(samples.astype(np.float32)))

    def finish(self) -> NDArray[np.int16]:
        """Return the samples held back; the stream is over."""
        end = self._up.resample_chunk(np.zeros(0, np.float32), last=True)
        padding = np.zeros(-(self._rest.size + end.size) % _FRAME + _DELAY, np.float32)
        return self._cleaned(np.concatenate((end, padding)), last=True)

    def _cleaned(self, sound: NDArray[np.float32], *, last: bool = False) -> NDArray[np.int16]:
        waiting = np.concatenate((self._rest, sound))
        whole = waiting.size - waiting.size % _FRAME
        done, self._rest = np.ascontiguousarray(waiting[:whole]), waiting[whole:]
        for start in range(0, whole, _FRAME):
            at = done.ctypes.data + start * done.itemsize
            self._process(self._state, at, at)
        begun = min(self._late, whole)
        self._late -= begun
        samples: NDArray[np.float32] = self._down.resample_chunk(done[begun:], last=last)
        ready = np.clip(np.rint(samples), -32768, 32767).astype(np.int16)[
            : self._taken - self._given
        ]
        self._given += ready.size
        return ready


def _resampler(rate: int, wanted: int) -> soxr.ResampleStream:
    return soxr.ResampleStream(rate, wanted, 1, dtype="float32", quality=_QUALITY)


@cache
def _library() -> Any:
    wheel = importlib.util.find_spec("pyrnnoise")
    name = _FILES.get(platform.system(), "librnnoise.so")
    try:
        if wheel is None or wheel.origin is None:
            raise OSError("no pyrnnoise")
        library = ctypes.CDLL(str(Path(wheel.origin).with_name(name)))
    except OSError as error:
        raise EngineMissing(
            "The noise suppressor RNNoise cannot be loaded.",
            cure="Install it with `pip install pyrnnoise`; without it noise is lowered less.",
        ) from error
    library.rnnoise_create.restype = ctypes.c_void_p
    library.rnnoise_create.argtypes = [ctypes.c_void_p]
    library.rnnoise_destroy.argtypes = [ctypes.c_void_p]
    library.rnnoise_process_frame.restype = ctypes.c_float
    library.rnnoise_process_frame.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p]
    return library
