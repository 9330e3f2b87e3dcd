"""Speech enhancement: the log-spectral amplitude estimator of Ephraim and Malah (1985).

The noise is followed with a simplified form of Martin's minimum statistics (2001): the sliding
minimum of the smoothed power in every frequency bin, made larger because a minimum lies below
the mean. The a priori SNR is decision-directed.
"""

import numpy as np
from numpy.typing import NDArray

_FFT = 512
_HOP = 160
_SMOOTHING = 0.8
_MINIMUM_FRAMES = 60
"""Frames to either side that the noise's minimum is sought in (0.6 s)."""
_BIAS = 1.7
_ALPHA = 0.96
_XI_FLOOR = 0.003
_GAIN_FLOOR = 0.2
_EULER = 0.5772156649015329


def enhance(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return 16 kHz speech with steady noise lowered by at most 14 dB; same length.

    Needs the whole utterance: the noise under a word is also learned from what follows it.
    """
    if samples.size < _FFT:
        return samples
    window = np.hanning(_FFT + 1)[:-1].astype(np.float32)
    padded = np.concatenate(
        (np.zeros(_FFT, np.float32), samples, np.zeros(_FFT + _HOP, np.float32))
    )
    frames = np.lib.stride_tricks.sliding_window_view(padded, _FFT)[::_HOP] * window
    spectrum = np.fft.rfft(frames, axis=1).astype(np.complex64)
    power = np.square(spectrum.real) + np.square(spectrum.imag)
    gains = _gains(power, _noise(power[_inside(len(power))], len(power)))
    cleaned = np.fft.irfft(spectrum * gains, n=_FFT, axis=1).astype(np.float32) * window
    total = np.zeros(padded.size, np.float32)
    weight = np.zeros(padded.size, np.float32)
    for index, frame in enumerate(cleaned):
        start = index * _HOP
        total[start : start + _FFT] += frame
        weight[start : start + _FFT] += window * window
    result = total / np.maximum(weight, np.float32(1e-3))
    return result[_FFT : _FFT + samples.size].astype(np.float32, copy=False)


def _inside(count: int) -> slice:
    """Return the frames that lie wholly in the sound: the zeros around it are no noise."""
    edge = -(-_FFT // _HOP)
    return slice(edge, max(edge + 1, count - edge - 1))


def _noise(power: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    """Return the noise power per frame and bin for ``count`` frames, edges repeated."""
    smooth = np.empty_like(power)
    previous = power[0]
    for index, frame in enumerate(power):
        previous = _SMOOTHING * previous + (1 - _SMOOTHING) * frame
        smooth[index] = previous
    edge = -(-_FFT // _HOP)
    around = np.pad(
        _sliding_minimum(smooth, _MINIMUM_FRAMES),
        ((edge, count - edge - len(power)), (0, 0)),
        mode="edge",
    )
    noise: NDArray[np.float32] = _BIAS * around + np.float32(1e-10)
    return noise


def _sliding_minimum(values: NDArray[np.float32], reach: int) -> NDArray[np.float32]:
    """Return the minimum over ``reach`` rows to either side of each row."""
    width = 2 * reach + 1
    result = np.pad(values, ((reach, reach), (0, 0)), constant_values=np.inf)
    covered = 1
    while covered < width:  # doubling: log2(width) passes instead of width
        step = min(covered, width - covered)
        result = np.minimum(result[:-step], result[step:])
        covered += step
    return result


def _gains(power: NDArray[np.float32], noise: NDArray[np.float32]) -> NDArray[np.float32]:
    posterior = np.minimum(power / noise, np.float32(1e4))
    gains = np.empty_like(power)
    clean = np.ones_like(power[0])
    for index, gamma in enumerate(posterior):
        xi = np.maximum(_ALPHA * clean + (1 - _ALPHA) * np.maximum(gamma - 1, 0), _XI_FLOOR)
        wiener = xi / (1 + xi)
        half_e1 = np.interp(np.log(wiener * gamma + 1e-10), _LOG_V, _HALF_E1)
        gain = np.clip(wiener * np.exp(half_e1), _GAIN_FLOOR, 1.0)
        gains[index] = gain
        clean = gain * gain * gamma
    return gains


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
