"""What can go wrong with speech engines and sound files."""

from ova.core import InvalidInput, NotFound, OvaError, Unavailable


class EngineError(OvaError):
    """The base of every error of this room."""

    code = "engine-error"


class BadAudio(EngineError, InvalidInput):
    """A recording that cannot be used."""

    code = "not_audio"
    status = InvalidInput.status


class BadSpeechInput(EngineError, InvalidInput):
    """Text, settings or a word list an engine cannot use."""

    code = "invalid_speech_input"
    status = InvalidInput.status


class UnknownVoice(EngineError, NotFound):
    """No voice of this name."""

    code = "unknown_voice"
    status = NotFound.status


class EngineMissing(EngineError, Unavailable):
    """An engine, its model or its library is not there."""

    code = "engine_missing"
    status = Unavailable.status


class StreamFailed(EngineError, Unavailable):
    """Recognition broke off: its worker died or hung. The next command works again."""

    code = "stt-stream-failed"
    status = Unavailable.status
