"""One utterance heard with Vosk, and what of it the grammar could not explain heard again."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ova.core import SPEECH_RATE_HZ, Transcript, Unheard, WordTime
from ova.engines.stt.free_speech import FreePlaces, Stretch, in_order
from ova.engines.stt.vosk_results import UNKNOWN, Reading, known_words, partial_words, reading

ALTERNATIVES = 5
"""Readings asked for; they also give the words' confidences."""
LONGEST_CLICK_S = 0.1
"""Unknown sound no longer than this at an end of the speech is no word: a breath, a click."""
_BLOCK = SPEECH_RATE_HZ // 10
"""Samples decoded at a time: libvosk looks for its endpoints and partial results after each."""


@dataclass(frozen=True, slots=True)
class VoskDecoders:
    """Makes decoders of one model."""

    library: Any
    model: Any
    time_scale: float
    """What the library's word times are to be multiplied with."""

    def decoder(self, grammar: str | None = None) -> Any:
        """Return a decoder for a JSON list of phrases, or for the whole vocabulary."""
        arguments = () if grammar is None else (grammar,)
        decoder = self.library.KaldiRecognizer(self.model, SPEECH_RATE_HZ, *arguments)
        decoder.SetWords(True)
        decoder.SetMaxAlternatives(ALTERNATIVES)
        return decoder

    def whole(self, samples: NDArray[np.int16]) -> Reading:
        """Return what the whole vocabulary makes of a stretch of sound."""
        decoder = self.decoder()
        decoder.AcceptWaveform(samples.astype("<i2", copy=False).tobytes())
        return reading(decoder.FinalResult(), self.time_scale)


