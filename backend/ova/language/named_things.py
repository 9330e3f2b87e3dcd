"""The things of a home as far as their names matter."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class ThingKind(StrEnum):
    """What has a name."""

    ENTITY = "entity"
    AREA = "area"
    FLOOR = "floor"


@dataclass(frozen=True, slots=True)
class NamedThing:
    """Something that has a name and aliases."""

    kind: ThingKind
    id: str
    name: str
    aliases: tuple[str, ...] = ()
    domain: str = ""
    area_id: str | None = None
    floor_id: str | None = None
    """Of an area its floor, of an entity that of its area."""

    @property
    def texts(self) -> tuple[str, ...]:
        """The name and every alias."""
        return (self.name, *self.aliases)


class FaultKind(StrEnum):
    """What is wrong with names. Each kind has its own words on the page."""

    SAME_NAME = "same_name"
    """Things of one area, or of none, have one name."""
    SAME_NAME_ELSEWHERE = "same_name_elsewhere"
    """Things of one name are in different areas."""
    SAME_NAME_FLOORS = "same_name_floors"
    """Things of one name are on different floors."""
    LIKE_PLACE = "like_place"
    """A thing is called like an area or a floor."""
    SAME_PLACE = "same_place"
    """Two areas or floors have a name in common."""
    SOUNDS_ALIKE = "sounds_alike"
    """Names a recogniser takes for each other."""
    UNSPEAKABLE = "unspeakable"
    """A name with parts that cannot be said."""
    HARD_TO_SAY = "hard_to_say"
    """A name of codes, long numbers or letters without a vowel."""
    COMMAND = "command"
    """A name that means something else when it is said."""
    ELSEWHERE = "elsewhere"
    """A thing is named after another area than the one it is in."""


SEVERE = frozenset({FaultKind.SAME_NAME, FaultKind.UNSPEAKABLE, FaultKind.SAME_PLACE})


@dataclass(frozen=True, slots=True)
class NameFault:
    """One thing that is wrong, with the text it is about and the things that have it."""

    kind: FaultKind
    text: str
    things: tuple[NamedThing, ...]
    other: str = ""
    """The name it is taken for, or the place it is like."""
    place_id: str | None = None
    """The area a thing is named after."""

    @property
    def id(self) -> str:
        """Names it; the same as long as it is not cured."""
        return ":".join([self.kind, self.text.casefold(), *sorted(one.id for one in self.things)])

    @property
    def severe(self) -> bool:
        """Whether commands fail by it, and not only sometimes."""
        return self.kind in SEVERE

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "id": self.id,
            "kind": self.kind.value,
            "severity": "error" if self.severe else "warning",
            "text": self.text,
            "other": self.other,
            "place_id": self.place_id,
            "things": [
                {
                    "kind": one.kind.value,
                    "id": one.id,
                    "name": one.name,
                    "aliases": list(one.aliases),
                    "area_id": one.area_id,
                    "is_alias": self.text.casefold() != one.name.casefold(),
                }
                for one in self.things
            ],
        }


def in_order(faults: Sequence[NameFault]) -> list[NameFault]:
    """Return what matters most first."""
    kinds = list(FaultKind)
    return sorted(
        faults, key=lambda one: (not one.severe, kinds.index(one.kind), one.text.casefold(), one.id)
    )
