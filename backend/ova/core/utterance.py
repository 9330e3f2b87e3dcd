"""What a person said, and where and how it was heard."""

from dataclasses import dataclass, field, replace
from enum import StrEnum


class Unheard(StrEnum):
    """Why a transcript has no text."""

    SILENCE = "silence"
    """Nobody spoke."""
    NOISE = "noise"
    """There was sound, but no speech."""
    NO_COMMAND = "no_command"
    """Somebody spoke, but nothing the home knows."""


@dataclass(frozen=True, slots=True)
class WordTime:
    """One recognised word with its place in the audio."""

    word: str
    start_s: float
    end_s: float
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Transcript:
    """What a recogniser heard. ``text`` is empty when nothing was recognised."""

    text: str
    confidence: float = 0.0
    """0 to 1; how sure the recogniser is."""
    alternatives: tuple[str, ...] = ()
    words: tuple[WordTime, ...] = ()
    engine: str = ""
    unheard: Unheard | None = None
    """Why there is no text; None when there is, or when the engine cannot tell."""

    def declined(self, why: Unheard = Unheard.NO_COMMAND) -> "Transcript":
        """Return it emptied of words that do not count: these come first of the alternatives."""
        found = (self.text,) if self.text else ()
        return replace(
            self,
            text="",
            words=(),
            alternatives=(*found, *self.alternatives),
            unheard=why,
        )


@dataclass(frozen=True, slots=True)
class Utterance:
    """One command, spoken or typed."""

    text: str
    language: str = "en"
    satellite_id: str | None = None
    area_id: str | None = None
    """Where the person is: the satellite's area, unless the caller says otherwise."""
    conversation_id: str | None = None
    person_id: str | None = None
    transcript: Transcript | None = field(default=None)
