"""Builds the lattice of a text from the words, lists and names of a grammar."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ova.core import Intent, Step, StepKind
from ova.language.home_index import FLOOR, NAME, HomeIndex, HomeValue
from ova.language.lexicon import Lexicon
from ova.language.matching import costs
from ova.language.matching.lattice import (
    Candidate,
    Lattice,
    NumberArc,
    SkipArc,
    ValueArc,
    WordArc,
)
from ova.language.matching.meant_values import MeantValues
from ova.language.matching.partial_names import names_in_part
from ova.language.matching.phrase_finder import find_phrases
from ova.language.matching.skips import find_skips
from ova.language.phrases import PhraseNode
from ova.language.standard import TARGET_SLOTS
from ova.language.value_lists import TextValue
from ova.language.values import read_numbers
from ova.language.word_tables import WordTables, exact_phrases

SHORTEST_SPLIT = 5
MOST_LISTED = 6
"""Names in one list: "the kitchen, hall and bath lights"."""

Static = tuple[int, TextValue]


@dataclass(frozen=True, slots=True)
class LatticeBuilder:
    """Everything that does not depend on the text."""

    lexicon: Lexicon
    template_words: frozenset[str]
    static: PhraseNode[Static]
    home: HomeIndex
    tables: WordTables
    values: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The kinds of values templates ask for, and the words of each."""

    def build(
        self,
        tokens: tuple[str, ...],
        *,
        tolerant: bool,
        area: str | None = None,
        earlier: Sequence[Intent] = (),
    ) -> Lattice:
        """Return the lattice of a text; ``tolerant`` adds what was perhaps meant.

        ``area`` is where the speaker is, ``earlier`` what pronouns stand for.
        """
        places = range(len(tokens))
        words = [self._words(tokens, at, tolerant=tolerant) for at in places]
        lattice = Lattice(
            tokens=tokens,
            words=words,
            skips=find_skips(tokens, words, self.tables, tolerant=tolerant),
            values=[{} for _ in places],
            numbers=self._numbers(tokens, words, tolerant=tolerant),
            free=[self._free(token) for token in tokens],
            meant=self._meant(tokens, words) if tolerant and self.values else None,
        )
        for at in places:
            self._values(lattice, at, area, tolerant=tolerant)
            if earlier:
                self._refer_back(lattice, at, earlier)
        for at in reversed(places):
            self._listed(lattice, at)
        return lattice

    def _words(self, tokens: tuple[str, ...], at: int, *, tolerant: bool) -> list[WordArc]:
        token = tokens[at]
        known = token in self.lexicon.words
        arcs = [WordArc((token,), at + 1, 0.0)] if known else []
        if not tolerant:
            return arcs
        for near in self.lexicon.near(token):
            step = Step(near.kind, token, near.word, near.cost)
            arcs.append(WordArc((near.word,), at + 1, near.cost, step))
        if at + 1 < len(tokens) and token[0].isalpha() and tokens[at + 1][0].isalpha():
            joined = token + tokens[at + 1]
            if joined in self.lexicon.words:
                step = Step(StepKind.JOINED, f"{token} {tokens[at + 1]}", joined, costs.JOINED)
                arcs.append(WordArc((joined,), at + 2, costs.JOINED, step))
        if not known and len(token) >= SHORTEST_SPLIT:
            for cut in range(2, len(token) - 1):
                parts = (token[:cut], token[cut:])
                if parts[0] in self.lexicon.words and parts[1] in self.lexicon.words:
                    step = Step(StepKind.JOINED, token, " ".join(parts), costs.SPLIT)
                    arcs.append(WordArc(parts, at + 1, costs.SPLIT, step))
        return arcs

    def _numbers(
        self, tokens: tuple[str, ...], words: list[list[WordArc]], *, tolerant: bool
    ) -> list[list[NumberArc]]:
        row = list(tokens)
        changes: dict[int, Step] = {}
        numerals = self.tables.numerals
        if tolerant:
            for at, token in enumerate(tokens):
                if token in numerals or self.lexicon.is_word(token):
                    continue
                meant = [
                    arc
                    for arc in words[at]
                    if arc.step and len(arc.words) == 1 and arc.words[0] in numerals
                ]
                if not meant or (
                    len(meant) > 1 and meant[1].cost - meant[0].cost < costs.CLEARLY_CHEAPER
                ):
                    continue  # "vijftie" may be fifteen or fifty
                row[at] = meant[0].words[0]
                if meant[0].step is not None:
                    changes[at] = meant[0].step
        found: list[list[NumberArc]] = []
        for at in range(len(row)):
            arcs = []
            for value in read_numbers(row, at, self.tables.language):
                steps = tuple(changes[place] for place in range(at, value.end) if place in changes)
                price = sum(step.cost for step in steps)
                if all(token in self.tables.determiners for token in row[at : value.end]):
                    price += costs.ARTICLE_AS_ONE
                arcs.append(NumberArc(value, price, steps))
            found.append(arcs)
        return found

    def _meant(self, tokens: tuple[str, ...], words: list[list[WordArc]]) -> MeantValues:
        known = self.lexicon.words
        return MeantValues(tokens, words, self.values, known)

    def _free(self, token: str) -> float:
        if token in self.tables.determiners or token in self.tables.function_words:
            return costs.FREE_FUNCTION
        if token in self.template_words or token in self.tables.numerals:
            return costs.FREE_KNOWN
        if self.lexicon.near(token):
            return costs.FREE_NEAR
        return costs.FREE_TOKEN

    def _values(self, lattice: Lattice, at: int, area: str | None, *, tolerant: bool) -> None:
        added = costs.DETERMINER_ADDED if tolerant else 0.0
        determiners = self.tables.determiners
        by_span: dict[tuple[int, int], dict[tuple[object, str], Candidate]] = {}
        for home in find_phrases(
            self.home.tree, lattice.tokens, lattice.words, at, determiners, added
        ):
            _keep(by_span, home.meaning.list, home.end, named(home.meaning, home.cost, home.steps))
        for text in find_phrases(self.static, lattice.tokens, lattice.words, at, frozenset(), 0.0):
            index, value = text.meaning
            candidate = Candidate(
                value.value,
                " ".join(value.tokens),
                text.cost,
                value.context or {},
                value.metadata,
                text.steps,
            )
            _keep(by_span, index, text.end, candidate)
        if tolerant:
            for end, candidate in names_in_part(self.home, self.tables, lattice, at, area):
                _keep(by_span, NAME, end, candidate)
        for (index, end), candidates in by_span.items():
            group = tuple(sorted(candidates.values(), key=lambda each: each.cost))
            arc = ValueArc(index, end, group[0].cost, (group,))
            lattice.values[at].setdefault(index, []).append(arc)

    def _refer_back(self, lattice: Lattice, at: int, earlier: Sequence[Intent]) -> None:
        """Let pronouns stand for the targets of earlier commands, and pass over "again"."""
        meant = [
            end
            for end, number in exact_phrases(self.tables.pronouns, lattice.tokens, at)
            if len(earlier) == 1 or number == "many"
        ]
        for end in meant:
            word = lattice.said(at, end)
            groups = tuple((_spoken_of(intent, word),) for intent in earlier)
            arc = ValueArc(NAME, end, costs.PRONOUN, groups)
            lattice.values[at].setdefault(NAME, []).append(arc)
        if meant:
            self._rather_the_antecedent(lattice, at)
        for end, word in exact_phrases(self.tables.again, lattice.tokens, at):
            step = Step(StepKind.FILLER, word, "", costs.FILLER)
            lattice.skips[at].append(SkipArc(end, costs.FILLER, step))

    def _rather_the_antecedent(self, lattice: Lattice, at: int) -> None:
        """Let a pronoun mean what was spoken of rather than be a word of a template."""
        lattice.words[at] = [
            replace(arc, cost=arc.cost + costs.PRONOUN_AS_WORD) for arc in lattice.words[at]
        ]

    def _listed(self, lattice: Lattice, at: int) -> None:
        """Add arcs for several names joined by "and"; arcs behind ``at`` are complete already."""
        for arcs in list(lattice.values[at].values()):
            if arcs[0].list > FLOOR:
                continue
            joined: dict[tuple[int, int], ValueArc] = {}
            for arc in arcs:
                for place, said in self._behind(lattice, arc.end):
                    if place >= len(lattice.tokens):
                        continue
                    for other in lattice.values[place].get(arc.list, ()):
                        groups = (*arc.groups, *other.groups)
                        if len(groups) > MOST_LISTED or not (said or len(other.groups) > 1):
                            continue
                        cost = arc.cost + other.cost + costs.LIST_OF_NAMES
                        key = (other.end, len(groups))
                        if key not in joined or cost < joined[key].cost:
                            joined[key] = ValueArc(arc.list, other.end, cost, groups)
            arcs.extend(joined.values())

    def _behind(self, lattice: Lattice, at: int) -> Iterable[tuple[int, bool]]:
        """Yield where the next name of a list may start, and whether "and" was said before it."""
        for end in self.tables.conjunction_ends(lattice.tokens, at):
            yield end, True
            if end < len(lattice.tokens) and lattice.tokens[end] in self.tables.determiners:
                yield end + 1, True
        yield at, False


