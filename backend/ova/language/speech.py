"""Templates to a word graph: which sentences a closed-grammar speech decoder may hear."""

import itertools
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hassil.expression import (
    Alternative,
    Expression,
    ListReference,
    Permutation,
    RuleReference,
    Sequence,
    TextChunk,
)
from hassil.intents import RangeSlotList, SlotList, TextSlotList
from hassil.util import check_excluded_context, check_required_context

from ova.core import WordGraph
from ova.language.automaton import ARC_LIMIT, Automaton, GraphTooLarge, Tail
from ova.language.numbers import words_from_number
from ova.language.source import NOWHERE, GrammarProblem, Place
from ova.language.template import Block, Rules

SENTENCE_ALLOWANCE = 20_000
"""Nodes and arcs one sentence template may add."""

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
    _known: dict[tuple[int, int, Tail], Tail] = field(default_factory=dict)
    _ranges: dict[tuple[int, int, int, str | None], tuple[str, ...]] = field(default_factory=dict)
    _scopes: dict[Any, "_Scope"] = field(default_factory=dict)
    _files: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, block: Block, rules: Rules) -> None:
        """Write the sentences of a block; those that stand for too much become problems."""
        scope = self._scope(block, rules)
        key = (block.skill, block.intent)
        self._files.setdefault(key, block.file)
        for sentence in block.data.sentences:
            self._automaton.refill(SENTENCE_ALLOWANCE)
            try:
                start = self._automaton.start(met=not scope.provided)
                root = self._automaton.root(self._write(sentence.expression, start, scope))
            except GraphTooLarge as error:
                template = block.written.get(sentence.text or "", sentence.text or "")
                place = block.places.get(template, NOWHERE)
                self._refuse(block.skill, block.file, block.intent, template, error, place)
                continue
            if root is not None:
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
                self._refuse(key[0], self._files[key], key[1], "", error)
        fitting = sorted(sizes, key=sizes.__getitem__)
        while fitting:
            together = itertools.chain(*(self._roots[key] for key in fitting))
            try:
                return self._automaton.graph(together, self.arc_limit)
            except GraphTooLarge as error:
                key = fitting.pop()
                self._refuse(key[0], self._files[key], key[1], "", error)
        return self._automaton.graph((), self.arc_limit)

    def _refuse(
        self,
        skill: str,
        file: str,
        intent: str,
        sentence: str,
        error: GraphTooLarge,
        place: Place = NOWHERE,
    ) -> None:
        reason = f"It cannot be spoken, only typed: {error}."
        line, column = place[:2]
        self.problems.append(GrammarProblem(skill, file, intent, sentence, reason, line, column))

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
            known = self._known[key] = self._write_composed(expression, tail, scope)
        return known

    def _write_composed(self, expression: Expression, tail: Tail, scope: "_Scope") -> Tail:
        self._automaton.spend(1)
        if isinstance(expression, Sequence):
            return self._write_row(expression.items, tail, scope)
        if isinstance(expression, Alternative):
            return self._union(self._write(item, tail, scope) for item in expression.items)
        if isinstance(expression, Permutation):
            return self._union(
                self._write_row(order, tail, scope)
                for order in itertools.permutations(expression.items)
            )
        if isinstance(expression, RuleReference):
            return self._write(scope.rules.rules[expression.rule_name].expression, tail, scope)
        if isinstance(expression, ListReference):
            return self._write_list(self._list(expression, scope), tail, scope)
        return _NOTHING

    def _write_row(self, items: Collection[Expression], tail: Tail, scope: "_Scope") -> Tail:
        for item in reversed(tuple(items)):
            tail = self._write(item, tail, scope)
        return tail

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
        return _NOTHING  # wildcards: anything may be said, a closed grammar cannot hear it

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
