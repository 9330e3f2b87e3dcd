"""The order people gave their floors and areas."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from ova.core import Area, Floor
from ova.home.places import get_place
from ova.storage import Settings

KEY = "place_order"

Place = TypeVar("Place", Area, Floor)


@dataclass(frozen=True, slots=True)
class PlaceOrder:
    """Ids in the order they are shown; what is not named follows by name."""

    floors: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()

    @classmethod
    def load(cls, table: Settings) -> "PlaceOrder":
        """Read what is stored."""
        stored: dict[str, Any] = table.get(KEY) or {}
        return cls(tuple(stored.get("floors", ())), tuple(stored.get("areas", ())))

    def store(self, table: Settings) -> None:
        """Write it."""
        table.set(KEY, self.to_json())

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {"floors": list(self.floors), "areas": list(self.areas)}


def arranged(places: Iterable[Place], ids: Sequence[str]) -> list[Place]:
    """Return places in their order."""
    rank = {one: number for number, one in enumerate(ids)}
    return sorted(
        places, key=lambda place: (rank.get(place.id, len(rank)), place.name.casefold(), place.id)
    )


def checked(places: Mapping[str, Place], ids: Iterable[str], noun: str) -> tuple[str, ...]:
    """Return ids of places, each once. Raises NotFound for one that is none."""
    return tuple(dict.fromkeys(get_place(places, one, noun).id for one in ids))
