"""Several commands in one sentence: "turn off the tv and close the blinds"."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ova.language.home_index import FLOOR
from ova.language.matching.matcher import Tokens
from ova.language.matching.paths import Fill
from ova.language.matching.single import Asked, Outcome, Single

MOST_PARTS = 4
"""Commands in one sentence."""
MOST_JOINTS = 6
"""Places where a sentence may be cut."""
MOST_SHARED = 2
"""Words at the end of the last command that those before it leave out."""
Parts = tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Several:
    """Cuts sentences at the words that join commands."""

    single: Single

    def match(self, tokens: Tokens, asked: Asked, most: int = MOST_PARTS) -> Parts | None:
        """Return the commands of a sentence, all of them understood, or None.

        A command may leave out what it shares with its neighbour: "turn off the tv and the kitchen
        lights", "turn the tv and the kitchen lights off".
        """
        best: Parts | None = None
        joints = list(self._joints(tokens))
        if len(joints) > MOST_JOINTS:
            return None
        for start, end in joints:
            for parts in self._cut(tokens[:start], tokens[end:], asked, most):
                if best is None or errors_of(parts) < errors_of(best):
                    best = parts
        return best

    def parts_not_understood(self, tokens: Tokens, asked: Asked) -> Iterator[Outcome]:
        """Yield what follows a command that is understood and is not understood itself."""
        joints = list(self._joints(tokens))
        for start, end in joints if len(joints) <= MOST_JOINTS else ():
            first = self._accepted(tokens[:start], asked)
            if first is not None:
                after = replace(asked, earlier=first.intents)
                yield self.single.match(tokens[end:], after, tolerant=True)

    def _joints(self, tokens: Tokens) -> Iterator[tuple[int, int]]:
        """Yield where a joining phrase starts and ends, with words on both sides."""
        tables = self.single.matcher.sentences.tables
        for at in range(1, len(tokens) - 1):
            for end in tables.conjunction_ends(tokens, at):
                if end < len(tokens):
                    yield at, end

    def _cut(self, left: Tokens, right: Tokens, asked: Asked, most: int) -> Iterator[Parts]:
        first = self._accepted(left, asked)
        if first is not None:
            after = replace(asked, earlier=first.intents)
            rest = self._rest(right, after, most)
            if rest is None:
                shared = self._shared_start(first)
                rest = self._rest((*shared, *right), after, most) if shared else None
            if rest is not None:
                yield (first, *rest)
            return
        last = self._accepted(right, asked)
        if last is None:
            return
        for count in range(1, min(MOST_SHARED, len(right) - 1) + 1):
            completed = self._accepted((*left, *right[-count:]), asked)
            if completed is not None:
                opening = self._shared_start(completed)
                whole = self._accepted((*opening, *right), asked) if opening else None
                yield (completed, whole or last)
                return

    def _rest(self, tokens: Tokens, asked: Asked, most: int) -> Parts | None:
        one = self._accepted(tokens, asked)
        if one is not None:
            return (one,)
        return self.match(tokens, asked, most - 1) if most > 2 else None

    def _accepted(self, tokens: Tokens, asked: Asked) -> Outcome | None:
        for tolerant in (False, True):
            outcome = self.single.match(tokens, asked, tolerant=tolerant)
            if outcome.accepted is not None:
                return outcome
        return None

    def _shared_start(self, outcome: Outcome) -> Tokens:
        """Return the words of a command before the first thing it names: "turn off"."""
        reading = outcome.accepted
        tables = self.single.matcher.sentences.tables
        if reading is None:
            return ()
        for piece in reading.path.pieces:
            if isinstance(piece.word, Fill) and piece.word.reference.list <= FLOOR:
                words = outcome.found.tokens[: piece.start]
                while words and words[-1] in tables.determiners:
                    words = words[:-1]
                return words
        return ()


def errors_of(parts: Parts) -> float:
    """Return the sum of the errors of several commands, and a little for every cut."""
    return sum(part.accepted.errors for part in parts if part.accepted) + 0.1 * (len(parts) - 1)
