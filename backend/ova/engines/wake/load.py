"""From a description to a wake word that listens."""

from importlib.util import find_spec

from ova.core import OvaError
from ova.engines.errors import BadSpeechInput
from ova.engines.wake.confirmed import ConfirmedWakeWord
from ova.engines.wake.description import (
    BUNDLED_WAKE_WORDS,
    WakeWordDescription,
    WakeWordKind,
)
from ova.engines.wake.microwakeword import MicroWakeWord, available_wake_words
from ova.engines.wake.model_folder import read_wake_model
from ova.engines.wake.openwakeword import OpenWakeWord, available_open_wake_words
from ova.engines.wake.protocol import WakeWord

_CONFIRMED = frozenset({"alexa"})
"""Names whose two models were measured with people's recordings: asking both is better than one."""


def load_wake_word(description: WakeWordDescription) -> WakeWord:
    """Load it. Raises BadSpeechInput, BadWakeModel, BadPhrase, EngineMissing."""
    match description.kind:
        case WakeWordKind.BUNDLED:
            return _bundled(description.id, description.sensitivity)
        case WakeWordKind.MODEL:
            return _uploaded(description)
        case WakeWordKind.PHRASE:
            from ova.engines.wake.phrase import PhraseWakeWord

            return PhraseWakeWord(description.phrase, description.sensitivity, name=description.id)


def can_wait_for(description: WakeWordDescription) -> bool:
    """Tell whether what a wake word needs is on this machine; nothing is loaded."""
    match description.kind:
        case WakeWordKind.BUNDLED:
            light = available_wake_words() if _has_micro_wake_word() else {}
            second = available_open_wake_words() if _has_open_wake_word() else {}
            return description.id in light | second
        case WakeWordKind.MODEL:
            try:
                model = read_wake_model(description.folder) if description.folder else None
            except (OvaError, OSError):
                return False
            if model is None:
                return False
            return _has_micro_wake_word() if model.config is not None else _has_open_wake_word()
        case WakeWordKind.PHRASE:
            return True


def _bundled(name: str, sensitivity: float) -> WakeWord:
    light = available_wake_words()
    second = available_open_wake_words() if _has_open_wake_word() else {}
    if name in light:
        if name in second and name in _CONFIRMED:
            return ConfirmedWakeWord(name, sensitivity)
        return MicroWakeWord(name, sensitivity)
    if name in second:
        return OpenWakeWord(name, sensitivity)
    raise BadSpeechInput(
        f"There is no wake word model “{name}”.",
        cure=f"Choose one of: {', '.join(BUNDLED_WAKE_WORDS)}.",
        code="unknown_wake_word",
    )


def _uploaded(description: WakeWordDescription) -> WakeWord:
    if description.folder is None:
        raise BadSpeechInput(
            f"The files of the wake word “{description.id}” are not there.", cure="Upload it again."
        )
    model = read_wake_model(description.folder)
    if model.config is not None:
        return MicroWakeWord(description.id, description.sensitivity, config=model.config)
    return OpenWakeWord(
        description.id,
        description.sensitivity,
        model=model.model,
        phrase=description.phrase or model.phrase,
    )


def _has_micro_wake_word() -> bool:
    return find_spec("pymicro_wakeword") is not None


def _has_open_wake_word() -> bool:
    return find_spec("pyopen_wakeword") is not None
