"""What people may do."""

from enum import StrEnum


class Role(StrEnum):
    """What a person or a token may do, from the least to the most."""

    GUEST = "guest"
    """Talks, and controls what is exposed."""
    ADULT = "adult"
    """Changes everything but people and backups."""
    OWNER = "owner"
    """Everything."""

    def allows(self, least: "Role") -> bool:
        """Tell whether this role is at least another one."""
        order = list(Role)
        return order.index(self) >= order.index(least)

    @classmethod
    def of(cls, name: str) -> "Role":
        """Return the role of this name; what nobody knows may do the least."""
        return cls(name) if name in list(cls) else cls.GUEST

    @classmethod
    def lesser(cls, one: str, other: str) -> "Role":
        """Return the one of two roles that may do less."""
        first, second = cls.of(one), cls.of(other)
        return second if first.allows(second) else first
