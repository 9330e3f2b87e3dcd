"""Which sound is heard in which frame: what the network is trained to say."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scripts.vosk_fixture.corpus import Utterance
from scripts.vosk_fixture.lexicon import Phones
from scripts.vosk_fixture.network import SUBSAMPLING, Network

_SILENCE = 0
_IMPOSSIBLE = -1e6
_MARGIN_FRAMES = 6
"""Weak sounds at the ends of speech are not among what is audible."""
Labels = NDArray[np.int64]


def evenly(utterance: Utterance, phones: Phones) -> Labels:
    """Return a first guess for every frame: each sound of the sentence lasts equally long."""
    labels = np.full(len(utterance.features), _SILENCE, dtype=np.int64)
    if not utterance.words:
        return labels
    sounds = [sound for word in utterance.words for sound in phones.spoken(word)[0]]
    length = utterance.end - utterance.start
    places = np.arange(length) * len(sounds) // length
    labels[utterance.start : utterance.end] = np.array(sounds)[places]
    return labels


@dataclass(slots=True)
class _Path:
    """The states a sentence may pass through: sounds of pronunciations, silence between words."""

    scored: list[int] = field(default_factory=list)
    """What scores each state with the network at hand."""
    named: list[int] = field(default_factory=list)
    """What each state is called in the labels."""
    before: list[list[int]] = field(default_factory=list)
    """States it may follow; -1 is the beginning."""

    def add(self, scored: int, named: int, before: list[int]) -> int:
        self.scored.append(scored)
        self.named.append(named)
        self.before.append(before)
        return len(self.scored) - 1


def aligned(
    utterance: Utterance, network: Network, phones: Phones, wanted: Phones | None = None
) -> Labels:
    """Return the best labels for every frame by the Viterbi algorithm; silence is known.

    ``phones`` are those of the network; the labels name those of ``wanted``, if given.
    """
    path = _Path()
    silence = path.add(_SILENCE, _SILENCE, [-1])
    ends = [-1, silence]
    for word in utterance.words:
        word_ends = []
        for scored, named in zip(phones.spoken(word), (wanted or phones).spoken(word), strict=True):
            last = ends
            for sound, name in zip(scored, named, strict=True):
                last = [path.add(sound, name, last)]
            word_ends += last
        ends = [*word_ends, path.add(_SILENCE, _SILENCE, word_ends)]
    scores = network.log_likelihoods(utterance.features)[:, path.scored]
    # Else rare sounds would learn to stand for the silence beside them.
    quiet = np.ones(len(scores), dtype=bool)
    first = max(0, utterance.start - _MARGIN_FRAMES)
    quiet[first // SUBSAMPLING : (utterance.end + _MARGIN_FRAMES) // SUBSAMPLING + 1] = False
    loud_states = np.array(path.scored) != _SILENCE
    scores[np.ix_(quiet, loud_states)] = _IMPOSSIBLE
    states = _best_path(scores, path, [state for state in ends if state >= 0])
    labels = np.array(path.named, dtype=np.int64)[states]
    return np.repeat(labels, SUBSAMPLING)[: len(utterance.features)]


def _best_path(scores: NDArray[np.float32], path: _Path, ends: list[int]) -> list[int]:
    count = len(path.scored)
    allowed = np.full((count, count), -np.inf)
    first = np.full(count, -np.inf)
    for state, before in enumerate(path.before):
        allowed[state, state] = 0.0
        for other in before:
            if other < 0:
                first[state] = 0.0
            else:
                allowed[state, other] = 0.0
    best = first + scores[0]
    origins = []
    for frame in scores[1:]:
        candidates = allowed + best
        origins.append(candidates.argmax(axis=1))
        best = candidates.max(axis=1) + frame
    states = [max(ends, key=lambda state: best[state])]
    for origin in reversed(origins):
        states.append(int(origin[states[-1]]))
    return states[::-1]
