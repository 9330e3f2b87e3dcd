"""What a listening session tells."""

from dataclasses import dataclass

from ova.core import OvaError, Transcript

FINAL_KINDS = frozenset({"final", "error"})


@dataclass(frozen=True, slots=True)
class SpeechEvent:
    """Something that happened while listening. After ``final`` or ``error`` there is no other."""

    kind: str
    """``vad-start``, ``vad-end``, ``partial``, ``final`` or ``error``."""
    timestamp_s: float = 0.0
    """Where in the stream: the speech's start and end for the vad events, else how far it is."""
    transcript: Transcript | None = None
    """With ``final``; its text is empty when nothing was said or recognised."""
    text: str = ""
    """With ``partial`` and ``final``: the words."""
    error: OvaError | None = None
