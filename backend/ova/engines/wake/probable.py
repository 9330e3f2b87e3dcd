"""What engines share that tell how likely it is that their phrase was just said."""

from abc import ABC, abstractmethod

from ova.engines.wake.protocol import Detection

RISING = 0.2
"""Of the threshold: a phrase that is being said is there a tenth of a second before it is sure."""


class ProbableWakeWord(ABC):
    """Detects a phrase when its probability is above the threshold, once a saying."""

    name: str
    phrase: str
    _threshold: float
    _heard = False
    rising = False

    def feed(self, pcm: bytes) -> Detection | None:
        """Take 16 kHz mono int16 PCM of any length; return a detection inside it."""
        if self._heard:
            self.reset()
        best = self.probability(pcm)
        self.rising = best > self._threshold * RISING
        if best <= self._threshold:
            return None
        self._heard = True
        return Detection(self.name, self.phrase, min(1.0, best))

    @abstractmethod
    def probability(self, pcm: bytes) -> float:
        """Take PCM as ``feed`` does; return the highest probability in it, whatever it is."""

    @abstractmethod
    def reset(self) -> None:
        """Forget what was heard."""
