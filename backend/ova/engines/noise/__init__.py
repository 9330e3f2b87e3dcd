"""Speech with the noise taken out, as the spectra that recognisers start from.

Law: sound in, power spectra out, with a short delay and no look at any file but the library's own.
Every implementation keeps `CleanSpectrum`.
"""

from ova.engines.noise.chosen import clean_spectrum
from ova.engines.noise.protocol import CleanSpectrum
from ova.engines.noise.rnnoise import RnnoiseStream
from ova.engines.noise.rnnoise_spectrum import RnnoiseSpectrum
from ova.engines.noise.steady import SteadyNoiseSpectrum

__all__ = [
    "CleanSpectrum",
    "RnnoiseSpectrum",
    "RnnoiseStream",
    "SteadyNoiseSpectrum",
    "clean_spectrum",
]
