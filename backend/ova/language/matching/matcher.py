"""Understands one command: exact first, then as what was perhaps meant."""

from collections.abc import Sequence
from dataclasses import dataclass

from ova.core import HomeNames, Intent
from ova.language.compounds import taken_apart
from ova.language.home_index import HomeIndex, home_index
from ova.language.lexicon import Lexicon
from ova.language.matching import costs
from ova.language.matching.judgement import EXACT
from ova.language.matching.lattice import Lattice
from ova.language.matching.lattice_builder import LatticeBuilder
from ova.language.matching.readings import Reader
from ova.language.matching.search import Search
from ova.language.matching.understanding import Understanding
from ova.language.matching.values_said import ValuesSaid
from ova.language.sentences import Sentences
from ova.language.spelling import spelling
from ova.language.standard import LATER_SLOT
from ova.language.value_lists import ListKind
from ova.language.values import read_numbers, read_values, value_words

Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The readings of a text, cheapest first, and what they come to."""

    tokens: Tokens
    lattice: Lattice
    readings: tuple[Understanding, ...]

    @property
    def best(self) -> Understanding | None:
        """The reading that is meant most likely."""
        return self.readings[0] if self.readings else None


@dataclass(frozen=True, slots=True)
class Matcher:
    """The sentences of a language with the names of one home."""

    sentences: Sentences
    home: HomeIndex
    builder: LatticeBuilder
    reader: Reader
    search: Search

    @classmethod
    def of(cls, sentences: Sentences, names: HomeNames) -> "Matcher":
        """Join sentences and names."""
        tables = sentences.tables
        home = home_index(names, tables.language)
        values = {
            listed.name: value_words(tables.language, listed.name)
            for listed in sentences.network.lists
            if listed.kind is ListKind.VALUE
        }
        words = (sentences.words | home.words | tables.words).union(*values.values())
        builder = LatticeBuilder(
            lexicon=Lexicon.of(words, tables.language),
            template_words=sentences.words,
            static=sentences.static,
            home=home,
            tables=tables,
            values=values,
        )
        search = Search.over(sentences.network, tables)
        return cls(sentences, home, builder, Reader(sentences.network, tables.determiners), search)

    def find(
        self,
        text: str,
        tokens: Tokens,
        area: str | None,
        earlier: Sequence[Intent],
        said: ValuesSaid,
        *,
        tolerant: bool,
    ) -> Found:
        """Return the readings of a row of tokens; ``tolerant`` allows for slips."""
        tables = self.sentences.tables
        words = self.builder.lexicon.words
        tokens = taken_apart(tokens, words, self._is_value, tables.linking)
        plain = tuple(str(token) for token in tokens)  # a row of plain strings is looked up fastest
        lattice = self.builder.build(plain, tolerant=tolerant, area=area, earlier=earlier)
        paths = self.search.paths(lattice, said, tolerant=tolerant)
        readings = [found for path in paths for found in self.reader.read(text, path, area)]
        readings.sort(key=lambda each: each.rank)
        return Found(tokens, lattice, tuple(readings))

    def warm_up(self) -> None:
        """Read the tables of the language, so that no command has to wait for them."""
        language = self.sentences.tables.language
        spelling(language)
        read_numbers(("1",), 0, language)
        for listed in self.sentences.network.lists:
            if listed.kind is ListKind.VALUE:
                read_values(listed.name, ("1",), 0, language)

    def _is_value(self, word: str) -> bool:
        language = self.sentences.tables.language
        return word in value_words(language) or any(
            read_values(kind, (word,), 0, language) for kind in ("number", "ordinal")
        )

    def is_plain(self, found: Found) -> bool:
        """Whether the best reading needs no second look: said as written, nothing odd in free text."""
        best = next((each for each in found.readings if not each.lacks_area), None)
        if best is None or best.errors > EXACT or best.hidden:
            return False
        return not any(
            found.lattice.free[at] >= costs.FREE_KNOWN
            for fill in best.path.fills
            if fill.free and fill.reference.slot != LATER_SLOT  # that is understood by itself
            for at in range(fill.start, fill.end)
        )
