"""What an engine knows of how well the words it found fit the sound."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WordFit:
    """One word of the result, as well as it fits."""

    word: str
    seconds: float
    phones: tuple[str, ...] = ()
    """The pronunciation that was heard, in the model's phones; empty when the engine cannot tell."""
    start_s: float = 0.0
    """Where it begins, in the stream."""
    gap: float | None = None
    """By how many nats a frame fits the best of all phones better than the word's, on average: about
    0.7 for what was said, 2 for what was not. None when the engine cannot tell."""

    @property
    def end_s(self) -> float:
        """Where it ends, in the stream."""
        return self.start_s + self.seconds


@dataclass(frozen=True, slots=True)
class Evidence:
    """How well a result fits, for `judge`."""

    engine: str
    words: tuple[WordFit, ...]
    """In the order they were spoken, without silence and noise."""
    phone_rank: float | None = None
    """How many other phones fit better than one of the words', on average over those: about 2 for
    what was said, 6 for what was not. None when the engine cannot tell."""
    loop_gain: float | None = None
    """Natural logarithm, per frame, of how much likelier the sound is as a loop of any phones than as
    those of the words: about 1 for what was said, 2.5 for what was not. None when the engine cannot
    tell."""
    unevenness: float | None = None
    """Standard deviation of the logarithms of the phones' lengths, each divided by what is usual for
    that phone: about 0.5 for what was said, 0.65 for what was not. None when the engine cannot tell."""
