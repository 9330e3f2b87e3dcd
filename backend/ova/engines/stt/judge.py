"""Whether what was recognised was said: a closed grammar turns any sound into its sentences.

The probability is a logistic regression over five figures that hardly depend on what the home can
hear. The weights of PocketSphinx were fitted by ``scripts/fit_rejection.py`` to commands and other
speech of people and of espeak-ng voices, each fifth of them held out once; a single score or any
fixed threshold on it does much worse (see docs/speech.md).
"""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from ova.core import Transcript
from ova.engines.stt.evidence import Evidence

ACCEPTED = 0.5
"""From this probability on, the words count as said."""
_NEAR_S = 0.05
"""Speech so near to a word belongs to it: word boundaries are no more exact."""
_MOST = 30.0


class Figures(NamedTuple):
    """What the decision rests on; also the form of its weights."""

    phone_rank: float
    loop_gain: float
    unevenness: float
    length: float
    """Square root of the number of phones: the longer, the less chance there is in the others."""
    uncovered: float
    """Share of the speech that lies in no word."""


_BASE = {"pocketsphinx": 7.28}
_WEIGHTS = {"pocketsphinx": Figures(-0.61, -1.33, -7.35, 0.30, -8.03)}
"""By engine; the others judge by their own garbage words and posteriors."""
_USUAL = (4.0, 1.5, 0.5)
"""Rank, gain and unevenness where the phones are not known."""
_ANSWER = 2.0
"""What it counts that somebody was asked and the words answer it: people are expected to, while the
weights were fitted to commands out of the blue."""
_LONG = 40
"""From so many phones on, more of them make the words no surer."""
_EVEN = 0.4
"""Nobody has to speak more evenly than that; few phones are even by chance."""


def accept(evidence: Evidence) -> float:
    """Return how probable it is that these words were said, 0 to 1."""
    if not evidence.words:
        return 0.0
    return _logistic(_sum(evidence))


def figures(evidence: Evidence, uncovered: float = 0.0) -> Figures:
    """Return what is weighed, with the share of the speech that lies in none of the words."""
    told = (evidence.phone_rank, evidence.loop_gain, evidence.unevenness)
    rank, gain, unevenness = (
        usual if value is None else value for value, usual in zip(told, _USUAL, strict=True)
    )
    phones = sum(len(fit.phones) for fit in evidence.words)
    return Figures(rank, gain, max(unevenness, _EVEN), math.sqrt(min(phones, _LONG)), uncovered)


def judged(transcript: Transcript, evidence: Evidence, *, is_answer: bool = False) -> Transcript:
    """Return the transcript with its confidence, or emptied of what was not said.

    What is rejected stands first among the alternatives, and ``unheard`` says why. ``is_answer``:
    the words answer a question that was just asked.
    """
    if not is_answer or not evidence.words:
        return _decided(transcript, accept(evidence))
    return _decided(transcript, _logistic(_sum(evidence) + _ANSWER))


def covered(transcript: Transcript, speech: Sequence[tuple[float, float]]) -> Transcript:
    """Return the transcript, less likely the more of the speech lies in none of its words.

    ``speech`` holds start and end of pieces that are surely speech, in seconds, on the clock of the
    word times. What engines heard that are not judged here stays as it is.
    """
    weights = _WEIGHTS.get(transcript.engine)
    if weights is None or not transcript.text:
        return transcript
    odds = _odds(transcript.confidence) + weights.uncovered * uncovered_share(transcript, speech)
    return _decided(transcript, _logistic(odds))


def uncovered_share(transcript: Transcript, speech: Sequence[tuple[float, float]]) -> float:
    """Return the share of the speech that lies in no word, 0 to 1; 0 without speech."""
    total = sum(end - start for start, end in speech)
    outside = sum(_outside(start, end, transcript) for start, end in speech)
    return outside / total if total > 0 else 0.0


def _decided(transcript: Transcript, probability: float) -> Transcript:
    weighed = replace(transcript, confidence=probability)
    return weighed if probability >= ACCEPTED else weighed.declined()


def _sum(evidence: Evidence) -> float:
    weighed = zip(_WEIGHTS[evidence.engine], figures(evidence), strict=True)
    return _BASE[evidence.engine] + sum(weight * figure for weight, figure in weighed)


def _outside(start_s: float, end_s: float, transcript: Transcript) -> float:
    """Return how much of a piece of speech no word takes."""
    inside = 0.0
    reached = start_s
    for word in transcript.words:
        begin = max(reached, word.start_s - _NEAR_S)
        end = min(end_s, word.end_s + _NEAR_S)
        if end > begin:
            inside += end - begin
            reached = end
    return max(0.0, end_s - start_s - inside)


def _logistic(odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-_MOST, min(_MOST, odds))))


def _odds(probability: float) -> float:
    limited = min(1 - 1e-12, max(1e-12, probability))
    return math.log(limited / (1 - limited))
