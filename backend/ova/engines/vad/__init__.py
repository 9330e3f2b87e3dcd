"""Voice activity: one file per detector behind one protocol, and what is built on any of them.

Law: tells how likely a chunk is speech; when a command ends is the endpointer's decision.
"""

from ova.engines.vad.protocol import VoiceActivity
from ova.engines.vad.span import SpeechSpan, find_speech

__all__ = ["SpeechSpan", "VoiceActivity", "find_speech"]
