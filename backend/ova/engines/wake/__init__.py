"""Wake words: one file per engine behind one protocol.

Law: gets 16 kHz mono PCM, tells when the phrase was said; keeps no more audio than it needs.
"""

from ova.engines.wake.protocol import Detection, WakeWord

__all__ = ["Detection", "WakeWord"]
