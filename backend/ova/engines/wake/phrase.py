"""A wake phrase of a person's own choosing, without training.

Two looks at the sound: a spotter follows the phrase through the stream and proposes places, a
verifier judges each of them by itself. Neither runs while nobody speaks.
"""

import math

import numpy as np
from numpy.typing import NDArray

from ova.core import SPEECH_RATE_HZ
from ova.engines.acoustics import (
    FRAMES_PER_S,
    CepstraStream,
    load_acoustic_model,
    loudness_db,
)
from ova.engines.wake.phones import Candidate, Spotter, Verifier
from ova.engines.wake.protocol import Detection
from ova.engines.wake.sensitivity import USUAL, check_sensitivity
from ova.engines.wake.sounds import spoken_phrase
from ova.engines.wake.voice_gate import VoiceGate

_BLOCK_BYTES = SPEECH_RATE_HZ // 10 * 2
"""Frames are worked on 100 ms at a time: matrix products of few rows cost as much as of many."""
_HISTORY = 4 * FRAMES_PER_S
_BEFORE = 40
"""Frames before a candidate that the verifier sees."""
_PROPOSAL = -3.0
_PATIENCE = 50
"""Frames after a candidate's end in which it is judged again as more is heard."""
_SPOTTED, _WELL_SPOTTED = 0.3, -1.0
"""How much a spotter's score below that of a clear saying takes from the verifier's."""
_WANTED = -2.0
"""The score to reach. With it and the next, 93 % of the sayings of three phrases woke, and one stretch
of 3.3 phrase-hours of other speech did: see docs/wake-words.md."""
_WANTED_PER_PHONE, _FEW_PHONES, _MANY_PHONES = -0.1, 6, 10
"""A longer phrase needs less: chance rarely resembles all of it."""
_WANTED_PER_SENSITIVITY = 2.0
_SLOPE = 2.0


class PhraseWakeWord:
    """Listens for a few words. ``sensitivity`` 0.5 is the usual threshold, more wakes easier."""

    def __init__(self, phrase: str, sensitivity: float = 0.5, *, name: str | None = None) -> None:
        """Prepare to hear ``phrase``. Raises BadPhrase, BadSpeechInput, EngineMissing."""
        check_sensitivity(sensitivity)
        spoken = spoken_phrase(phrase)
        model = load_acoustic_model()
        senones = [model.spoken(one) for one in spoken.variants]
        self.phrase = phrase.strip()
        self.name = name or spoken.text.replace(" ", "_")
        self.warning = spoken.warning
        self._wanted = _wanted(min(map(len, spoken.variants)), sensitivity)
        self._spotter = Spotter(model, senones)
        self._verifier = Verifier(model, senones)
        self._stream = CepstraStream()
        self._gate = VoiceGate()
        self._pending = bytearray()
        self._heard: NDArray[np.float32] = np.zeros((0, 13), np.float32)
        self._count = 0
        self._candidate: Candidate | None = None
        self._found = False

    @property
    def rising(self) -> bool:
        """Whether something like the words is being looked at."""
        return self._candidate is not None

    def feed(self, pcm: bytes) -> Detection | None:
        """Take 16 kHz mono int16 PCM of any length; return a detection inside it."""
        if self._found:
            self.reset()
        self._pending += pcm
        while len(self._pending) >= _BLOCK_BYTES:
            block = bytes(self._pending[:_BLOCK_BYTES])
            del self._pending[:_BLOCK_BYTES]
            detection = self._block(block)
            if detection is not None:
                self._found = True
                return detection
        return None

    def reset(self) -> None:
        """Forget what was heard; the room's loudness stays known."""
        self._found = False
        self._pending.clear()
        self._candidate = None
        self._stream.reset()
        self._gate.reset()
        self._spotter.reset()
        self._heard = self._heard[:0]
        self._count = 0

    def close(self) -> None:
        """Free nothing: the model is shared."""

    def _block(self, pcm: bytes) -> Detection | None:
        cepstra = self._stream.feed(pcm)
        if not len(cepstra):
            return None
        self._heard = np.concatenate((self._heard, cepstra))[-_HISTORY:]
        self._count += len(cepstra)
        if self._gate.feed(loudness_db(cepstra)):
            found = self._spotter.feed(cepstra)
        else:
            found = None
            self._spotter.skip(cepstra)
        if (
            found is not None
            and found.score > _PROPOSAL
            and (self._candidate is None or found.score > self._candidate.score)
        ):
            self._candidate = found
        if self._candidate is None:
            return None
        detection = self._judge(self._candidate)
        if self._count - self._candidate.end > _PATIENCE:
            self._candidate = None
        return detection

    def _judge(self, candidate: Candidate) -> Detection | None:
        first = self._count - len(self._heard)
        start = max(0, candidate.start - _BEFORE - first)
        verdict = self._verifier.judge(self._heard[start:])
        if verdict is None:
            return None
        score = verdict.score + _SPOTTED * min(0.0, candidate.score - _WELL_SPOTTED)
        if score <= self._wanted:
            return None
        length = verdict.end - verdict.start + 1
        age = self._count - (first + start + verdict.end) - 1
        return Detection(
            self.name,
            self.phrase,
            score=1 / (1 + math.exp(-_SLOPE * (score - self._wanted))),
            length_s=length / FRAMES_PER_S,
            age_s=age / FRAMES_PER_S,
        )


def _wanted(phones: int, sensitivity: float) -> float:
    """Return the score a phrase of so many phones must reach."""
    extra = min(max(phones, _FEW_PHONES), _MANY_PHONES) - _FEW_PHONES
    return _WANTED + _WANTED_PER_PHONE * extra + (USUAL - sensitivity) * _WANTED_PER_SENSITIVITY
