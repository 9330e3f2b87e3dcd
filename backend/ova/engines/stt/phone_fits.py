"""How the phones of the words found compare with all others: a second opinion on words.

A closed grammar turns any sound into its sentences, and some voices score low whatever they say.
So three things are looked at that hardly depend on the voice:

- Rank: over the frames a phone is said to take, how many others fit better? (In place of the ratio
  of Witt and Young, "Phone-level pronunciation scoring and assessment", 2000.)
- Loop: how much likelier is the sound as a sequence of any phones, with other borders?
- Unevenness: words that were not said take what time they get, so that some of their phones are
  stretched and others squeezed.
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
    voice_offset,
    with_changes,
)
from ova.engines.stt.evidence import Evidence, WordFit
from ova.engines.stt.phone_lengths import ANY_FRAMES, USUAL_FRAMES
from ova.engines.stt.phone_paths import aligned, loop_score

_NOISE = "+"
"""Names of the model's noises begin with it."""
_STEPS = 3
"""So often the voice's offset and the places of the phones are found anew."""


@dataclass(frozen=True, slots=True, eq=False)
class PhoneFits:
    """The phones of some words, in their order."""

    phones: tuple[str, ...]
    owners: NDArray[np.intp]
    """Which word each belongs to."""
    frames: NDArray[np.intp]
    """How long each is, in frames of 10 ms."""
    ranks: NDArray[np.intp]
    """How many of all phones fit its frames better; 0 is best."""
    gaps: NDArray[np.float32]
    """By how many nats per frame the best of all phones fits better; 0 is best."""
    loop_gain: float
    """By how many nats per frame a loop of any phones fits better than these."""

    @property
    def mean_rank(self) -> float:
        """Mean over the phones."""
        return float(self.ranks.mean())

    @property
    def unevenness(self) -> float:
        """Standard deviation of the natural logarithms of the lengths, by what is usual."""
        usual = np.array([USUAL_FRAMES.get(phone, ANY_FRAMES) for phone in self.phones])
        return float(np.log(self.frames / usual).std())

    def gap_of(self, word: int) -> float:
        """Mean gap over the frames of a word's phones."""
        part = self.owners == word
        return float(np.average(self.gaps[part], weights=self.frames[part]))


def with_phones(evidence: Evidence, cepstra: NDArray[np.float32]) -> Evidence:
    """Return evidence with what the utterance's cepstra (see `phone_fits`) say of its phones."""
    fits = phone_fits(evidence.words, cepstra)
    if fits is None:
        return evidence
    words = tuple(
        replace(word, gap=fits.gap_of(number)) if number in fits.owners else word
        for number, word in enumerate(evidence.words)
    )
    return replace(
        evidence,
        words=words,
        phone_rank=fits.mean_rank,
        loop_gain=fits.loop_gain,
        unevenness=fits.unevenness,
    )


def phone_fits(words: Sequence[WordFit], cepstra: NDArray[np.float32]) -> PhoneFits | None:
    """Align the words' phones with the time the words take, and compare them with all phones.

    ``cepstra`` are those of the whole utterance, 13 values per frame; their mean does not matter.
    Phones without context do: those of the triphones rank no better. Returns None when there is too
    little sound for the phones, or when no phones are known.
    """
    told = tuple(phone for fit in words for phone in fit.phones)
    owners = np.repeat(np.arange(len(words)), [len(fit.phones) for fit in words])
    inside = np.zeros(len(cepstra), bool)
    for fit in words:
        if fit.phones:
            inside[round(fit.start_s * FRAMES_PER_S) : round(fit.end_s * FRAMES_PER_S)] = True
    if not told or inside.sum() < STATES * len(told):
        return None
    frames = with_changes(np.pad(cepstra, ((LOOK_AHEAD, LOOK_AHEAD), (0, 0)), mode="edge"))[inside]
    frames[:, :COEFFICIENTS] -= loud_mean(cepstra)
    ids = np.array([_phones().index(phone) for phone in told])
    fit_of, states = _fitted(frames, ids)
    own = fit_of[:, ids].reshape(len(frames), -1)
    starts = np.flatnonzero(np.diff(states // STATES, prepend=-1))
    lengths = np.diff(starts, append=len(frames))
    each = np.add.reduceat(fit_of.max(axis=2), starts)
    mine = each[np.arange(len(ids)), ids]
    said = float(own[np.arange(len(frames)), states].sum())
    return PhoneFits(
        told,
        owners,
        lengths,
        (each > mine[:, None]).sum(axis=1),
        (each.max(axis=1) - mine) / lengths,
        (loop_score(fit_of) - said) / len(frames),
    )


def _fitted(
    frames: NDArray[np.float32], ids: NDArray[np.intp]
) -> tuple[NDArray[np.float32], NDArray[np.intp]]:
    """Return log-likelihoods ``(frames, phones, STATES)``, and where each frame lies in the phones.

    The voice is brought nearer to the model's with every step, as if it said these phones; that
    helps them more when it did.
    """
    model, (places, scorer, columns) = load_acoustic_model(), _scorer()
    static = frames[:, :COEFFICIENTS]
    fit = scorer(frames)
    changes = fit - scorer.stream(static, 0)
    said, which = np.unique(ids, return_inverse=True)
    wanted = model.states[places[said]]
    own = SenoneScorer(model, wanted)
    at = own.columns(wanted)[which].reshape(-1)
    own_changes = changes[:, columns[ids].reshape(-1)]
    states = aligned(fit[:, columns[ids].reshape(-1)])
    for _ in range(_STEPS):
        phones = places[ids[states // STATES]]
        static = static - voice_offset(model, static, phones, model.states[phones, states % STATES])
        states = aligned(own_changes + own.stream(static, 0)[:, at])
    return (changes + scorer.stream(static, 0))[:, columns], states


@cache
def _phones() -> tuple[str, ...]:
    """Return the phones that are speech."""
    return tuple(
        name
        for name in load_acoustic_model().phones
        if name != SILENCE and not name.startswith(_NOISE)
    )


@cache
def _scorer() -> tuple[NDArray[np.intp], SenoneScorer, NDArray[np.intp]]:
    """Return the speech phones' places in the model, and where a scorer has their states."""
    model = load_acoustic_model()
    places = np.array([model.phones.index(name) for name in _phones()])
    scorer = SenoneScorer(model, model.states[places])
    return places, scorer, scorer.columns(model.states[places])
