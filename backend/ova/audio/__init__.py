"""Samples: formats, resampling, level, ring buffer, endpointing and cleaning of speech.

Law: pure numpy (and soxr for resampling); no devices, no files, no engines, no clock. Time is
counted in samples. Speech is 16 kHz mono everywhere behind this door.
"""

from ova.audio.convert import SpeechStream, convert, to_float, to_int16, to_mono, to_speech
from ova.audio.endpoint import (
    EndpointChange,
    Endpointer,
    Endpointing,
    EndpointSettings,
    Patience,
    own_words,
    patient,
)
from ova.audio.level import SILENCE_DBFS, level_dbfs, normalise_peak, snr_db
from ova.audio.loudness import near_enough
from ova.audio.ring import RingBuffer
from ova.audio.spectrum import BINS, PowerSpectrum, SpectralFloor
from ova.audio.suppress import NoiseSuppressor

__all__ = [
    "BINS",
    "SILENCE_DBFS",
    "EndpointChange",
    "EndpointSettings",
    "Endpointer",
    "Endpointing",
    "NoiseSuppressor",
    "Patience",
    "PowerSpectrum",
    "RingBuffer",
    "SpectralFloor",
    "SpeechStream",
    "convert",
    "level_dbfs",
    "near_enough",
    "normalise_peak",
    "own_words",
    "patient",
    "snr_db",
    "to_float",
    "to_int16",
    "to_mono",
    "to_speech",
]
