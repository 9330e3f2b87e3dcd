"""One utterance decoded while it is spoken."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ova.core import WILDCARD, Transcript, Unheard, WordTime
from ova.engines.stt.evidence import Evidence, WordFit
from ova.engines.stt.judge import judged
from ova.engines.stt.phone_ranks import with_phones
from ova.engines.stt.sphinx.cepstra import CEPSTRA
from ova.engines.stt.sphinx.decoders import Decoders, dictation
from ova.engines.stt.sphinx.free import (
    FreeStretch,
    gap_for,
    later,
    with_free_speech,
    with_stretches,
)
from ova.engines.stt.sphinx.front import FrontEnd

ENGINE = "pocketsphinx"
_FRAMES_PER_S = 100
_SCORE_SCALE = 1024
"""Segment scores come as exp(score / 1024) (SENSCR_SHIFT of 10 bits in the library)."""
_SECOND_PASS_FRAMES = 1500
"""An utterance longer than that (15 s) is no command worth a second pass."""
_SECOND_PASS_STREAMS = 2
"""With more people speaking at once, being quick is worth more than being surer."""
_SILENCES = frozenset(("<s>", "</s>", "<sil>", "(NULL)"))

_Found = tuple[Transcript, Evidence, list[FreeStretch]]


class SphinxStream:
    """Takes sound as it comes. It has a decoder of its own from its first frames to its end."""

    def __init__(self, decoders: Decoders) -> None:
        self._decoders = decoders
        self._decoder: Any = None
        self._front = FrontEnd()
        self._frames = 0
        self._partial = ""
        self._decoded: list[bytes] = []

    def feed(self, samples: NDArray[np.int16]) -> str | None:
        """Decode what is ready; return the words so far when they changed."""
        before = self._frames
        for cepstra in self._front.feed(samples):
            self._decode(cepstra)
        if self._frames == before:
            return None
        heard = self._words()
        if heard == self._partial:
            return None
        self._partial = heard
        return heard

    def finish(self) -> Transcript:
        """Decode the rest and return the result."""
        for cepstra in self._front.finish():
            self._decode(cepstra)
        if self._decoder is None:
            return Transcript("", engine=ENGINE, unheard=Unheard.SILENCE)
        self._decoder.end_utt()
        transcript, evidence, free = self._best()
        decoder, self._decoder = self._decoder, None
        self._decoders.give_back(decoder)
        frames = np.frombuffer(b"".join(self._decoded), "<f4").reshape(-1, CEPSTRA)
        heard = judged(transcript, with_phones(evidence, frames))
        return with_free_speech(heard, free, self._hear_free) if heard.text and free else heard

    def close(self) -> None:
        """Give the decoder back."""
        if self._decoder is not None:
            decoder, self._decoder = self._decoder, None
            decoder.end_utt()
            self._decoders.give_back(decoder)

    def _decode(self, cepstra: NDArray[np.float32]) -> None:
        if not len(cepstra):
            return
        if self._decoder is None:
            self._decoder = self._decoders.take()
            self._decoder.start_utt()
        frames = cepstra.astype("<f4", copy=False).tobytes()
        self._decoder.process_cep(frames)
        self._decoded.append(frames)
        self._frames += len(cepstra)

    def _best(self) -> _Found:
        """Return the result of the second pass, or of the first where there is none.

        The second has the cepstral mean of the whole utterance from its first frame on. The
        utterance has ended.
        """
        crowded = self._decoders.lent > _SECOND_PASS_STREAMS
        if crowded or self._frames > _SECOND_PASS_FRAMES:
            return self._result()
        frames = self._front.whole().astype("<f4", copy=False).tobytes()
        self._decoder.start_utt()
        self._decoder.process_cep(frames)
        self._decoder.end_utt()
        self._decoded = [frames]
        return self._result()

    def _words(self) -> str:
        hypothesis = self._decoder.hyp()
        if hypothesis is None:
            return ""
        found = (self._decoders.network.spoken(token) for token in hypothesis.hypstr.split())
        return gap_for(spoken.word for spoken in found if spoken is not None)

    def _hear_free(self, stretch: FreeStretch) -> list[WordTime]:
        """Return the words of a stretch of free speech."""
        frames = b"".join(self._decoded)
        size = len(frames) // self._frames
        part = stretch.with_edges(self._frames)
        sound = frames[part.start * size : part.stop * size]
        words = dictation().hear(lambda decoder: decoder.process_cep(sound))
        return later(words, part.start / _FRAMES_PER_S)

    def _result(self) -> _Found:
        """Return the words found, how well they fit, and where free speech lies among them.

        The utterance has ended.
        """
        fits: list[WordFit] = []
        fillers: list[tuple[float, float]] = []
        segments = self._decoder.seg() if self._decoder.hyp() is not None else ()
        for segment in segments:
            start_s = segment.start_frame / _FRAMES_PER_S
            frames = segment.end_frame - segment.start_frame + 1
            seconds = frames / _FRAMES_PER_S
            spoken = self._decoders.network.spoken(segment.word)
            if spoken is not None:
                score = _SCORE_SCALE * math.log(max(segment.ascore, 1e-300)) / frames
                fits.append(WordFit(spoken.word, seconds, score, spoken.phones, start_s))
            elif segment.word not in _SILENCES:
                fillers.append((start_s, seconds))
        fits, free = with_stretches(fits)
        inner = sum(
            seconds
            for start_s, seconds in fillers
            if fits and fits[0].start_s < start_s < fits[-1].start_s
        )
        evidence = Evidence(
            engine=ENGINE,
            words=tuple(fits),
            utterance_s=self._frames / _FRAMES_PER_S,
            filler_s=sum(seconds for _, seconds in fillers),
            inner_filler_s=inner,
        )
        words = tuple(
            WordTime(fit.word, fit.start_s, fit.start_s + fit.seconds, fit_confidence(fit.score))
            for fit in fits
            if fit.word != WILDCARD
        )
        text = " ".join(word.word for word in words)
        return Transcript(text, words=words, engine=ENGINE), evidence, free


def fit_confidence(score: float) -> float:
    """Return 0..1 for the mean score per frame of a word: -5 is nearly 1, -7 nearly 0."""
    return 1.0 / (1.0 + math.exp(min(50.0, -4.0 * (score + 6.0))))
