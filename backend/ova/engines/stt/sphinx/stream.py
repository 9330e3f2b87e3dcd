"""One utterance decoded while it is spoken, and once more as a whole."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ova.core import SPEECH_RATE_HZ, WILDCARD, Transcript, Unheard, WordTime
from ova.engines.noise import SteadyNoiseSpectrum
from ova.engines.stt.completion import Completion
from ova.engines.stt.evidence import Evidence, WordFit
from ova.engines.stt.judge import judged
from ova.engines.stt.phone_fits import with_phones
from ova.engines.stt.sphinx.decoders import Decoders, dictation
from ova.engines.stt.sphinx.found import FRAMES_PER_S, Found, read
from ova.engines.stt.sphinx.free import FreeStretch, gap_for, later, with_free_speech
from ova.engines.stt.sphinx.front import FrontEnd

ENGINE = "pocketsphinx"
_SECOND_PASS_FRAMES = 1500
"""An utterance longer than that (15 s) is no command worth a second pass."""
_CROWD = 2
"""With more people speaking at once, being quick is worth more than being surer: who begins then is
heard in the pauses only, and without RNNoise."""
_SETTLES_AFTER_S = 0.09
"""The last sound has passed the front end then, and the shortest pause that ends a command has not
passed yet."""
_CROWD_SETTLES_AFTER_S = 0.22
"""Fewer pauses are so long: less work."""
_AT_ONCE = 2 * SPEECH_RATE_HZ
"""Who brings more samples than that at once does not wait for the words on the way."""


class SphinxStream:
    """Takes sound as it comes. It has a decoder of its own from its first frames to its end.

    What is heard on the way serves to tell the words so far. The result comes from another look at the
    whole, which has the cepstral mean of the utterance from its first frame on.
    """

    def __init__(self, decoders: Decoders, answers: Completion | None = None) -> None:
        """Begin an utterance; ``answers`` are those to a question that was just asked."""
        self._decoders = decoders
        self._answers = answers
        self._decoder: Any = None
        decoders.streams.add(self)
        self._crowded = len(decoders.streams) > _CROWD
        self.settles_after_s = _CROWD_SETTLES_AFTER_S if self._crowded else _SETTLES_AFTER_S
        self._front = FrontEnd(SteadyNoiseSpectrum() if self._crowded else None)
        self._partial = ""
        self._waiting: list[NDArray[np.float32]] = []

    def feed(self, samples: NDArray[np.int16]) -> str | None:
        """Decode what is ready; return the words so far when they changed."""
        self._waiting += self._front.feed(samples)
        if self._crowded or samples.size > _AT_ONCE or not self._decode():
            return None
        heard = self._words()
        if heard == self._partial:
            return None
        self._partial = heard
        return heard

    def settle(self) -> Transcript | None:
        """Return the result if nothing more is said; None when that takes too long.

        That is so for free speech and for what is no command any more.
        """
        cepstra = self._front.whole().astype("<f4", copy=False)
        if not 0 < len(cepstra) <= _SECOND_PASS_FRAMES:
            return None
        found = self._whole(cepstra)
        return None if found.free else _concluded(found, cepstra, self._answers)

    def finish(self) -> Transcript:
        """Decode the rest and return the result."""
        self._waiting += self._front.finish()
        cepstra = self._front.whole().astype("<f4", copy=False)
        if not len(cepstra):
            self.close()
            return Transcript("", engine=ENGINE, unheard=Unheard.SILENCE)
        is_long = len(cepstra) > _SECOND_PASS_FRAMES
        found = self._first_pass() if is_long else self._whole(cepstra)
        self.close()
        return _concluded(found, cepstra, self._answers)

    def close(self) -> None:
        """Give the decoder back."""
        self._decoders.streams.discard(self)
        if self._decoder is not None:
            decoder, self._decoder = self._decoder, None
            decoder.end_utt()
            self._decoders.give_back(decoder)

    def _first_pass(self) -> Found:
        self._decode()
        decoder, self._decoder = self._decoder, None
        decoder.end_utt()
        found = read(decoder, self._decoders.network)
        self._decoders.give_back(decoder)
        return found

    def _whole(self, cepstra: NDArray[np.float32]) -> Found:
        decoders = self._decoders
        decoder = decoders.crowd if self._crowded else decoders.thorough
        decoder.start_utt()
        decoder.process_cep(cepstra.tobytes())
        decoder.end_utt()
        return read(decoder, decoders.network)

    def _decode(self) -> bool:
        """Decode what waits; return whether anything did."""
        frames = b"".join(block.astype("<f4", copy=False).tobytes() for block in self._waiting)
        self._waiting.clear()
        if not frames:
            return False
        if self._decoder is None:
            self._decoder = self._decoders.take()
            self._decoder.start_utt()
        self._decoder.process_cep(frames)
        return True

    def _words(self) -> str:
        hypothesis = self._decoder.hyp()
        if hypothesis is None:
            return ""
        found = (self._decoders.network.spoken(token) for token in hypothesis.hypstr.split())
        return gap_for(spoken.word for spoken in found if spoken is not None)


def _concluded(
    found: Found, cepstra: NDArray[np.float32], answers: Completion | None
) -> Transcript:
    """Return the words if they were said, with what free speech stands for."""
    evidence = with_phones(Evidence(ENGINE, found.words), cepstra)
    words = tuple(_timed(fit) for fit in evidence.words if fit.word != WILDCARD)
    text = " ".join(word.word for word in words)
    is_answer = answers is not None and answers.after(text.split()).complete
    heard = judged(Transcript(text, words=words, engine=ENGINE), evidence, is_answer=is_answer)
    if not (heard.text and found.free):
        return heard

    def dictated(stretch: FreeStretch) -> list[WordTime]:
        part = stretch.with_edges(len(cepstra))
        sound = cepstra[part].tobytes()
        said = dictation().hear(lambda decoder: decoder.process_cep(sound))
        return later(said, part.start / FRAMES_PER_S)

    return with_free_speech(heard, found.free, dictated)


def _timed(fit: WordFit) -> WordTime:
    confidence = 1.0 if fit.gap is None else word_confidence(fit.gap)
    return WordTime(fit.word, fit.start_s, fit.end_s, confidence)


def word_confidence(gap: float) -> float:
    """Return 0..1 for how much better other phones fit than those of a word (see `WordFit`)."""
    return 1.0 / (1.0 + math.exp(min(50.0, 3.0 * (gap - 1.5))))
