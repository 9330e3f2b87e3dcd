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
    voice_score: float | None = None
    """Score per frame of the best free sequence of phones over the words, on a scale of its own:
    how well the voice fits the model whatever it says. None when the engine has none."""
    phone_distance: float | None = None
    """Edits between the phones of the words and those of that free sequence, per phone of the
    words: about 0.4 for what was said, 0.7 for what was not. None when the engine has none."""

    @property
    def words_s(self) -> float:
        """Sound the words take."""
        return sum(fit.seconds for fit in self.words)

    @property
    def mean_score(self) -> float:
        """Score per frame over all words; 0 without words."""
        total = self.words_s
        return sum(fit.score * fit.seconds for fit in self.words) / total if total > 0 else 0.0

    @property
    def worst_score(self) -> float:
        """Score of the word that fits worst; 0 without words."""
        return min((fit.score for fit in self.words), default=0.0)
