"""Ways through the network while they are followed."""

from ova.core import Step
from ova.language.matching.paths import Fill, Path, Piece

BEAM = 1.9
"""How much dearer than the cheapest at the same token a way may be and still be followed."""
WIDEST = 160
"""States followed per token."""


class Way:
    """A way so far: its cost, where it came from and the last piece."""

    __slots__ = ("before", "cost", "end", "later", "step", "word")

    def __init__(
        self,
        cost: float,
        end: int,
        before: "Way | None",
        word: str | Fill | None,
        step: Step | None,
    ) -> None:
        """Extend ``before`` by a word, a filled slot, or nothing but a step."""
        self.cost = cost
        self.end = end
        self.before = before
        self.word = word
        self.step = step
        self.later: bool = before.later if before is not None else False
        """It holds a delayed command, whose words cost next to nothing until it is looked into."""

    def path(self, state: int) -> Path:
        """Return the whole way, which ends in ``state``."""
        pieces: list[Piece] = []
        way = self
        while way.before is not None:
            pieces.append(Piece(way.before.end, way.end, way.word, way.step))
            way = way.before
        pieces.reverse()
        return Path(self.cost, state, tuple(pieces))


def pruned(beam: dict[int, Way]) -> dict[int, Way]:
    """Drop what is much dearer than the cheapest; delayed commands are no measure for others."""
    measure = [way.cost for way in beam.values() if not way.later] or [
        way.cost for way in beam.values()
    ]
    limit = min(measure) + BEAM
    kept = {state: way for state, way in beam.items() if way.cost <= limit}
    if len(kept) <= WIDEST:
        return kept
    return dict(sorted(kept.items(), key=lambda each: each[1].cost)[:WIDEST])
