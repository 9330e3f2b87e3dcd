"""What every voice engine can do."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from ova.core import AudioClip
from ova.engines.errors import BadSpeechInput

MAX_CHARACTERS = 10_000
"""About ten minutes of speech."""
SLOWEST, FASTEST = 0.5, 2.0
"""How much slower and faster than usual a voice can be asked to speak."""


@dataclass(frozen=True, slots=True)
class VoiceInfo:
    """A voice people can choose."""

    id: str
    """What ``synthesize(voice=...)`` takes."""
    name: str
    languages: tuple[str, ...]
    """BCP 47 tags in lower case, the most fitting first."""
    engine: str


class Voice(Protocol):
    """A voice engine. Safe to call from any thread."""

    engine: str
    """Its name, such as ``espeak``."""

    def voices(self) -> tuple[VoiceInfo, ...]:
        """Return every voice that can speak now. Never raises: an engine that is away has none."""

    def usual(self, language: str) -> str | None:
        """Return the id of the voice for a language such as ``de-AT``; None when it has none."""

    def find(self, voice: str) -> VoiceInfo:
        """Return the voice an id means. Raises UnknownVoice with near matches."""

    def stamp(self, voice: str) -> str:
        """Return what a voice's sound depends on: another stamp, another sound. Never raises."""

    def stream(
        self, text: str, language: str = "en", voice: str | None = None, speed: float = 1.0
    ) -> Iterator[AudioClip]:
        """Yield spoken ``text`` piece by piece, each as soon as it is made: sentences, or parts of one.

        All pieces are of one format; nothing to say gives none. ``speed`` is 0.5 to 2 times the
        usual. Closing the iterator ends the work. Raises UnknownVoice, BadSpeechInput for too long
        a text, EngineMissing when the engine cannot speak or breaks off.
        """

    def synthesize(
        self, text: str, language: str = "en", voice: str | None = None, speed: float = 1.0
    ) -> AudioClip:
        """Return ``text`` spoken; nothing to say gives an empty clip. Raises as ``stream`` does."""


def checked_text(text: str) -> str:
    """Return a text engines can take: without null characters and halves of UTF-16 pairs.

    Raises BadSpeechInput for one that is too long to speak.
    """
    if len(text) > MAX_CHARACTERS:
        raise BadSpeechInput(
            f"A text of {len(text)} characters is too long to speak.",
            cure=f"Send at most {MAX_CHARACTERS} characters.",
        )
    return text.replace("\0", " ").encode("utf-8", "replace").decode()


def check_speed(speed: float) -> None:
    """Raise BadSpeechInput for a speed no voice can speak at."""
    if not SLOWEST <= speed <= FASTEST:
        raise BadSpeechInput(
            f"A voice cannot speak at {speed:g} times its usual speed.",
            cure=f"Choose {SLOWEST:g} to {FASTEST:g}.",
        )
