"""Several commands in one sentence: "turn off the tv and close the blinds"."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ova.language.home_index import FLOOR
from ova.language.matching.matcher import Tokens
from ova.language.matching.paths import Fill
from ova.language.matching.single import Asked, Outcome, Single
from ova.language.tokens import behind_comma

MOST_PARTS = 4
"""Commands in one sentence."""
MOST_JOINTS = 6
"""Places where a sentence may be cut."""
MOST_SHARED = 2
"""Words at the end of the last command that those before it leave out."""
Parts = tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Several:
    """Cuts sentences at the words that join commands, and at commas."""

    single: Single

    def match(self, tokens: Tokens, asked: Asked) -> Parts | None:
        """Return the commands of a sentence, all of them understood, or None.

        A command may leave out what it shares with its neighbour: "turn off the tv and the kitchen
        lights", "turn the tv and the kitchen lights off". A name alone is never a command of its own
        here: it wants what was wanted before it.
        """
        return _Cutting(self.single).match(tokens, asked, MOST_PARTS)

    def parts_not_understood(self, tokens: Tokens, asked: Asked) -> Iterator[Outcome]:
        """Yield what follows a command that is understood and is not understood itself."""
        cutting = _Cutting(self.single)
        for start, end in cutting.joints(tokens):
            first = cutting.accepted(tokens[:start], asked)
            if first is not None:
                after = replace(asked, earlier=first.intents)
                yield self.single.match(tokens[end:], after, tolerant=True)


@dataclass(slots=True)
class _Cutting:
    """One sentence; remembers what its pieces came to."""

    single: Single
    _known: dict[tuple[Tokens, int], Outcome | None] = field(default_factory=dict)
    _asked: dict[int, Asked] = field(default_factory=dict)
    """Keeps what the keys of ``_known`` are about alive."""

    def match(self, tokens: Tokens, asked: Asked, most: int) -> Parts | None:
        best: Parts | None = None
        for start, end in self.joints(tokens):
            for parts in self._cut(tokens[:start], tokens[end:], asked, most):
                if best is None or errors_of(parts) < errors_of(best):
                    best = parts
        return best

    def joints(self, tokens: Tokens) -> list[tuple[int, int]]:
        """Return where joining phrases start and end, with words on both sides."""
        tables = self.single.matcher.sentences.tables
        found: dict[int, int] = {}
        at = 1
        while at < len(tokens) - 1:
            end = max(tables.conjunction_ends(tokens, at), default=0)
            if end:
                while end < len(tokens):  # "and and"
                    after = max(tables.conjunction_ends(tokens, end), default=0)
                    if not after:
                        break
                    end = after
                if end < len(tokens):
                    found[at] = end
                at = end
            else:
                if behind_comma(tokens[at]):
                    found[at] = at
                at += 1
        return sorted(found.items()) if len(found) <= MOST_JOINTS else []

    def accepted(self, tokens: Tokens, asked: Asked) -> Outcome | None:
        """Return what a row of tokens comes to when it is understood."""
        self._asked[id(asked)] = asked
        key = (tokens, id(asked))
        if key not in self._known:
            self._known[key] = None
            for tolerant in (False, True):
                outcome = self.single.match(tokens, asked, tolerant=tolerant)
                if outcome.accepted is not None:
                    self._known[key] = outcome
                    break
        return self._known[key]

    def _cut(self, left: Tokens, right: Tokens, asked: Asked, most: int) -> Iterator[Parts]:
        first = self.accepted(left, asked)
        if first is not None and not _is_bare(first):
            after = replace(asked, earlier=first.intents)
            rest = self._rest(right, after, most)
            for shared in self._shared_starts(first) if rest is None else ():
                rest = self._rest((*shared, *right), after, most)
                if rest is not None and _same_action(first, rest[0]):
                    break
                rest = None
            if rest is not None:
                yield (first, *rest)
            return
        yield from self._shared_end(left, right, asked)

    def _shared_end(self, left: Tokens, right: Tokens, asked: Asked) -> Iterator[Parts]:
        """Yield two commands of which the first leaves out the last words: "the tv and radio off"."""
        for count in range(1, min(MOST_SHARED, len(right) - 1) + 1):
            first = self.accepted((*left, *right[-count:]), asked)
            if first is None or _is_bare(first):
                continue
            for start in ((), *self._shared_starts(first)):
                last = self.accepted((*start, *right), asked)
                if last is not None and not _is_bare(last) and _same_action(first, last):
                    yield (first, last)
                    return

    def _rest(self, tokens: Tokens, asked: Asked, most: int) -> Parts | None:
        one = self.accepted(tokens, asked)
        if one is not None:
            return None if _is_bare(one) else (one,)
        return self.match(tokens, asked, most - 1) if most > 2 else None

    def _shared_starts(self, outcome: Outcome) -> Iterator[Tokens]:
        """Yield the words a command starts with, as far as the next may leave them out."""
        reading = outcome.accepted
        if reading is None:
            return
        tokens = outcome.found.tokens
        tables = self.single.matcher.sentences.tables
        named = next(
            (
                piece.start
                for piece in reading.path.pieces
                if isinstance(piece.word, Fill) and piece.word.reference.list <= FLOOR
            ),
            None,
        )
        if named is not None:
            start = tokens[:named]
            while start and start[-1] in tables.determiners:
                start = start[:-1]
            if start:
                yield start
            return
        article = next((at for at, token in enumerate(tokens) if token in tables.determiners), 0)
        for length in dict.fromkeys((article, 2, 1)):
            if 0 < length < len(tokens):
                yield tokens[:length]


def errors_of(parts: Parts) -> float:
    """Return the sum of the errors of several commands, and a little for every cut."""
    return sum(part.accepted.errors for part in parts if part.accepted) + 0.1 * (len(parts) - 1)


def _is_bare(outcome: Outcome) -> bool:
    """Whether a command is nothing but a name."""
    return outcome.accepted is not None and not outcome.accepted.literals


def _same_action(one: Outcome, other: Outcome) -> bool:
    return {each.name for each in one.intents} == {each.name for each in other.intents}
