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
from ova.engines.wyoming_address import TTS_PORT, WyomingAddress

if TYPE_CHECKING:
    from ova.engines.flac import write_flac
    from ova.engines.sound_file import read_audio
    from ova.engines.stt import Recognizer, RecognizerStream
    from ova.engines.tts.cache import VoiceCache
    from ova.engines.tts.piper import PiperVoices
    from ova.engines.tts.voices import Voices
    from ova.engines.tts.wyoming import WyomingVoice
    from ova.engines.vad import VoiceActivity
    from ova.engines.vad.energy import EnergyVad
    from ova.engines.vad.lone import LoneUtterances
    from ova.engines.vad.silero import SileroVad
    from ova.engines.vad.span import find_speech
    from ova.engines.wake import (
        BUNDLED_WAKE_WORDS,
        Detection,
        WakeWord,
        WakeWordDescription,
        WakeWordKind,
        WakeWords,
    )
    from ova.engines.wake.archive import (
        pack_wake_model,
        unpack_wake_files,
        wake_model_checksum,
    )
    from ova.engines.wake.errors import BadPhrase, BadWakeModel
    from ova.engines.wake.load import can_wait_for, load_wake_word
    from ova.engines.wake.microwakeword import MicroWakeWord, available_wake_words
    from ova.engines.wake.model_folder import read_wake_model, try_wake_model
    from ova.engines.wake.sounds import spoken_phrase

__all__ = [
    "BUNDLED_WAKE_WORDS",
    "TTS_PORT",
    "BadAudio",
    "BadPhrase",
    "BadSpeechInput",
    "BadWakeModel",
    "Detection",
    "EnergyVad",
    "EngineError",
    "EngineMissing",
    "EspeakVoice",
    "ListenSession",
    "LoneUtterances",
    "MicroWakeWord",
    "PiperVoices",
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
    "VoiceCache",
    "VoiceInfo",
    "Voices",
    "WakeWord",
    "WakeWordDescription",
    "WakeWordKind",
    "WakeWords",
    "WyomingAddress",
    "WyomingVoice",
    "available_wake_words",
    "can_wait_for",
    "find_speech",
    "load_wake_word",
    "pack_wake_model",
    "read_audio",
    "read_wake_model",
    "spoken_phrase",
    "try_wake_model",
    "unpack_wake_files",
    "wake_model_checksum",
    "write_flac",
    "write_wav",
]

_LATER = {
    "BUNDLED_WAKE_WORDS": "wake",
    "BadPhrase": "wake.errors",
    "BadWakeModel": "wake.errors",
    "Detection": "wake",
    "EnergyVad": "vad.energy",
    "find_speech": "vad.span",
    "LoneUtterances": "vad.lone",
    "MicroWakeWord": "wake.microwakeword",
    "PiperVoices": "tts.piper",
    "Recognizer": "stt",
    "RecognizerStream": "stt",
    "SileroVad": "vad.silero",
    "VoiceActivity": "vad",
    "VoiceCache": "tts.cache",
    "Voices": "tts.voices",
    "WakeWord": "wake",
    "WakeWordDescription": "wake",
    "WakeWordKind": "wake",
    "WakeWords": "wake",
    "WyomingVoice": "tts.wyoming",
    "available_wake_words": "wake.microwakeword",
    "can_wait_for": "wake.load",
    "load_wake_word": "wake.load",
    "pack_wake_model": "wake.archive",
    "spoken_phrase": "wake.sounds",
    "unpack_wake_files": "wake.archive",
    "wake_model_checksum": "wake.archive",
    "read_audio": "sound_file",
    "read_wake_model": "wake.model_folder",
    "try_wake_model": "wake.model_folder",
    "write_flac": "flac",
}
"""Where the parts that need numpy live: a hub that is never sent a sound never loads it."""


def __getattr__(name: str) -> Any:
    """Load a part when it is asked for."""
    if name in _LATER:
        return getattr(importlib.import_module(f"ova.engines.{_LATER[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
