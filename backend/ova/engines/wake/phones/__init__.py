"""Sounds of speech: a small spotter of phone sequences over PocketSphinx' English model.

Law: pure numpy on cepstra; knows phones and scores, not wake words or satellites.
"""

from ova.engines.wake.phones.acoustics import AcousticModel, load_acoustic_model
from ova.engines.wake.phones.cepstra import FRAMES_PER_S, CepstraStream
from ova.engines.wake.phones.spotter import Candidate, Spotter
from ova.engines.wake.phones.verifier import Verdict, Verifier

__all__ = [
    "FRAMES_PER_S",
    "AcousticModel",
    "Candidate",
    "CepstraStream",
    "Spotter",
    "Verdict",
    "Verifier",
    "load_acoustic_model",
]
