"""What each stretch of a text may stand for, before any template is looked at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ova.core import Step
from ova.language.values import Value

if TYPE_CHECKING:
    from ova.language.matching.meant_values import MeantValues


@dataclass(frozen=True, slots=True)
class WordArc:
    """Tokens read as one or two words of the templates."""

    words: tuple[str, ...]
    end: int
    cost: float
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class SkipArc:
    """Tokens that are passed over."""

    end: int
    cost: float
    step: Step
    start_only: bool = False
    """Only before the first word of a command."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One value a stretch of text may name."""

    value: Any
    text: str
    """The words of the value as they are written."""
    cost: float
    context: Mapping[str, Any] = field(default_factory=dict, compare=False)
    metadata: Mapping[str, Any] | None = field(default=None, compare=False)
    steps: tuple[Step, ...] = ()
    hidden: bool = False
    unit: str = ""
    """The unit that was said with a value."""


@dataclass(frozen=True, slots=True)
class ValueArc:
    """Tokens read as a value of a list; several groups for "the kitchen and hall lights"."""

    list: int
    end: int
    cost: float
    """Cost of the cheapest candidates."""
    groups: tuple[tuple[Candidate, ...], ...]


@dataclass(frozen=True, slots=True)
class NumberArc:
    """Tokens read as a number."""

    value: Value
    cost: float
    steps: tuple[Step, ...] = ()


@dataclass(slots=True)
class Lattice:
    """All arcs by the token they start at."""

    tokens: tuple[str, ...]
    words: list[list[WordArc]]
    skips: list[list[SkipArc]]
    values: list[dict[int, list[ValueArc]]]
    numbers: list[list[NumberArc]]
    free: list[float]
    """Cost of taking a token as part of free text."""
    meant: "MeantValues | None" = None
    """Values with misspelt words."""

    def said(self, start: int, end: int) -> str:
        """Return the tokens of a stretch as text."""
        return " ".join(self.tokens[start:end])
