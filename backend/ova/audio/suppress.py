"""Suppression of steady noise in the power spectra of a stream, with a short look ahead.

The gain is the log-spectral amplitude estimator of Ephraim and Malah (1985) with a decision-directed
a priori SNR. The noise is followed with a simplified form of Martin's minimum statistics (2001): the
minimum of the smoothed power around a frame, made larger because a minimum lies below the mean.
"""

from collections import deque

import numpy as np
from numpy.typing import NDArray

from ova.audio.spectrum import BINS

PAST_FRAMES = 120
"""Frames before the present one in which the noise's minimum is sought (1.2 s)."""
AHEAD_FRAMES = 20
"""Frames after it: so long a frame is held back (0.2 s)."""
_SMOOTHING = np.float32(0.8)
_BIAS = np.float32(1.7)
_ALPHA = np.float32(0.96)
_XI_FLOOR = np.float32(0.003)
_GAIN_FLOOR = np.float32(0.2)
_POSTERIOR_LIMIT = np.float32(1e4)
_TINY = np.float32(1e-10)
_EULER = 0.5772156649015329


class NoiseSuppressor:
    """Lowers noise by at most 14 dB; a frame comes out ``AHEAD_FRAMES`` after it went in."""

    def __init__(self) -> None:
        self._around = np.full((PAST_FRAMES + AHEAD_FRAMES + 1, BINS), np.inf, np.float32)
        self._count = 0
        self._smooth: NDArray[np.float32] | None = None
        self._waiting: deque[NDArray[np.float32]] = deque()
        self._clean = np.ones(BINS, np.float32)

    def feed(self, power: NDArray[np.float32]) -> NDArray[np.float32]:
        """Take power spectra ``(frames, BINS)``; return the cleaned ones that are ready."""
        done = []
        for frame in power:
            before = frame if self._smooth is None else self._smooth
            self._smooth = _SMOOTHING * before + (1 - _SMOOTHING) * frame
            self._around[self._count % len(self._around)] = self._smooth
            self._count += 1
            self._waiting.append(frame)
            if len(self._waiting) > AHEAD_FRAMES:
                done.append(self._cleaned(self._waiting.popleft()))
        return _rows(done)

    def finish(self) -> NDArray[np.float32]:
        """Return the frames held back; the stream is over."""
        done = [self._cleaned(frame) for frame in self._waiting]
        self._waiting.clear()
        return _rows(done)

    def _cleaned(self, frame: NDArray[np.float32]) -> NDArray[np.float32]:
        noise = _BIAS * self._around.min(axis=0) + _TINY
        posterior = np.minimum(frame / noise, _POSTERIOR_LIMIT)
        prior = np.maximum(
            _ALPHA * self._clean + (1 - _ALPHA) * np.maximum(posterior - 1, 0), _XI_FLOOR
        )
        wiener = prior / (1 + prior)
        half_e1 = np.interp(np.log(wiener * posterior + _TINY), _LOG_V, _HALF_E1)
        gain = np.clip(wiener * np.exp(half_e1), _GAIN_FLOOR, 1.0).astype(np.float32)
        self._clean = gain * gain * posterior
        cleaned: NDArray[np.float32] = gain * gain * frame
        return cleaned


def _rows(frames: list[NDArray[np.float32]]) -> NDArray[np.float32]:
    return np.stack(frames) if frames else np.zeros((0, BINS), np.float32)


def _exponential_integral(v: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return E1(v) for v > 0: series below 1, Lentz's continued fraction above."""
    small = np.minimum(v, 1.0)
    series = -_EULER - np.log(small)
    term = np.ones_like(small)
    for k in range(1, 25):
        term = term * -small / k
        series -= term / k
    large = np.maximum(v, 1.0)
    fraction = np.zeros_like(large)
    for k in range(60, 0, -1):
        fraction = k / (1 + k / (large + fraction))
    return np.where(v < 1.0, series, np.exp(-large) / (large + fraction))


_LOG_V = np.linspace(np.log(1e-6), np.log(50.0), 600)
_HALF_E1 = 0.5 * _exponential_integral(np.exp(_LOG_V))
