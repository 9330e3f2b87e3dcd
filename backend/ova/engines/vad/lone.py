"""Short utterances that stand alone: a word and nothing else, with silence or something quieter around."""

from collections import deque

import numpy as np
from numpy.typing import NDArray

from ova.audio import level_dbfs, to_float, to_int16
from ova.core import SPEECH_RATE_HZ, AudioClip
from ova.engines.vad.protocol import VoiceActivity

SHORTEST_S = 0.12
"""Less is a click."""
LONGEST_S = 1.3
"""More is a sentence: "please stop that" takes a second."""
PAUSE_S = 0.32
"""What is said alone is followed by nothing for so long; inside a word, before its last "p", it is less."""
RISE_DB = 6.0
"""How far a voice stands above the other one that is heard, at least: that of the loudspeaker."""
_BEFORE_S = _AFTER_S = 0.25
"""Sound kept around it: weak first and last sounds lie there."""
_HUSHED = 32
"""What the other voice says before and after is made so much quieter: it would be taken for words."""
_MEMORY_S = 4.0
_JUST_NOW_S = 0.6
_FEW = 6
_LOUD_PERCENTILE = 85
_SPEECH = 0.4
_SURE = 0.6
_VAD_PEAK = 0.5
_QUIETEST_PEAK = 0.05
_PEAK_DECAY = 0.998


class LoneUtterances:
    """Cuts lone utterances out of a stream. Used by one thread."""

    def __init__(self, vad: VoiceActivity) -> None:
        """Own ``vad``, which tells speech from other sound."""
        self._vad = vad
        self._chunk_s = vad.chunk_samples / SPEECH_RATE_HZ
        self._kept: deque[NDArray[np.int16]] = deque(maxlen=self._count(LONGEST_S + 1.0))
        self._voices: deque[float | None] = deque(maxlen=self._count(_MEMORY_S))
        """Levels of the chunks that were speech, None for the others."""
        self.reset()

    def reset(self) -> None:
        """Forget what was heard."""
        self._vad.reset()
        self._kept.clear()
        self._voices.clear()
        self._rest = b""
        self._peak = _QUIETEST_PEAK
        self._floor = -np.inf
        self._since: int | None = None
        self._last = self._speech = 0
        self._surest = 0.0

    def feed(self, pcm: bytes) -> list[AudioClip]:
        """Take 16 kHz mono PCM of any length; return the lone utterances that are over now."""
        data = self._rest + pcm
        size = 2 * self._vad.chunk_samples
        whole = len(data) - len(data) % size
        self._rest = data[whole:]
        samples = np.frombuffer(data[:whole], "<i2").astype(np.int16, copy=False)
        found = (self._chunk(one) for one in samples.reshape(-1, self._vad.chunk_samples))
        return [clip for clip in found if clip is not None]

    def _chunk(self, chunk: NDArray[np.int16]) -> AudioClip | None:
        self._kept.append(chunk)
        floats = to_float(chunk)
        self._peak = max(_QUIETEST_PEAK, self._peak * _PEAK_DECAY, float(np.max(np.abs(floats))))
        probability = self._vad.probability(to_int16(floats * (_VAD_PEAK / self._peak)))
        level = level_dbfs(chunk)
        voice = probability > _SPEECH
        if self._since is None:
            self._floor = self._other_voice()
        self._voices.append(level if voice else None)
        if voice and level > self._floor + RISE_DB:
            if self._since is None:
                self._since, self._speech, self._surest = 0, 0, 0.0
            self._last = self._since
            self._speech += 1
            self._surest = max(self._surest, probability)
        if self._since is None:
            return None
        self._since += 1
        silent = self._since - 1 - self._last
        if self._last * self._chunk_s > LONGEST_S:
            self._since = None  # a sentence: who speaks over it has to be louder
            return None
        if silent * self._chunk_s < PAUSE_S:
            return None
        length, self._since = self._last + 1, None
        if not self._is_word(length):
            return None
        return self._cut(length, silent)

    def _is_word(self, length: int) -> bool:
        return (
            self._speech * self._chunk_s >= SHORTEST_S
            and length * self._chunk_s <= LONGEST_S
            and self._surest >= _SURE
        )

    def _cut(self, length: int, silent: int) -> AudioClip:
        after = min(silent, self._count(_AFTER_S))
        kept = list(self._kept)
        end = len(kept) - silent + after
        first, last = len(kept) - silent - length, len(kept) - silent - 1
        start = max(0, first - self._count(_BEFORE_S))
        pieces = [
            kept[at]
            if self._floor == -np.inf or first - 1 <= at <= last + 1
            else kept[at] // _HUSHED
            for at in range(start, end)
        ]
        return AudioClip(np.concatenate(pieces).astype("<i2").tobytes())

    def _other_voice(self) -> float:
        """Return how loud the voice is that was heard until now; nothing where there was a pause."""
        voices = list(self._voices)
        just_now = voices[-self._count(_JUST_NOW_S) :]
        levels = [level for level in voices if level is not None]
        if sum(level is not None for level in just_now) < len(just_now) / 2 or len(levels) < _FEW:
            return -np.inf
        return float(np.percentile(levels, _LOUD_PERCENTILE))

    def _count(self, seconds: float) -> int:
        return max(1, round(seconds / self._chunk_s))
