"""What a decoder found in an utterance, read as words with their phones and times."""

from dataclasses import dataclass
from typing import Any

from ova.engines.stt.evidence import WordFit
from ova.engines.stt.sphinx.free import FreeStretch, with_stretches
from ova.engines.stt.sphinx.network import Network

FRAMES_PER_S = 100


@dataclass(frozen=True, slots=True)
class Found:
    """The words of an utterance, not judged yet."""

    words: tuple[WordFit, ...]
    """Each stretch of free speech is one ``WILDCARD`` among them."""
    free: tuple[FreeStretch, ...]
    """Where free speech lies among the words."""


def read(decoder: Any, network: Network) -> Found:
    """Return what a decoder found in the utterance it has ended.

    Its scores are left aside: they are relative to the sounds the search was looking for.
    """
    fits: list[WordFit] = []
    for segment in decoder.seg() if decoder.hyp() is not None else ():
        spoken = network.spoken(segment.word)
        if spoken is None:
            continue
        seconds = (segment.end_frame - segment.start_frame + 1) / FRAMES_PER_S
        start_s = segment.start_frame / FRAMES_PER_S
        fits.append(WordFit(spoken.word, seconds, spoken.phones, start_s))
    words, free = with_stretches(fits)
    return Found(tuple(words), tuple(free))
