"""One command in a stream of sound: endpointing and recognition put together."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ova.audio import (
    EndpointChange,
    Endpointer,
    EndpointSettings,
    RingBuffer,
    SpeechStream,
    level_dbfs,
    near_enough,
    to_float,
    to_int16,
    to_speech,
)
from ova.core import SPEECH_RATE_HZ, AudioClip, AudioFormat, Transcript, Unheard, WordGraph
from ova.engines.errors import BadAudio
from ova.engines.events import SpeechEvent
from ova.engines.stt.calls import without_calls
from ova.engines.stt.completion import Completion
from ova.engines.stt.judge import covered
from ova.engines.stt.protocol import Recognizer, RecognizerStream
from ova.engines.stt.settling import Settling
from ova.engines.vad.protocol import VoiceActivity
from ova.engines.vad.span import SURE, SpeechSpan, find_speech

PAD_S = 0.3
"""Sound kept around the speech: weak first and last sounds lie there."""
_PAUSE_S = 0.5
"""So much of a pause is decoded at once: engines tell short words only a while after them."""
SHORTEST_SPEECH_S = 0.1
"""Less is a click."""
SURE_SPEECH = 0.75
"""What the detector never gives a higher probability is noise, whatever words were found in it."""
_PREROLL_S = 2.5
_VAD_PEAK = 0.5
_QUIETEST_PEAK = 0.05


class Listener:
    """Finds one command in a stream and has it recognised. Used by one thread.

    The recogniser gets the sound as it comes, so that its words can tell the endpointer how likely
    the sentence is over. Every call yields the events it causes.
    """

    def __init__(
        self,
        fmt: AudioFormat,
        recognizer: Recognizer,
        vad: VoiceActivity,
        settings: EndpointSettings,
        completion: Completion | None = None,
        answers: WordGraph | None = None,
    ) -> None:
        """Start to listen; without ``completion`` silence alone ends a command.

        ``answers`` are those to a question that was just asked; ``completion`` knows them too.
        """
        self._convert = SpeechStream(fmt)
        self._vad = vad
        self._endpointer = Endpointer(settings)
        self._completion = completion
        self._stream: RecognizerStream = recognizer.start(answers)
        self._settling = Settling(self._stream)
        self._partial = ""
        self._offset_s = 0.0
        self._preroll = RingBuffer(round(_PREROLL_S * SPEECH_RATE_HZ))
        self._held: list[NDArray[np.int16]] = []
        self._rest = np.zeros(0, dtype=np.int16)
        self._peak = _QUIETEST_PEAK
        self._surest = 0.0
        self._speech: list[bool] = []
        self._levels: list[float] = []
        self.over = False
        vad.reset()

    @property
    def seconds(self) -> float:
        """How much of the stream was heard."""
        return self._endpointer.elapsed_s

    def feed(self, pcm: bytes) -> Iterator[SpeechEvent]:
        """Take the next PCM bytes in the stream's format, any number of them."""
        if not self.over:
            yield from self._chunks(self._convert.feed(pcm))

    def finish(self) -> Iterator[SpeechEvent]:
        """Decide with what there is: no more sound comes."""
        if self.over:
            return
        size = self._vad.chunk_samples
        rest = np.concatenate((self._rest, self._convert.finish()))
        yield from self._chunks(np.pad(rest, (0, -rest.size % size))[self._rest.size :])
        yield from self._conclude()

    def close(self) -> None:
        """Give up: nothing more is told, and the recogniser's stream is freed."""
        self.over = True
        self._stream.close()

    def _conclude(self) -> Iterator[SpeechEvent]:
        if self.over:
            return
        if not self._endpointer.in_speech:
            if self._endpointer.heard_s < SHORTEST_SPEECH_S:
                yield self._final(self._nothing())
                return
            yield from self._begin(self._endpointer.last_speech_s - self._endpointer.heard_s)
        yield from self._end()

    def _chunks(self, samples: NDArray[np.int16]) -> Iterator[SpeechEvent]:
        size = self._vad.chunk_samples
        data = np.concatenate((self._rest, samples))
        whole = data.size - data.size % size
        self._rest = data[whole:]
        for start in range(0, whole, size):
            yield from self._chunk(data[start : start + size])
            if self.over:
                return

    def _chunk(self, chunk: NDArray[np.int16]) -> Iterator[SpeechEvent]:
        endpointer = self._endpointer
        was_in_speech = endpointer.in_speech
        probability = self._vad.probability(self._loud(chunk))
        self._surest = max(self._surest, probability)
        seconds = chunk.size / SPEECH_RATE_HZ
        level = level_dbfs(chunk)
        change = endpointer.feed(probability, seconds, level)
        self._levels.append(level)
        self._speech.append(probability > SURE and endpointer.last_speech_s == endpointer.elapsed_s)
        if was_in_speech:
            self._held.append(chunk)
            # The first moments of a pause are decoded at once: its words decide how long it may be.
            if endpointer.elapsed_s - endpointer.last_speech_s <= _PAUSE_S:
                yield from self._recognize(np.concatenate(self._held))
                self._held.clear()
            if change is None:
                yield from self._settle()
        else:
            self._preroll.write(chunk)
        match change:
            case EndpointChange.SPEECH_START:
                yield from self._begin(endpointer.speech_start_s or 0.0)
            case EndpointChange.SPEECH_END | EndpointChange.LIMIT:
                yield from self._end()
            case EndpointChange.TIMEOUT:
                yield self._final(self._nothing())

    def _loud(self, chunk: NDArray[np.int16]) -> NDArray[np.int16]:
        """Return the chunk at a steady loudness: the detector misses very quiet microphones."""
        samples = to_float(chunk)
        self._peak = max(self._peak, float(np.max(np.abs(samples))))
        return to_int16(samples * (_VAD_PEAK / self._peak))

    def _begin(self, start_s: float) -> Iterator[SpeechEvent]:
        before = self._preroll.read()
        wanted = round((self._endpointer.elapsed_s - start_s + PAD_S) * SPEECH_RATE_HZ)
        kept = before[-wanted:]
        self._offset_s = self._endpointer.elapsed_s - kept.size / SPEECH_RATE_HZ
        yield SpeechEvent("vad-start", start_s)
        yield from self._recognize(kept)

    def _end(self) -> Iterator[SpeechEvent]:
        yield SpeechEvent("vad-end", self._endpointer.last_speech_s)
        settled = self._settling.result(self._endpointer.last_speech_s)
        heard = _shifted(settled or self._stream.finish(), self._offset_s)
        self._stream.close()
        yield self._final(_said(heard, self._pieces(), self._surest))

    def _pieces(self) -> list[tuple[float, float]]:
        """Return where the person spoke: voices far behind that were heard first are left out."""
        seconds = self._vad.chunk_samples / SPEECH_RATE_HZ
        speech = np.array(self._speech)
        near = near_enough(np.array(self._levels), speech, seconds)
        starts = np.flatnonzero(speech & near) * seconds
        return [(start, start + seconds) for start in starts if start >= self._offset_s]

    def _recognize(self, samples: NDArray[np.int16]) -> Iterator[SpeechEvent]:
        heard = self._stream.feed(samples)
        if heard is not None:
            self._settling.words(heard)
        yield from self._words(heard)

    def _settle(self) -> Iterator[SpeechEvent]:
        """Look at all that was said in this pause; nobody hurries for what is no command so far."""
        settled = self._settling.at(self._endpointer.elapsed_s, self._endpointer.last_speech_s)
        if settled is not None and not settled.text:
            self._endpointer.unsure()
        elif settled is not None:
            yield from self._words(settled.text, late=True)

    def _words(self, heard: str | None, *, late: bool = False) -> Iterator[SpeechEvent]:
        """Take the words heard so far; None when they are what they were."""
        if heard is None or heard == self._partial:
            return
        self._partial = heard
        if self._completion is not None and heard:
            after = self._completion.after(heard.split())
            self._endpointer.words(complete=after.complete, continues=after.continues, late=late)
        yield SpeechEvent("partial", self._endpointer.elapsed_s, text=heard)

    def _nothing(self) -> Transcript:
        self._stream.close()
        sound = self._endpointer.last_speech_s > 0
        return Transcript("", unheard=Unheard.NOISE if sound else Unheard.SILENCE)

    def _final(self, transcript: Transcript) -> SpeechEvent:
        self.over = True
        return SpeechEvent("final", self._endpointer.elapsed_s, transcript, transcript.text)