class VoskStream:
    """One utterance; decoded while it is spoken."""

    def __init__(
        self,
        decoders: VoskDecoders,
        grammar: str | None,
        places: FreePlaces,
        min_confidence: float,
    ) -> None:
        self._decoders = decoders
        self._decoder: Any = decoders.decoder(grammar)
        self._constrained = grammar is not None
        self._places = places
        self._min_confidence = min_confidence
        self._parts: list[NDArray[np.int16]] = []
        self._rest = np.zeros(0, dtype=np.int16)
        self._readings: list[Reading] = []
        self._partial = ""

    def feed(self, samples: NDArray[np.int16]) -> str | None:
        """Decode more samples; return what is heard so far when it changed."""
        self._parts.append(samples)
        data = np.concatenate((self._rest, samples))
        whole = data.size - data.size % _BLOCK
        self._rest = data[whole:]
        for start in range(0, whole, _BLOCK):
            self._accept(data[start : start + _BLOCK])
        if not whole:
            return None
        heard = [word.word for each in self._readings for word in each.words]
        heard += partial_words(self._decoder.PartialResult())
        text = self._places.shown(heard, (UNKNOWN,))
        if text == self._partial:
            return None
        self._partial = text
        return text

    def finish(self) -> Transcript:
        """Return the words of all parts.

        Everything that was said counts: what is no sentence of the graph is heard once more with
        the whole vocabulary, and where that leaves words unknown too, nothing was understood.
        """
        if self._decoder is None:
            return Transcript("", engine="vosk")
        if self._rest.size:
            self._accept(self._rest)
        self._keep(self._decoder.FinalResult())
        words = _without_clicks([word for each in self._readings for word in each.words])
        text = known_words(word.word for word in words)
        if not text:
            unheard = Unheard.NO_COMMAND if words else None
            heard = Transcript("", engine="vosk", unheard=unheard)
        else:
            said = self._complete(words)
            heard = self._judged(said, text) if said else _rejected(words, text)
        self.close()
        return heard

    def close(self) -> None:
        """Give the stream up."""
        self._decoder = None
        self._parts.clear()

    def _accept(self, samples: NDArray[np.int16]) -> None:
        if self._decoder.AcceptWaveform(samples.astype("<i2", copy=False).tobytes()):
            self._keep(self._decoder.Result())

    def _keep(self, result: str) -> None:
        self._readings.append(reading(result, self._decoders.time_scale, self._fits))

    def _fits(self, said: Sequence[str]) -> bool:
        return self._places.find(said, (UNKNOWN,)) is not None

    def _complete(self, words: list[WordTime]) -> list[WordTime]:
        """Return the words with no ``[unk]`` among them; [] when some stay unknown."""
        said = [word.word for word in words]
        free = self._places.find(said, (UNKNOWN,))
        if free is not None:
            unclear = [stretch for stretch in free if UNKNOWN in said[slice(*stretch)]]
            return self._filled(words, unclear) if unclear else words
        if self._constrained and not _mostly_unknown(words):
            words = _without_clicks(self._second_pass())
        return words if all(word.word != UNKNOWN for word in words) else []

    def _filled(self, words: list[WordTime], stretches: Sequence[Stretch]) -> list[WordTime]:
        """Return the words with those of the second pass in some stretches; [] without any."""
        heard = self._second_pass()
        filled: list[WordTime] = []
        done = 0
        for first, end in stretches:
            before = words[first - 1] if first else None
            after = words[end] if end < len(words) else None
            found = _without_clicks(_between(heard, before, after))
            if not found or any(word.word == UNKNOWN for word in found):
                return []
            filled += [*words[done:first], *found]
            done = end
        return in_order([*filled, *words[done:]])

    def _second_pass(self) -> list[WordTime]:
        """Return what the whole vocabulary makes of everything: words help to make out others."""
        if not self._constrained:
            return [word for each in self._readings for word in each.words]
        return list(self._decoders.whole(np.concatenate(self._parts)).words)

    def _judged(self, words: list[WordTime], text: str) -> Transcript:
        confidence = sum(word.confidence for word in words) / len(words)
        if confidence < self._min_confidence:
            return _rejected(words, text)
        text = known_words(word.word for word in words)
        others = self._alternatives(text)
        return Transcript(
            *(text, confidence, tuple(others)),
            words=tuple(words),
            engine="vosk",
            weights=tuple(others.values()),
        )

    def _alternatives(self, text: str) -> dict[str, float]:
        """Return other readings of one part at a time, the rest as it is, with their posteriors."""
        texts = [each.text for each in self._readings]
        found: dict[str, float] = {}
        for at, each in enumerate(self._readings):
            for other, weight in zip(each.others, each.weights, strict=True):
                whole = " ".join(filter(None, (*texts[:at], other, *texts[at + 1 :])))
                if whole != text:
                    found.setdefault(whole, weight)
        return found


def _between(
    heard: list[WordTime], before: WordTime | None, after: WordTime | None
) -> list[WordTime]:
    """Return the words between two known ones, whose ends the two passes see differently."""
    ends = {(word.word, _middle(word)) for word in (before, after) if word}
    from_s = _middle(before) if before else 0.0
    to_s = _middle(after) if after else math.inf
    return [
        word
        for word in heard
        if from_s < _middle(word) < to_s
        and not any(word.word == end and word.start_s < at < word.end_s for end, at in ends)
    ]


def _middle(word: WordTime) -> float:
    return (word.start_s + word.end_s) / 2


def _rejected(words: list[WordTime], text: str) -> Transcript:
    known = [word.confidence for word in words if word.word != UNKNOWN]
    confidence = sum(known) / len(words)
    return Transcript(text, confidence, engine="vosk").declined()


def _without_clicks(words: list[WordTime]) -> list[WordTime]:
    """Leave out short unknown sounds at both ends."""
    first, end = 0, len(words)
    while first < end and _is_click(words[first]):
        first += 1
    while end > first and _is_click(words[end - 1]):
        end -= 1
    return words[first:end]


def _is_click(word: WordTime) -> bool:
    return word.word == UNKNOWN and word.end_s - word.start_s <= LONGEST_CLICK_S


def _mostly_unknown(words: list[WordTime]) -> bool:
    lengths = {True: 0.0, False: 0.0}
    for word in words:
        lengths[word.word == UNKNOWN] += word.end_s - word.start_s
    return lengths[True] > lengths[False]
