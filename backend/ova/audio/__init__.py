"""Samples: formats, resampling, level, ring buffer, endpointing and cleaning of speech.

Law: pure numpy (and soxr for resampling); no devices, no files, no engines, no clock. Time is
counted in samples. Speech is 16 kHz mono everywhere behind this door.
"""

from ova.audio.convert import SpeechStream, convert, to_float, to_int16, to_mono, to_speech
from ova.audio.endpoint import EndpointChange, Endpointer, EndpointSettings
from ova.audio.enhance import enhance
from ova.audio.level import SILENCE_DBFS, dither, level_dbfs, normalise_peak, snr_db
from ova.audio.ring import RingBuffer

__all__ = [
    "SILENCE_DBFS",
    "EndpointChange",
    "EndpointSettings",
    "Endpointer",
    "RingBuffer",
    "SpeechStream",
    "convert",
    "dither",
    "enhance",
    "level_dbfs",
    "normalise_peak",
    "snr_db",
    "to_float",
    "to_int16",
    "to_mono",
    "to_speech",
]
