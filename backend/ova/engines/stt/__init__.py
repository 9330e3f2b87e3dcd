"""Speech to text: one file per recogniser behind one protocol.

Law: a recogniser gets 16 kHz mono samples of one stretch of speech and a word graph; it knows
nothing of endpointing, processes or where the sound comes from.
"""

from ova.engines.stt.protocol import Recognizer, RecognizerStream

__all__ = ["Recognizer", "RecognizerStream"]
