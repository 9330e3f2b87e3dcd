"""What checking an integration gave."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Tier(StrEnum):
    """How good an integration is; each tier asks for everything below it too."""

    NONE = "none"
    BRONZE = "bronze"
    SILVER = "silver"
    GOLD = "gold"
    PLATINUM = "platinum"

    @property
    def rank(self) -> int:
        """0 for none, 4 for platinum."""
        return list(Tier).index(self)


class Status(StrEnum):
    """Whether a rule is kept, in the words of Home Assistant's quality scale.

    TODO is said of the integration that is looked at: what its author has yet to do for the rule.
    """

    DONE = "done"
    TODO = "todo"
    EXEMPT = "exempt"


@dataclass(frozen=True, slots=True)
class RuleResult:
    """One rule, and what keeps it from being done."""

    rule: str
    tier: Tier
    wanted: str
    status: Status
    reasons: tuple[str, ...] = ()
    """What is to do, or why it is exempt."""

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "rule": self.rule,
            "tier": self.tier.value,
            "wanted": self.wanted,
            "status": self.status.value,
            "reasons": list(self.reasons),
        }


@dataclass(frozen=True, slots=True)
class Report:
    """Every rule of one integration."""

    id: str
    name: str
    path: str
    rules: tuple[RuleResult, ...] = ()
    faults: tuple[str, ...] = field(default=())
    """What does not work, or will not: code and declarations that do not fit together."""

    @property
    def tier(self) -> Tier:
        """The highest tier whose rules, and those of every lower one, are kept."""
        reached = Tier.NONE
        if self.faults or not self.rules:
            return reached
        for tier in list(Tier)[1:]:
            if any(one.status is Status.TODO for one in self.rules if one.tier is tier):
                break
            reached = tier
        return reached

    @property
    def next(self) -> tuple[RuleResult, ...]:
        """What is to do for the next tier."""
        todo = [one for one in self.rules if one.status is Status.TODO]
        if not todo:
            return ()
        lowest = min(one.tier.rank for one in todo)
        return tuple(one for one in todo if one.tier.rank == lowest)

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "id": self.id,
            "name": self.name,
            "path": self.path,
            "tier": self.tier.value,
            "faults": list(self.faults),
            "rules": [one.to_json() for one in self.rules],
        }
