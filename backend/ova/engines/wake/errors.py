"""What can be wrong with a wake word of a person's own."""

from ova.core import InvalidInput
from ova.engines.errors import EngineError


class BadWakeModel(EngineError, InvalidInput):
    """Files that are no wake word model, or a damaged one."""

    code = "bad_wake_model"
    status = InvalidInput.status


class BadPhrase(EngineError, InvalidInput):
    """Words that would make a poor wake word."""

    code = "bad_wake_phrase"
    status = InvalidInput.status
