"""What every voice engine can do."""

from dataclasses import dataclass
from typing import Protocol

from ova.core import AudioClip


@dataclass(frozen=True, slots=True)
class VoiceInfo:
    """A voice people can choose."""

    id: str
    """What ``synthesize(voice=...)`` takes."""
    name: str
    languages: tuple[str, ...]
    engine: str


class Voice(Protocol):
    """A voice engine. Safe to call from any thread."""

    info: VoiceInfo
    """The voice used when none is asked for."""

    def voices(self) -> tuple[VoiceInfo, ...]:
        """Return every voice."""

    def synthesize(self, text: str, language: str = "en", voice: str | None = None) -> AudioClip:
        """Return spoken ``text``; nothing to say gives an empty clip. Raises UnknownVoice."""
