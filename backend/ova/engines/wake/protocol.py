"""What every wake word engine can do."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Detection:
    """A wake word was heard, and what speaks for it.

    Several satellites hear one person: the evidence lets the hub tell which of them was nearest.
    """

    name: str
    """Id of the wake word, for example ``okay_nabu``."""
    phrase: str
    """What people say, for example ``Okay Nabu``."""
    score: float | None = None
    """0 to 1, when the engine tells."""
    length_s: float | None = None
    """Seconds the phrase took, when the engine tells."""
    age_s: float | None = None
    """Seconds between the phrase's end and the end of what was fed, when the engine tells."""
    level_dbfs: float | None = None
    """RMS level of the phrase in dB below full scale."""
    snr_db: float | None = None
    """How far that level lies above the quiet around it, in dB."""


class WakeWord(Protocol):
    """A loaded wake word. Used by one thread."""

    name: str
    phrase: str

    @property
    def rising(self) -> bool:
        """Whether the phrase is perhaps being said now; engines that cannot tell say no."""

    def feed(self, pcm: bytes) -> Detection | None:
        """Take 16 kHz mono int16 PCM of any length; return a detection inside it.

        After a detection it starts afresh with the next call, so one saying is told once.
        """

    def reset(self) -> None:
        """Forget what was heard."""

    def close(self) -> None:
        """Free the model. May be called twice."""
