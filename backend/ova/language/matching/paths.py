"""Ways through the network of sentences, as what they took each stretch of a text for."""

from dataclasses import dataclass

from ova.core import Step
from ova.language.matching.lattice import Candidate
from ova.language.network import Label
from ova.language.value_lists import Reference


@dataclass(frozen=True, slots=True)
class Fill:
    """A reference of a template with what stands in its place."""

    reference: Reference
    start: int
    end: int
    groups: tuple[tuple[Candidate, ...], ...]
    free: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of tokens and what it was taken for."""

    start: int
    end: int
    word: str | Fill | None
    """Words of the template, a filled slot, or None for what is passed over."""
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """One way through the network to the end of a sentence."""

    cost: float
    state: int
    pieces: tuple[Piece, ...]

    @property
    def fills(self) -> tuple[Fill, ...]:
        """What stands in the slots."""
        return tuple(piece.word for piece in self.pieces if isinstance(piece.word, Fill))

    @property
    def labels(self) -> tuple[Label, ...]:
        """The sentence as the network has it."""
        labels: list[Label] = []
        for piece in self.pieces:
            if isinstance(piece.word, Fill):
                labels.append(piece.word.reference)
            elif piece.word is not None:
                labels.extend(piece.word.split())
        return tuple(labels)

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every difference between the text and the template, in the order of the text."""
        steps: list[Step] = []
        for piece in self.pieces:
            if piece.step is not None:
                steps.append(piece.step)
            elif isinstance(piece.word, Fill):
                for group in piece.word.groups:
                    steps.extend(group[0].steps)
        return tuple(steps)
