"""Text to speech: one file per voice engine behind one protocol.

Law: a voice turns text into a clip; playing it is someone else's task.
"""

from ova.engines.tts.protocol import Voice, VoiceInfo

__all__ = ["Voice", "VoiceInfo"]
