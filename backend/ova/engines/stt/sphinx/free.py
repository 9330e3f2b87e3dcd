"""Free speech inside a sentence: a loop of phones finds where it is, a dictation finds its words."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ova.core import WILDCARD, Transcript, WordGraph, WordTime
from ova.engines.stt.evidence import WordFit
from ova.engines.stt.free_speech import GAP, in_order

_PHONES = (
    *("AA", "AE", "AH", "AO", "AW", "AY", "EH", "ER", "EY", "IH", "IY", "OW", "OY", "UH", "UW"),
    *("B", "CH", "D", "DH", "F", "G", "HH", "JH", "K", "L", "M", "N", "NG", "P", "R", "S", "SH"),
    *("T", "TH", "V", "W", "Y", "Z", "ZH"),
)
"""Of the CMU dictionary."""
_PHONE = 1e-6 / len(_PHONES)
"""Of a phone in free speech: so low that words of the sentences are heard where they were said."""
_END = 0.1
_FRAMES_PER_S = 100
_EDGE_FRAMES = 5
"""Frames around the phones that the dictation hears too: their ends are not exact."""
FREE_TOKENS = {f"free-{phone}": phone for phone in _PHONES}
"""Words of one phone each."""

FreeArc = tuple[int, int, float, str] | tuple[int, int, float]


def free_arcs(graph: WordGraph) -> Iterator[FreeArc]:
    """Yield what stands for the free speech of a graph: one phone, and any number of others."""
    state = graph.states
    for arc in graph.arcs:
        if arc.word != WILDCARD:
            continue
        for token in FREE_TOKENS:
            yield (arc.start, state, _PHONE, token)
            yield (state, state, _PHONE, token)
        yield (state, arc.end, _END)
        state += 1


@dataclass(frozen=True, slots=True)
class FreeStretch:
    """Frames of free speech, and how many words of the sentence come before it."""

    place: int
    first: int
    end: int

    def with_edges(self, frames: int) -> slice:
        """Return the frames to dictate from, of ``frames`` there are."""
        return slice(max(0, self.first - _EDGE_FRAMES), min(frames, self.end + _EDGE_FRAMES))


def gap_for(words: Iterable[str]) -> str:
    """Return words as a partial result, with a gap where free speech is."""
    shown: list[str] = []
    for word in words:
        said = GAP if word == WILDCARD else word
        if [said] != shown[-1:] or said != GAP:
            shown.append(said)
    return " ".join(shown)


def with_stretches(fits: Sequence[WordFit]) -> tuple[list[WordFit], list[FreeStretch]]:
    """Return words with the phones of each free speech joined to one, and where these are."""
    joined: list[WordFit] = []
    for fit in fits:
        if fit.word == WILDCARD and joined and joined[-1].word == WILDCARD:
            joined[-1] = _both(joined[-1], fit)
        else:
            joined.append(fit)
    stretches: list[FreeStretch] = []
    for place, fit in enumerate(joined):
        if fit.word == WILDCARD:
            first = round(fit.start_s * _FRAMES_PER_S)
            end = first + round(fit.seconds * _FRAMES_PER_S)
            stretches.append(FreeStretch(place - len(stretches), first, end))
    return joined, stretches


def with_free_speech(
    heard: Transcript,
    stretches: Sequence[FreeStretch],
    hear: Callable[[FreeStretch], list[WordTime]],
) -> Transcript:
    """Return a transcript with the words of its free speech; no command where there are none."""
    result: list[WordTime] = []
    done = 0
    for stretch in stretches:
        found = hear(stretch)
        if not found:
            return heard.declined()
        result += [*heard.words[done : stretch.place], *found]
        done = stretch.place
    words = in_order([*result, *heard.words[done:]])
    return replace(heard, text=" ".join(word.word for word in words), words=tuple(words))


def later(words: Iterable[WordTime], seconds: float) -> list[WordTime]:
    """Return words of a stretch on the clock of the utterance it begins ``seconds`` into."""
    return [
        replace(word, start_s=word.start_s + seconds, end_s=word.end_s + seconds) for word in words
    ]


def _both(one: WordFit, other: WordFit) -> WordFit:
    seconds = other.start_s + other.seconds - one.start_s
    return WordFit(WILDCARD, seconds, (*one.phones, *other.phones), one.start_s)
