"""Wake words: one file per engine behind one protocol.

Law: gets 16 kHz mono PCM, tells when the phrase was said; keeps no more audio than it needs, and
knows nothing of the machine it runs on: a satellite's or the hub's.
"""

from ova.engines.wake.description import (
    BUNDLED_WAKE_WORDS,
    WakeWordDescription,
    WakeWordKind,
)
from ova.engines.wake.listener import WakeListener
from ova.engines.wake.protocol import Detection, WakeWord
from ova.engines.wake.several import WakeWords

__all__ = [
    "BUNDLED_WAKE_WORDS",
    "Detection",
    "WakeListener",
    "WakeWord",
    "WakeWordDescription",
    "WakeWordKind",
    "WakeWords",
]