def hear_clip(
    clip: AudioClip,
    recognizer: Recognizer,
    vad: VoiceActivity,
    max_speech_s: float,
    answers: WordGraph | None = None,
) -> Transcript:
    """Return what is said in a whole recording, from its first to its last speech.

    Raises BadAudio with code ``too_much_speech`` beyond ``max_speech_s``.
    """
    samples = to_speech(clip)
    span = find_speech(samples, vad, pad_s=PAD_S)
    if span is None or span.speech_s < SHORTEST_SPEECH_S:
        return Transcript("", unheard=Unheard.SILENCE if span is None else Unheard.NOISE)
    _check_length(span, max_speech_s)
    stream = recognizer.start(answers)
    stream.feed(samples[span.start : span.end])
    heard = _shifted(stream.finish(), span.start / SPEECH_RATE_HZ)
    return _said(heard, span.pieces, span.peak)


def hear_word(clip: AudioClip, recognizer: Recognizer, words: WordGraph) -> Transcript:
    """Return which of a few ``words`` a short recording is that holds nothing else.

    Where none is sure enough, the nearest stands first among the alternatives.
    """
    stream = recognizer.start(words, only=True)
    try:
        stream.feed(to_speech(clip))
        return stream.finish()
    finally:
        stream.close()


def _check_length(span: SpeechSpan, max_speech_s: float) -> None:
    length = (span.end - span.start) / SPEECH_RATE_HZ
    if length > max_speech_s:
        raise BadAudio(
            f"From its first to its last word the recording takes {length:.0f} s: too much for a "
            "command.",
            cure=f"Send at most {max_speech_s:g} s.",
            code="too_much_speech",
        )


def _said(heard: Transcript, speech: Sequence[tuple[float, float]], surest: float) -> Transcript:
    """Return what was heard, or nothing and why it was not said.

    ``speech`` is where speech was, ``surest`` the highest probability of it.
    """
    if surest < SURE_SPEECH:
        return heard.declined(Unheard.NOISE)
    return without_calls(covered(heard, speech))


def _shifted(transcript: Transcript, seconds: float) -> Transcript:
    words = tuple(
        replace(word, start_s=word.start_s + seconds, end_s=word.end_s + seconds)
        for word in transcript.words
    )
    return replace(transcript, words=words)
