"""Templates to a word graph: which sentences a closed-grammar speech decoder may hear."""

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from hassil.expression import Expression, ListReference, TextChunk
from hassil.intents import RangeSlotList, SlotList, TextSlotList, WildcardSlotList
from hassil.util import check_excluded_context, check_required_context

from ova.core import WILDCARD, WordArc, WordGraph
from ova.language.automaton import ARC_LIMIT, Automaton, GraphTooLarge, Tail
from ova.language.numbers import words_from_number
from ova.language.right_to_left import compose
from ova.language.source import NOWHERE, GrammarProblem, Place
from ova.language.template import Block, Rules
from ova.language.values import VALUE_KINDS, spoken_values

SENTENCE_ALLOWANCE = 20_000
"""Nodes and arcs one sentence template may add."""

GRAPHS_KEPT = 32
"""Kinds of values, in one language or several, whose phrases stay in memory as graphs."""

_NOTHING: Tail = frozenset()
_SPOKEN_PUNCTUATION = str.maketrans({"-": " ", "_": " "})


@dataclass(slots=True)
class SpeechCompiler:
    """Writes blocks of sentences into one automaton."""

    language: str
    names: Mapping[str, SlotList]
    """The lists ``name``, ``area`` and ``floor`` in spoken form."""
    arc_limit: int = ARC_LIMIT
    problems: list[GrammarProblem] = field(default_factory=list)
    _automaton: Automaton = field(default_factory=Automaton)
    _roots: dict[tuple[str, str], set[int]] = field(default_factory=dict)
    _known: dict[tuple[int, int, Tail], tuple[Tail, frozenset[str]]] = field(default_factory=dict)
    _ranges: dict[tuple[int, int, int, str | None], tuple[str, ...]] = field(default_factory=dict)
    _scopes: dict[Any, "_Scope"] = field(default_factory=dict)
    _files: dict[tuple[str, str], str] = field(default_factory=dict)
    _unspoken: frozenset[str] = frozenset()
    """Kinds of values met in a sentence that are never spoken in the language."""

    def add(self, block: Block, rules: Rules) -> None:
        """Write the sentences of a block; those that stand for too much become problems."""
        scope = self._scope(block, rules)
        key = (block.skill, block.intent)
        self._files.setdefault(key, block.file)
        for sentence in block.data.sentences:
            self._automaton.refill(SENTENCE_ALLOWANCE)
            self._unspoken = frozenset()
            template = block.written.get(sentence.text or "", sentence.text or "")
            place = block.places.get(template, NOWHERE)
            try:
                start = self._automaton.start(met=not scope.provided)
                root = self._automaton.root(self._write(sentence.expression, start, scope))
            except GraphTooLarge as error:
                reason = f"It cannot be spoken, only typed: {error}."
                self._report(block.skill, block.file, block.intent, template, reason, place)
                continue
            if self._unspoken:
                reason = self._silence(whole=root is None)
                self._report(block.skill, block.file, block.intent, template, reason, place)
            if root is not None and self._automaton.says_nothing_but(WILDCARD, root):
                reason = "It cannot be spoken, only typed: every word of it is free text."
                self._report(block.skill, block.file, block.intent, template, reason, place)
            elif root is not None:
                self._roots.setdefault(key, set()).add(root)

    def graph(self) -> WordGraph:
        """Return the minimal graph; intents that would burst it are left out as problems."""
        self._automaton.refill(SENTENCE_ALLOWANCE)
        try:
            return self._automaton.graph(itertools.chain(*self._roots.values()), self.arc_limit)
        except GraphTooLarge:
            return self._graph_of_what_fits()

    def _graph_of_what_fits(self) -> WordGraph:
        sizes: dict[tuple[str, str], int] = {}
        for key, roots in self._roots.items():
            try:
                sizes[key] = len(self._automaton.graph(roots, self.arc_limit).arcs)
            except GraphTooLarge as error:
                self._report_intent(key, error)
        fitting = sorted(sizes, key=sizes.__getitem__)
        while fitting:
            together = itertools.chain(*(self._roots[key] for key in fitting))
            try:
                return self._automaton.graph(together, self.arc_limit)
            except GraphTooLarge as error:
                self._report_intent(fitting.pop(), error)
        return self._automaton.graph((), self.arc_limit)

    def _report_intent(self, key: tuple[str, str], error: GraphTooLarge) -> None:
        reason = f"It cannot be spoken, only typed: {error}."
        self._report(key[0], self._files[key], key[1], "", reason)

    def _report(
        self,
        skill: str,
        file: str,
        intent: str,
        sentence: str,
        reason: str,
        place: Place = NOWHERE,
    ) -> None:
        line, column = place[:2]
        self.problems.append(GrammarProblem(skill, file, intent, sentence, reason, line, column))

    def _silence(self, *, whole: bool) -> str:
        kinds = " and ".join(f"{{{kind}}}" for kind in sorted(self._unspoken))
        what = "It" if whole else f"With {kinds} it"
        return (
            f"{what} cannot be spoken, only typed: how people say {kinds} in the language "
            f"{self.language!r} is not known."
        )

    def _scope(self, block: Block, rules: Rules) -> "_Scope":
        required = block.data.requires_context
        excluded = block.data.excludes_context
        key = (id(rules), repr(sorted(required.items())), repr(sorted(excluded.items())))
        scope = self._scopes.get(key)
        if scope is None:
            scope = _Scope(
                number=len(self._scopes),
                rules=rules,
                required=required,
                excluded=excluded,
                provided=frozenset(required) - {"area"},
            )
            self._scopes[key] = scope
        return scope

    def _write(self, expression: Expression, tail: Tail, scope: "_Scope") -> Tail:
        if not tail:
            return tail
        if isinstance(expression, TextChunk):
            return self._write_text(expression.text, tail)
        key = (id(expression), scope.number, tail)
        known = self._known.get(key)
        if known is None:
            before, self._unspoken = self._unspoken, frozenset()
            written = self._write_composed(expression, tail, scope)
            known = self._known[key] = written, self._unspoken
            self._unspoken = before
        self._unspoken |= known[1]
        return known[0]

    def _write_composed(self, expression: Expression, tail: Tail, scope: "_Scope") -> Tail:
        self._automaton.spend(1)
        return compose(
            expression,
            tail,
            scope.rules.rules,
            write=lambda part, behind: self._write(part, behind, scope),
            refer=lambda reference, behind: self._refer(reference, behind, scope),
            spend=self._automaton.spend,
        )

    def _refer(self, reference: ListReference, tail: Tail, scope: "_Scope") -> Tail:
        values = self._list(reference, scope)
        if values is None and reference.list_name in VALUE_KINDS:
            return self._write_values(reference.list_name, tail)
        return self._write_list(values, tail, scope)

    def _list(self, reference: ListReference, scope: "_Scope") -> SlotList | None:
        name = reference.list_name
        found = scope.rules.lists.get(name) or self.names.get(name)
        inline = reference.get_inline_range()
        if found is None and inline is not None:
            return RangeSlotList(name=name, start=inline[0], stop=inline[1], step=inline[2])
        return found

    def _write_list(self, values: SlotList | None, tail: Tail, scope: "_Scope") -> Tail:
        if isinstance(values, TextSlotList):
            return self._union(
                self._write(value.text_in, scope.provide(tail, value.context), scope)
                for value in values.values
                if scope.allows(value.context)
            )
        if isinstance(values, RangeSlotList) and values.words:
            # "{number}[ ]percent" is typed with or without the blank, but said as two words.
            tail = frozenset(each for each in tail if not each[0])
            return self._union(
                self._write_text(words, tail) for words in self._number_words(values)
            )
        if isinstance(values, WildcardSlotList):
            # Free speech has no letters of its own that others could be glued to.
            tail = frozenset(each for each in tail if not each[0])
            return self._automaton.space(self._automaton.text(f"{WILDCARD} ", tail))
        return _NOTHING  # digits only, in a language whose numbers are not known

    def _write_values(self, kind: str, tail: Tail) -> Tail:
        graph = _graph_of_values(kind, self.language)
        if not graph.arcs:
            self._unspoken |= {kind}
            return _NOTHING
        tail = frozenset(each for each in tail if not each[0])  # no letters are glued to a value
        outgoing: dict[int, list[WordArc]] = {}
        for arc in graph.arcs:
            outgoing.setdefault(arc.start, []).append(arc)
        known = {graph.final: tail}

        def behind(state: int) -> Tail:
            if state not in known:
                known[state] = self._union(
                    self._automaton.text(f"{arc.word} ", behind(arc.end))
                    if arc.word
                    else behind(arc.end)
                    for arc in outgoing[state]
                )
            return known[state]

        return self._automaton.space(behind(0)) if tail else _NOTHING

    def _number_words(self, values: RangeSlotList) -> tuple[str, ...]:
        fractions = values.fraction_type.value if values.fraction_type else None
        key = (values.start, values.stop, values.step, fractions)
        known = self._ranges.get(key)
        if known is None:
            known = self._ranges[key] = tuple(
                words
                for number in values.get_numbers()
                for words in words_from_number(number, values.words_language or self.language)
            )
        return known

    def _write_text(self, text: str, tail: Tail) -> Tail:
        if not text:
            return tail
        text = text.translate(_SPOKEN_PUNCTUATION).lower()
        for letter in text:
            if not (letter.isalpha() or letter.isspace() or letter == "'"):
                return (
                    _NOTHING  # "%" and digits are typed; the template says them in another branch
                )
        return self._automaton.text(text, tail)

    def _union(self, tails: Iterable[Tail]) -> Tail:
        merged: set[tuple[str, int, bool]] = set()
        for tail in tails:
            self._automaton.spend(1)
            merged |= tail
        return frozenset(merged)


@lru_cache(maxsize=GRAPHS_KEPT)
def _graph_of_values(kind: str, language: str) -> WordGraph:
    """Return what may be said for a kind of value; without arcs when nothing is known."""
    automaton = Automaton()
    roots = set()
    for phrase in spoken_values(kind, language):
        automaton.refill(SENTENCE_ALLOWANCE)
        roots.add(automaton.root(automaton.text(phrase, automaton.start(met=True))))
    return automaton.graph(root for root in roots if root is not None)


@dataclass(frozen=True, slots=True)
class _Scope:
    """The context conditions of a block, as hassil applies them to list values."""

    number: int
    rules: Rules
    required: dict[str, Any]
    excluded: dict[str, Any]
    provided: frozenset[str]
    """Keys that only a list value can supply; the satellite supplies the area."""

    def allows(self, context: dict[str, Any] | None) -> bool:
        return bool(
            check_required_context(self.required, context, allow_missing_keys=True)
            and check_excluded_context(self.excluded, context)
        )

    def provide(self, tail: Tail, context: dict[str, Any] | None) -> Tail:
        if not self.provided or not context or not self.provided <= context.keys():
            return tail
        return frozenset((letters, target, True) for letters, target, _ in tail)
