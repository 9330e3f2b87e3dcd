"""How the phones of the words found compare with all others: a second opinion on words.

A closed grammar turns any sound into its sentences, and some voices score low whatever they say.
So scores alone tell less than this: over the frames a phone is said to take, how many others fit
better? (A rank in place of the likelihood ratio of Witt and Young, "Phone-level pronunciation
scoring and assessment", 2000: a voice far from the model lowers all phones alike.) And words that
were not said take what time they get: some of their phones are stretched, others squeezed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from ova.engines.acoustics import (
    COEFFICIENTS,
    FRAMES_PER_S,
    LOOK_AHEAD,
    SILENCE,
    STATES,
    SenoneScorer,
    load_acoustic_model,
    loud_mean,
    with_changes,
)
from ova.engines.stt.evidence import Evidence, WordFit

_NEVER = -1e9
_NOISE = "+"
"""Names of the model's noises begin with it."""


@dataclass(frozen=True, slots=True, eq=False)
class PhoneFits:
    """The phones of some words, in their order."""

    frames: NDArray[np.intp]
    """How long each is, in frames of 10 ms."""
    ranks: NDArray[np.intp]
    """How many of all phones fit its frames better; 0 is best."""

    @property
    def mean_rank(self) -> float:
        """Mean over the phones."""
        return float(self.ranks.mean())

    @property
    def unevenness(self) -> float:
        """Standard deviation of the natural logarithms of the lengths."""
        return float(np.log(self.frames).std())


def with_phones(evidence: Evidence, cepstra: NDArray[np.float32]) -> Evidence:
    """Return evidence with what the utterance's cepstra (see `phone_fits`) say of its phones."""
    fits = phone_fits(evidence.words, cepstra)
    if fits is None:
        return evidence
    return replace(evidence, phone_rank=fits.mean_rank, unevenness=fits.unevenness)


def phone_fits(words: Sequence[WordFit], cepstra: NDArray[np.float32]) -> PhoneFits | None:
    """Align the words' phones with the time the words take, and rank them among all phones.

    ``cepstra`` are those of the whole utterance, 13 values per frame; their mean does not matter.
    Phones without context do: those of the triphones rank no better. Returns None when there is too
    little sound for the phones, or when no phones are known.
    """
    told = [phone for fit in words for phone in fit.phones]
    inside = np.zeros(len(cepstra), bool)
    for fit in words:
        if fit.phones:
            inside[round(fit.start_s * FRAMES_PER_S) : round(fit.end_s * FRAMES_PER_S)] = True
    if not told or inside.sum() < STATES * len(told):
        return None
    names, scorer, columns = _phones()
    frames = with_changes(np.pad(cepstra, ((LOOK_AHEAD, LOOK_AHEAD), (0, 0)), mode="edge"))[inside]
    frames[:, :COEFFICIENTS] -= loud_mean(cepstra)
    fit_of = scorer(frames)[:, columns]
    ids = np.array([names.index(phone) for phone in told])
    places = _alignment(fit_of[:, ids].reshape(len(frames), -1)) // STATES
    starts = np.flatnonzero(np.diff(places, prepend=-1))
    each = np.add.reduceat(fit_of.max(axis=2), starts)
    own = each[np.arange(len(ids)), ids]
    lengths = np.diff(starts, append=len(frames))
    return PhoneFits(lengths, (each > own[:, None]).sum(axis=1))


@cache
def _phones() -> tuple[tuple[str, ...], SenoneScorer, NDArray[np.intp]]:
    """Return the phones that are speech, and where their states stand in a scorer's result."""
    model = load_acoustic_model()
    ids = [
        number
        for number, name in enumerate(model.phones)
        if name != SILENCE and not name.startswith(_NOISE)
    ]
    scorer = SenoneScorer(model, model.states[ids])
    return tuple(model.phones[number] for number in ids), scorer, scorer.columns(model.states[ids])


def _alignment(fit: NDArray[np.float32]) -> NDArray[np.intp]:
    """Return the state of each frame on the best path through all states, one after the other."""
    count, last = fit.shape
    score = np.full(last, _NEVER)
    score[0] = fit[0, 0]
    entering = np.full(last, _NEVER)
    moved = np.zeros(fit.shape, bool)
    for index in range(1, count):
        entering[1:] = score[:-1]
        moved[index] = entering > score
        score = np.where(moved[index], entering, score) + fit[index]
    states = np.empty(count, np.intp)
    state = last - 1
    for index in range(count - 1, -1, -1):
        states[index] = state
        state -= int(moved[index, state])
    return states
