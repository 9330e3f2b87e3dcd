"""Text to speech: one file per voice engine behind one protocol, and all of them as the home's voice.

Law: a voice turns text into clips, piece by piece; playing them is someone else's task.
"""

from ova.engines.tts.protocol import Voice, VoiceInfo

__all__ = ["Voice", "VoiceInfo"]
