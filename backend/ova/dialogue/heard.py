"""A text as an answer: its words of yes and no, and what is left of it without them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ova.core import Option, Question
from ova.dialogue.answered import Answer, AnswerKind
from ova.dialogue.choosing import Said, misspelled
from ova.dialogue.wordlists import AnswerWords, Kind, Tokens, answer_tokens, answer_words, pieces
from ova.language import tokens_of

LEAST_LETTERS = 4
"""Of a yes or a no with a slip of spelling."""
FEW_WORDS = 3
REFUSING = frozenset({Kind.NO, Kind.NONE})


@dataclass(frozen=True, slots=True)
class Heard:
    """One text as an answer to one question."""

    question: Question
    text: str
    language: str
    words: AnswerWords
    tokens: Tokens
    options: Sequence[Said]
    kinds: frozenset[Kind] | None
    """What the text says when nothing but words of answers is in it."""
    lead: int
    """How many words of yes and no it begins with."""
    rest: Tokens
    """What is left without the words of yes and no at both ends."""
    agreed: bool
    """There is a yes among these."""
    refused: bool
    """There is a no among these."""

    @classmethod
    def of(cls, question: Question, text: str, language: str) -> "Heard":
        """Take a text apart as an answer to a question."""
        words = answer_words(language)
        tokens = answer_tokens(text, language)
        cut = pieces(tokens, words.kinds)
        kinds = {kind for _, kind in cut} - {Kind.AROUND}
        lead = _leading(cut)
        tail = _leading(cut[:lead:-1])
        ends = {kind for _, kind in (*cut[:lead], *cut[len(cut) - tail :])}
        return cls(
            question=question,
            text=text,
            language=language,
            words=words,
            tokens=tokens,
            options=[Said.of(option, language) for option in question.options],
            kinds=None if None in kinds else frozenset(kind for kind in kinds if kind),
            lead=_length(cut[:lead]),
            rest=tokens[_length(cut[:lead]) : len(tokens) - _length(cut[len(cut) - tail :])],
            agreed=Kind.YES in ends,
            refused=bool(ends & REFUSING),
        )

    def slip(self) -> Kind | None:
        """Return what a text says that is a single yes or no with a slip of spelling."""
        content = self.words.without(self.tokens, Kind.AROUND)
        if len(content) != 1 or len(content[0]) < LEAST_LETTERS:
            return None
        single = {
            phrase[0]: kind
            for phrase, kind in self.words.of(Kind.YES, Kind.NO).items()
            if len(phrase) == 1
        }
        return single.get(misspelled(content[0], single) or "")

    def _speaks_of_one(self) -> bool:
        """Tell "the kitchen one", which is an answer even where no option is in the kitchen."""
        rest = self.rest
        short = len(rest) <= FEW_WORDS or rest[:1] in self.words.of(Kind.AROUND)
        return short and len(rest) > 1 and rest[-1:] in self.words.ones

    def unclear(self, options: Sequence[Option] = ()) -> Answer:
        """Return that it is no certain answer, with the options that are left to ask about."""
        question = self.question
        if options and len(options) < len(question.options):
            question = replace(question, options=tuple(options))
        return Answer(AnswerKind.UNCLEAR, question=question)

    def other(self, instead: str = "") -> Answer:
        """Return that it is no answer; ``instead`` is the sentence that may have been meant."""
        if self._speaks_of_one():
            return self.unclear()
        text = text_after(self.text, self.lead) if self.refused else self.text
        return Answer(AnswerKind.OTHER, text=text, refused=self.refused, instead=instead)


def _leading(cut: Sequence[tuple[Tokens, Kind | None]]) -> int:
    """Return how many pieces there are up to the last yes or no before anything else is said."""
    count = 0
    for at, (_, kind) in enumerate(cut, 1):
        if kind is Kind.YES or kind in REFUSING:
            count = at
        elif kind is not Kind.AROUND:
            break
    return count


def _length(cut: Sequence[tuple[Tokens, Kind | None]]) -> int:
    return sum(len(phrase) for phrase, _ in cut)


def text_after(text: str, count: int) -> str:
    """Return a text without its first ``count`` words."""
    tokens = list(tokens_of(text))
    while tokens and (count or not tokens[0][0].isalnum()):
        count -= tokens.pop(0)[0].isalnum()
    return " ".join(tokens)
