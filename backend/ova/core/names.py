"""The names a home gives to its things, as the language room needs them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SpokenName:
    """One name an entity can be called by; an alias is a second SpokenName with the same value."""

    text: str
    """What people say: ``bedroom lamp``."""
    value: str
    """The entity's main name, which becomes the slot's value."""
    domain: str
    area: str | None = None
    """Name of the entity's area."""
    exposed: bool = True


@dataclass(frozen=True, slots=True)
class HomeNames:
    """Everything in the home that a sentence can name."""

    entities: tuple[SpokenName, ...] = ()
    areas: tuple[tuple[str, str], ...] = ()
    """Pairs of what people say and the area's main name."""
    floors: tuple[tuple[str, str], ...] = ()
    domains_with_class: frozenset[tuple[str, str]] = frozenset()
    """Pairs of domain and device class that are present."""
