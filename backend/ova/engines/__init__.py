"""Adapters to speech libraries: recognisers, voices, wake words, voice activity, sound files.

Law: one file per engine behind one protocol per kind (in ``stt``, ``tts``, ``wake``, ``vad``) and
one contract test suite per kind. Importing this door loads no engine: each is loaded when used, so
that worker processes and satellites stay small. Nothing here knows of intents, homes or runs.
"""

import importlib
from typing import TYPE_CHECKING, Any

from ova.engines.errors import (
    BadAudio,
    BadSpeechInput,
    EngineError,
    EngineMissing,
    StreamFailed,
    UnknownVoice,
)
from ova.engines.events import SpeechEvent
from ova.engines.pool import SpeechPool
from ova.engines.session import ListenSession
from ova.engines.settings import SpeechSettings
from ova.engines.tts import Voice, VoiceInfo
from ova.engines.tts.espeak import EspeakVoice
from ova.engines.wav import write_wav

if TYPE_CHECKING:
    from ova.engines.sound_file import read_audio
    from ova.engines.stt import Recognizer, RecognizerStream
    from ova.engines.vad import VoiceActivity
    from ova.engines.vad.energy import EnergyVad
    from ova.engines.vad.silero import SileroVad
    from ova.engines.wake import Detection, WakeWord
    from ova.engines.wake.microwakeword import MicroWakeWord, available_wake_words

__all__ = [
    "BadAudio",
    "BadSpeechInput",
    "Detection",
    "EnergyVad",
    "EngineError",
    "EngineMissing",
    "EspeakVoice",
    "ListenSession",
    "MicroWakeWord",
    "Recognizer",
    "RecognizerStream",
    "SileroVad",
    "SpeechEvent",
    "SpeechPool",
    "SpeechSettings",
    "StreamFailed",
    "UnknownVoice",
    "Voice",
    "VoiceActivity",
    "VoiceInfo",
    "WakeWord",
    "available_wake_words",
    "read_audio",
    "write_wav",
]

_LATER = {
    "Detection": "wake",
    "EnergyVad": "vad.energy",
    "MicroWakeWord": "wake.microwakeword",
    "Recognizer": "stt",
    "RecognizerStream": "stt",
    "SileroVad": "vad.silero",
    "VoiceActivity": "vad",
    "WakeWord": "wake",
    "available_wake_words": "wake.microwakeword",
    "read_audio": "sound_file",
}
"""Where the parts that need numpy live: a hub that is never sent a sound never loads it."""


def __getattr__(name: str) -> Any:
    """Load a part when it is asked for."""
    if name in _LATER:
        return getattr(importlib.import_module(f"ova.engines.{_LATER[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
