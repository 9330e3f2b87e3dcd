"""How much a template stands for, worked out without writing it out."""

import math
from collections.abc import Callable
from typing import NamedTuple

from hassil.expression import Alternative, Expression, Group, Permutation

SENTENCE_LIMIT = 10**13
"""Sentences a template may stand for, each list counted as one word."""
SIZE_LIMIT = 100_000
"""Parts of a template with the rules it refers to written out in place."""
VALUE_LIMIT = 100_000
"""Texts or numbers of one list."""
_UNCOUNTED = 10**30
"""Numbers are not followed beyond this: they could grow to any length."""


class Weight(NamedTuple):
    """What a part of a template stands for."""

    sentences: int = 1
    size: int = 1
    height: int = 0
    """How deep brackets, rules and lists are nested in it."""

    @property
    def too_much(self) -> str:
        """Say how it bursts the limits; empty when it does not."""
        if self.sentences > SENTENCE_LIMIT:
            return f"stands for {readable(self.sentences)} sentences"
        if self.size > SIZE_LIMIT:
            return f"has {readable(self.size)} parts when it is written out"
        return ""

    @property
    def excess(self) -> int:
        """What to compare two weights by when the limits are burst."""
        return self.sentences if self.sentences > SENTENCE_LIMIT else self.size


def weight_of_group(group: Group, weigh: Callable[[Expression], Weight]) -> Weight:
    """Return the weight of a group from those of its items."""
    parts = [weigh(item) for item in group.items]
    size = 1 + sum(part.size for part in parts)
    height = 1 + max((part.height for part in parts), default=0)
    if isinstance(group, Alternative):
        sentences = sum(part.sentences for part in parts)
    else:
        sentences = math.prod(part.sentences for part in parts)
    if isinstance(group, Permutation):
        orders = math.factorial(len(parts))
        sentences, size = sentences * orders, size * orders
    return Weight(min(sentences, _UNCOUNTED), min(size, _UNCOUNTED), height)


def count_of_range(start: int, stop: int, step: int) -> int:
    """Return how many numbers a range holds."""
    return abs(stop - start) // max(1, abs(step)) + 1


def readable(number: int) -> str:
    """Write a number as people take it in."""
    return f"{number:,}" if number < 10**9 else f"more than 10^{len(str(number - 1)) - 1}"
