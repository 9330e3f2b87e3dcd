"""A wake word that two independent models must agree on."""

import math

import numpy as np

from ova.audio import RingBuffer
from ova.core import SPEECH_RATE_HZ
from ova.engines.wake.microwakeword import MicroWakeWord
from ova.engines.wake.openwakeword import OpenWakeWord
from ova.engines.wake.protocol import Detection
from ova.engines.wake.sensitivity import USUAL, check_sensitivity

HISTORY_S = 2.4
"""Somewhat more than the second model looks at."""
PROPOSAL = 0.55
"""The first model only proposes, so it may be generous: this is well below its own threshold."""
_STEP_S = 0.16
_PATIENCE_S = 0.32
"""Both models' probabilities still rise for a while after the phrase was proposed."""
_ODDS_PER_SENSITIVITY = 8.0
_SURE = 1e-4
_STRONGEST_NO = 0.05
"""The second model's veto has a limit: what the first one is sure of above 0.95 counts alone."""


class ConfirmedWakeWord:
    """A light model that always listens, and a second one that is asked when the first wakes.

    Their log odds are added: what fools one rarely fools the other, and a saying that one of them
    hardly knows is still heard when the other is certain. The second model costs nothing while
    nobody speaks.
    """

    def __init__(self, name: str, sensitivity: float = 0.5) -> None:
        """Load both models of this name. Raises BadSpeechInput, EngineMissing."""
        check_sensitivity(sensitivity)
        self._second = OpenWakeWord(name)
        self._first = MicroWakeWord(name)
        self.name, self.phrase = self._first.name, self._first.phrase
        self._wanted = (USUAL - sensitivity) * _ODDS_PER_SENSITIVITY
        self._history = RingBuffer(int(HISTORY_S * SPEECH_RATE_HZ))
        self._best = 0.0
        self._since_s = 0.0
        self._asked_s = 0.0
        self._heard = False

    @property
    def rising(self) -> bool:
        """Whether the first model proposes it."""
        return self._best > 0.0

    def feed(self, pcm: bytes) -> Detection | None:
        """Take 16 kHz mono int16 PCM of any length; return a detection inside it."""
        if self._heard:
            self.reset()
        step = int(_STEP_S * SPEECH_RATE_HZ) * 2
        for start in range(0, len(pcm), step):
            odds = self._odds(pcm[start : start + step])
            if odds is not None and odds > self._wanted:
                self._heard = True
                return Detection(self.name, self.phrase, 1 / (1 + math.exp(-odds)))
        return None

    def _odds(self, pcm: bytes) -> float | None:
        """Return the models' common log odds when there is a reason to ask the second one."""
        self._history.write(np.frombuffer(pcm, dtype="<i2"))
        first = self._first.probability(pcm)
        if self._best:
            self._since_s += len(pcm) / 2 / SPEECH_RATE_HZ
            self._best = max(self._best, first)
        elif first > PROPOSAL:
            self._best, self._since_s, self._asked_s = first, 0.0, -_STEP_S
        if not self._best or self._since_s - self._asked_s < _STEP_S:
            return None
        self._asked_s = self._since_s
        heard = self._history.read().astype("<i2").tobytes()
        second = self._second.judge(heard.rjust(self._history.capacity * 2, b"\0"))
        odds = _log_odds(self._best) + _log_odds(max(second, _STRONGEST_NO))
        if self._since_s >= _PATIENCE_S and first <= PROPOSAL:
            self._best = 0.0
        return odds

    def reset(self) -> None:
        """Forget what was heard."""
        self._heard = False
        self._best = 0.0
        self._history.clear()
        self._first.reset()

    def close(self) -> None:
        """Free both models."""
        self._first.close()
        self._second.close()


def _log_odds(probability: float) -> float:
    inside = min(max(probability, _SURE), 1 - _SURE)
    return math.log(inside / (1 - inside))
