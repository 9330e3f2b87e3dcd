"""Templates are written right to left: what an expression puts before what may still follow."""

import itertools
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TypeVar

from hassil.expression import (
    Alternative,
    Expression,
    ListReference,
    Permutation,
    RuleReference,
    Sentence,
    Sequence,
)

Way = TypeVar("Way")
"""One way a sentence may go on. A tail is all of them."""
Write = Callable[[Expression, frozenset[Way]], frozenset[Way]]


def compose(
    expression: Expression,
    tail: frozenset[Way],
    rules: Mapping[str, Sentence],
    *,
    write: Write[Way],
    refer: Callable[[ListReference, frozenset[Way]], frozenset[Way]],
    spend: Callable[[int], None],
) -> frozenset[Way]:
    """Return the tail with a composed expression before it.

    ``write`` writes a part, ``refer`` a list; ``spend`` counts the ways that are merged and may
    raise when there are too many.
    """

    def row(items: Collection[Expression]) -> frozenset[Way]:
        before = tail
        for item in reversed(tuple(items)):
            before = write(item, before)
        return before

    def union(tails: Iterable[frozenset[Way]]) -> frozenset[Way]:
        merged: set[Way] = set()
        for each in tails:
            spend(1)
            merged |= each
        return frozenset(merged)

    if isinstance(expression, Sequence):
        return row(expression.items)
    if isinstance(expression, Alternative):
        return union(write(item, tail) for item in expression.items)
    if isinstance(expression, Permutation):
        return union(row(order) for order in itertools.permutations(expression.items))
    if isinstance(expression, RuleReference):
        return write(rules[expression.rule_name].expression, tail)
    if isinstance(expression, ListReference):
        return refer(expression, tail)
    return frozenset()