def named(value: HomeValue, cost: float, steps: tuple[Step, ...]) -> Candidate:
    """Return a name of the home as a candidate."""
    return Candidate(value.value, value.text, cost, value.context, None, steps, hidden=value.hidden)


def _keep(
    by_span: dict[tuple[int, int], dict[tuple[object, str], Candidate]],
    index: int,
    end: int,
    candidate: Candidate,
) -> None:
    candidates = by_span.setdefault((index, end), {})
    key = (
        repr(candidate.value),  # lists may have values that cannot be keys
        str(candidate.context.get("domain")) + str(candidate.context.get("area")),
    )
    known = candidates.get(key)
    if known is None or candidate.cost < known.cost:
        candidates[key] = candidate


def _spoken_of(intent: Intent, word: str) -> Candidate:
    """Return what a pronoun stands for: the target of an earlier command."""
    values = intent.values()
    context = dict(intent.metadata.get("target_context") or {})
    if "domain" in values:
        context["domain"] = values["domain"]
    step = Step(StepKind.PRONOUN, word, target_words(intent), costs.PRONOUN)
    return Candidate(intent, step.meant, costs.PRONOUN, context, None, (step,))


def target_words(intent: Intent) -> str:
    """Return what an intent was about, in words."""
    return " ".join(
        slot.text or str(slot.value) for slot in intent.slots if slot.name in TARGET_SLOTS
    )
