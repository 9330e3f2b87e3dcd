"""What can be wrong with a wake word of a person's own."""

from enum import StrEnum

from ova.core import InvalidInput
from ova.engines.errors import EngineError


class BadWakeModel(EngineError, InvalidInput):
    """Files that are no wake word model, or a damaged one."""

    code = "bad_wake_model"
    status = InvalidInput.status


class PhraseFault(StrEnum):
    """Why words make no wake word."""

    FORM = "form"
    """No words, too many of them, or signs nobody can say."""
    SHORT = "short"
    LONG = "long"
    EVERYDAY = "everyday"
    UNKNOWN = "unknown"
    """Nobody knows how to say one of them."""


class BadPhrase(EngineError, InvalidInput):
    """Words that would make a poor wake word."""

    code = "bad_wake_phrase"
    status = InvalidInput.status

    def __init__(self, message: str, *, cure: str, fault: PhraseFault) -> None:
        super().__init__(message, cure=cure)
        self.fault = fault
