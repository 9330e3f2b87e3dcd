"""Sounds of speech: PocketSphinx' English acoustic model in numpy, for recognisers and wake words.

Law: pure numpy on cepstra; knows states and densities, not words, streams or satellites.
"""

from ova.engines.acoustics.cepstra import (
    COEFFICIENTS,
    FRAMES_PER_S,
    LOOK_AHEAD,
    CepstraStream,
    loud_mean,
    loudness_db,
    with_changes,
)
from ova.engines.acoustics.model import SILENCE, STATES, AcousticModel, load_acoustic_model
from ova.engines.acoustics.senones import SenoneScorer
from ova.engines.acoustics.voice import voice_offset

__all__ = [
    "COEFFICIENTS",
    "FRAMES_PER_S",
    "LOOK_AHEAD",
    "SILENCE",
    "STATES",
    "AcousticModel",
    "CepstraStream",
    "SenoneScorer",
    "load_acoustic_model",
    "loud_mean",
    "loudness_db",
    "voice_offset",
    "with_changes",
]
