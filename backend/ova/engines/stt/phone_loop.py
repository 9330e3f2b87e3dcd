"""The phones PocketSphinx hears when it may hear any: a second opinion on words.

A closed grammar turns any sound into its sentences, and some voices score low whatever they say.
What phones are heard without a grammar, and how well they fit, tells both (the idea of a likelihood
ratio against a phone loop: Rose and Paul, "A hidden Markov model based keyword recognition
system", 1990).
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ova.engines.errors import EngineMissing
from ova.engines.stt.evidence import Evidence
from ova.engines.stt.phone_match import phone_distance

_SCORE_SCALE = 1024
"""Segment scores come as exp(score / 1024) (SENSCR_SHIFT of 10 bits in the library)."""
_FRAMES_PER_S = 100
_NOISES = frozenset({"SIL", "+NSN+", "+SPN+"})
_EDGE_S = 0.05


@dataclass(frozen=True, slots=True)
class HeardPhone:
    """One phone in an utterance. Times in seconds from its first sample."""

    phone: str
    start_s: float
    end_s: float
    score: float
    """Natural log-likelihood per frame, relative to the likeliest phone of the frame."""


class PhoneLoop:
    """A small decoder without words. Used by one thread."""

    def __init__(self, **options: Any) -> None:
        """Load the model; ``options`` are the decoder's own, such as ``hmm``.

        Four Gaussians and narrow beams: half the cost, and as good. Raises EngineMissing.
        """
        try:
            import pocketsphinx

            self._decoder: Any = pocketsphinx.Decoder(
                lm=None,
                dict=None,
                allphone=pocketsphinx.get_model_path("en-us/en-us-phone.lm.bin"),
                lw=2,
                beam=1e-12,
                pbeam=1e-12,
                topn=4,
                loglevel="FATAL",
                **options,
            )
        except (ImportError, RuntimeError) as error:
            raise EngineMissing(
                "PocketSphinx could not load its model.",
                cure="Reinstall the pocketsphinx package.",
            ) from error

    def hear(self, feed: Callable[[Any], None]) -> tuple[HeardPhone, ...]:
        """Return the phones of an utterance, noises and silence among them.

        ``feed`` gives all of the sound to the library's decoder, which is inside an utterance.
        """
        decoder = self._decoder
        decoder.reinit_feat()
        decoder.start_utt()
        feed(decoder)
        decoder.end_utt()
        return tuple(
            HeardPhone(
                segment.word,
                segment.start_frame / _FRAMES_PER_S,
                (segment.end_frame + 1) / _FRAMES_PER_S,
                _SCORE_SCALE
                * math.log(max(segment.ascore, 1e-300))
                / (segment.end_frame - segment.start_frame + 1),
            )
            for segment in decoder.seg() or ()
        )


def with_phones(evidence: Evidence, heard: Sequence[HeardPhone]) -> Evidence:
    """Return evidence with what the phones heard in the same utterance say of its words."""
    if not evidence.words or not heard:
        return evidence
    start_s, end_s = evidence.words[0].start_s - _EDGE_S, evidence.words[-1].end_s + _EDGE_S
    within = [one.phone for one in heard if one.start_s < end_s and one.end_s > start_s]
    free = [phone for phone in within if phone not in _NOISES]
    told = [phone for fit in evidence.words for phone in fit.phones]
    return replace(
        evidence,
        voice_score=_score_over(evidence, heard),
        phone_distance=phone_distance(told, free),
    )


def _score_over(evidence: Evidence, heard: Sequence[HeardPhone]) -> float | None:
    """Return the mean score of the phones over the time the words take."""
    total = seconds = 0.0
    for fit in evidence.words:
        for one in heard:
            shared = min(fit.end_s, one.end_s) - max(fit.start_s, one.start_s)
            if shared > 0:
                total += shared * one.score
                seconds += shared
    return total / seconds if seconds > 0 else None
