"""Which way to take noise out serves best on this machine."""

from ova.engines.noise.protocol import CleanSpectrum
from ova.engines.noise.rnnoise import has_rnnoise
from ova.engines.noise.rnnoise_spectrum import RnnoiseSpectrum
from ova.engines.noise.steady import SteadyNoiseSpectrum


def clean_spectrum() -> CleanSpectrum:
    """Return RNNoise where its library is installed: in loud noise far more is understood with it."""
    return RnnoiseSpectrum() if has_rnnoise() else SteadyNoiseSpectrum()
