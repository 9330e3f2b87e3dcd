"""The words of a language in the forms the matcher asks them in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ova.language.numbers import words_from_number
from ova.language.phrases import PhraseNode, phrase_tree
from ova.language.tokens import tokens_of
from ova.language.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class WordTables:
    """Phrases as trees, words as sets."""

    language: str
    determiners: frozenset[str]
    usual_determiner: str
    """The one that goes with every noun; "" in languages without such a one."""
    negation_last: bool
    """A negation may be the last word of a sentence."""
    linking: tuple[str, ...]
    """Letters between the parts of compounds."""
    asking: frozenset[str]
    """What questions begin with."""
    function_words: frozenset[str]
    prepositions: frozenset[str]
    fillers: PhraseNode[str]
    conjunctions: PhraseNode[str]
    pronouns: PhraseNode[str]
    """Phrase to ``one`` or ``many``."""
    again: PhraseNode[str]
    negation: PhraseNode[str]
    exclusion: PhraseNode[str]
    reported: PhraseNode[str]
    idioms: PhraseNode[str]
    places: frozenset[tuple[str, ...]]
    """Where people are, by the tokens of its name."""
    numerals: frozenset[str]
    """Words that spelled-out numbers are made of."""
    words: frozenset[str]
    """Every word of the tables that may be misspelt."""

    def conjunction_ends(self, tokens: Sequence[str], at: int) -> Iterator[int]:
        """Yield where a word that joins names or commands ends, when one starts at a token."""
        return (end for end, _ in exact_phrases(self.conjunctions, tokens, at))


def exact_phrases(
    tree: PhraseNode[str], tokens: Sequence[str], at: int
) -> Iterator[tuple[int, str]]:
    """Yield the end and meaning of every phrase that starts at a token, shortest first."""
    node = tree
    for place in range(at, len(tokens)):
        child = node.next.get(tokens[place])
        if child is None:
            return
        node = child
        for meaning in node.found:
            yield place + 1, meaning


@cache
def word_tables(language: str, skip_words: tuple[str, ...] = ()) -> WordTables:
    """Return the tables of a language; ``skip_words`` are further fillers of sentence files."""
    words = vocabulary(language)
    phrases = [
        (tokens_of(phrase), place)
        for place, listed in (*words.fillers.items(), ("anywhere", skip_words))
        for phrase in listed
    ]
    numerals = _numerals(language)
    return WordTables(
        language=language,
        determiners=frozenset(words.determiners),
        usual_determiner=words.usual_determiner,
        negation_last=words.negation_last,
        linking=words.linking,
        asking=words.asking,
        function_words=words.function_words - frozenset(words.determiners),
        prepositions=words.prepositions,
        fillers=phrase_tree(phrases),
        conjunctions=phrase_tree((tokens_of(phrase), phrase) for phrase in words.conjunctions),
        pronouns=phrase_tree(
            (tokens_of(phrase), number)
            for number, listed in words.pronouns.items()
            for phrase in listed
        ),
        again=phrase_tree((tokens_of(phrase), phrase) for phrase in words.again),
        negation=phrase_tree((tokens_of(phrase), phrase) for phrase in words.negation),
        exclusion=phrase_tree((tokens_of(phrase), phrase) for phrase in words.exclusion),
        reported=phrase_tree((tokens_of(phrase), phrase) for phrase in words.reported),
        idioms=phrase_tree((tokens_of(phrase), phrase) for phrase in words.idioms),
        places=frozenset(tokens_of(place) for place in words.places),
        numerals=numerals,
        words=numerals.union(token for tokens, _ in phrases for token in tokens),
    )


def _numerals(language: str) -> frozenset[str]:
    table = vocabulary(language).numbers
    spelled = {
        token
        for number in (*range(101), 1000)
        for words in words_from_number(number, language)
        for token in tokens_of(words)
    }
    return frozenset(spelled).union(table.point, table.minus, table.hundreds, table.thousands) - (
        table.joiners | table.article
    )
