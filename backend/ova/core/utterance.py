"""What a person said, and where and how it was heard."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from ova.core.role import Role


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
class Alternative:
    """Another reading of what was said."""

    text: str
    confidence: float | None = None
    """0 to 1; None when the recogniser cannot tell."""

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        sure = None if self.confidence is None else round(self.confidence, 3)
        return {"text": self.text, "confidence": sure}


@dataclass(frozen=True, slots=True)
class Transcript:
    """What a recogniser heard. ``text`` is empty when nothing was recognised."""

    text: str
    confidence: float = 0.0
    """0 to 1; how sure the recogniser is."""
    alternatives: tuple[str, ...] = ()
    """Other readings, the likeliest first."""
    words: tuple[WordTime, ...] = ()
    engine: str = ""
    unheard: Unheard | None = None
    """Why there is no text; None when there is, or when the engine cannot tell."""
    weights: tuple[float, ...] = ()
    """0 to 1: how sure the recogniser is of each alternative; empty when it cannot tell."""

    def declined(self, why: Unheard = Unheard.NO_COMMAND) -> "Transcript":
        """Return it emptied of words that do not count: these come first of the alternatives."""
        found = (self.text,) if self.text else ()
        weighed = len(self.weights) == len(self.alternatives)
        return replace(
            self,
            text="",
            words=(),
            alternatives=(*found, *self.alternatives),
            weights=(*(self.confidence for _ in found), *self.weights) if weighed else (),
            unheard=why,
        )

    def others(self) -> tuple["Alternative", ...]:
        """Return the other readings, each with its confidence where that is known."""
        known = len(self.weights) == len(self.alternatives)
        return tuple(
            Alternative(text, self.weights[at] if known else None)
            for at, text in enumerate(self.alternatives)
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
    alone: bool = False
    """Nobody said it just now, so that it belongs to no conversation: its time had come."""
    hushing: bool = False
    """It ends what is heard where it was said, and nothing else."""
    role: Role | None = None
    """What who speaks may do at most, where that is less than the person may."""
    recording: str = ""
    """Where its sound is kept for a while, when a question wanted to hear it."""
    transcript: Transcript | None = field(default=None)
