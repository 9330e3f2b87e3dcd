"""What a text was understood as: one reading with everything a decision needs."""

from dataclasses import dataclass
from typing import Any

from ova.core import Intent, Reading
from ova.language.matching.lattice import Candidate
from ova.language.matching.paths import Path
from ova.language.network import Purpose
from ova.language.standard import QUESTIONS


@dataclass(frozen=True, slots=True)
class Understanding:
    """One reading of a text with everything a decision needs."""

    cost: float
    """Orders readings; free text and long sentences count."""
    errors: float
    """The sum of the differences to the template."""
    block: int
    """Of two equal readings the block that comes first wins."""
    purpose: Purpose
    path: Path
    intents: tuple[Intent, ...]
    sentence: str = ""
    """The text as its template would have had it."""
    options: tuple[tuple[Candidate, Intent], ...] = ()
    """The intents of a name that may mean several things; then ``intents`` is empty."""
    lacks_area: bool = False
    hidden: str = ""
    """A name that exists but is not exposed."""
    elsewhere: tuple[str, str, str] | None = None
    """A name, the area said and the area it is in."""
    domains: frozenset[str] = frozenset()
    """Domains of what it is about."""
    literals: int = 0
    """Words of the template itself that were said, without articles."""
    free: tuple[tuple[int, int], ...] = ()
    """Stretches of tokens taken as free text."""

    @property
    def rank(self) -> tuple[float, bool, int]:
        """What readings are sorted by: "all lights off" is a command rather than a question."""
        return round(self.cost, 6), self.purpose.intent in QUESTIONS, self.block

    @property
    def meaning(self) -> tuple[Any, ...]:
        """What is done; equal for readings that differ only in their template."""
        intents = self.intents or tuple(intent for _, intent in self.options)
        return tuple((each.name, _comparable(each)) for each in intents)


def reading_of(found: Understanding, score: float) -> Reading:
    """Return what a trace shows of a reading."""
    first = found.intents[0] if found.intents else found.options[0][1]
    return Reading(
        intent=first.name,
        skill=first.skill,
        template=first.template,
        file=found.purpose.file,
        sentence=found.sentence,
        score=score,
        slots=first.values(),
        steps=found.path.steps,
    )


def _comparable(intent: Intent) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((slot.name, str(slot.value).casefold()) for slot in intent.slots))
