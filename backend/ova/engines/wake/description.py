"""What is needed to load a wake word, wherever it runs."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

BUNDLED_WAKE_WORDS = {
    "alexa": "Alexa",
    "hey_jarvis": "Hey Jarvis",
    "hey_mycroft": "Hey Mycroft",
    "hey_rhasspy": "Hey Rhasspy",
    "okay_nabu": "Okay Nabu",
}
"""Names and phrases of the models in the wheels a satellite installs; a hub need not have them."""


class WakeWordKind(StrEnum):
    """Where a wake word comes from."""

    BUNDLED = "bundled"
    """It comes with the program."""
    MODEL = "model"
    """Files a person uploaded."""
    PHRASE = "phrase"
    """Words of a person's own choosing, listened for by their sounds."""


@dataclass(frozen=True, slots=True)
class WakeWordDescription:
    """One wake word to listen for."""

    id: str
    kind: WakeWordKind = WakeWordKind.BUNDLED
    phrase: str = ""
    """What people say; a phrase needs it, a model may bring its own."""
    sensitivity: float = 0.5
    """0 wakes rarely, 1 easily."""
    folder: Path | None = None
    """Where an uploaded model's files lie."""
