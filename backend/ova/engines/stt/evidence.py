"""What an engine knows of how well the words it found fit the sound."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WordFit:
    """One word of the result, as well as it fits."""

    word: str
    seconds: float
    score: float
    """Mean natural log-likelihood per frame (PocketSphinx), or the natural logarithm of the word's
    posterior (Vosk and others); 0 is a perfect fit."""
    phones: tuple[str, ...] = ()
    """The pronunciation that was heard, in the model's phones; empty when the engine cannot tell."""
    start_s: float = 0.0
    """Where it begins, in the stream."""

    @property
    def end_s(self) -> float:
        """Where it ends, in the stream."""
        return self.start_s + self.seconds


@dataclass(frozen=True, slots=True)
class Evidence:
    """How well a result fits, for `judge`. Fillers are silence, noise and ``[unk]``."""

    engine: str
    words: tuple[WordFit, ...]
    """In the order they were spoken, fillers left out."""
    utterance_s: float = 0.0
    """All sound that was decoded."""
    filler_s: float = 0.0
    """Sound that was taken by fillers that stand for speech or noise; silence is none."""
    inner_filler_s: float = 0.0
    """Of that, what lies between the first and the last word."""
    phone_rank: float | None = None
    """How many other phones fit better than one of the words', on average over those: about 2 for
    what was said, 6 for what was not. None when the engine cannot tell."""
    unevenness: float | None = None
    """Standard deviation of the logarithms of the phones' lengths: about 0.5 for what was said,
    0.65 for what was not. None when the engine cannot tell."""

    @property
    def words_s(self) -> float:
        """Sound the words take."""
        return sum(fit.seconds for fit in self.words)

    @property
    def mean_score(self) -> float:
        """Score per frame over all words; 0 without words."""
        total = self.words_s
        return sum(fit.score * fit.seconds for fit in self.words) / total if total > 0 else 0.0
