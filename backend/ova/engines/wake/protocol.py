"""What every wake word engine can do."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Detection:
    """A wake word was heard."""

    name: str
    """Id of the model, for example ``okay_nabu``."""
    phrase: str
    """What people say, for example ``Okay Nabu``."""
    score: float | None = None
    """0 to 1, when the engine tells."""


class WakeWord(Protocol):
    """A loaded wake word model. Used by one thread."""

    name: str
    phrase: str

    def feed(self, pcm: bytes) -> Detection | None:
        """Take 16 kHz mono int16 PCM of any length; return a detection inside it.

        After a detection it starts afresh with the next call, so one saying is told once.
        """

    def reset(self) -> None:
        """Forget what was heard."""

    def close(self) -> None:
        """Free the model."""
