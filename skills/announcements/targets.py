"""Where something is to be heard: out of slots, into ids and words."""

from dataclasses import dataclass

from ova.sdk import EVERYWHERE, Ova, Turn, Where
from ova.sdk.places import satellites_called


@dataclass(frozen=True, slots=True)
class Target:
    """A room, a floor, a satellite, a group of them, or everywhere but where it was said."""

    words: str
    """As it is told: "in the kitchen"."""
    name: str = ""
    """The place that was named; empty: none."""
    where: Where = EVERYWHERE

    @property
    def unknown(self) -> bool:
        """Whether a place was named that there is not."""
        return bool(self.name) and self.where.everywhere

    @property
    def nobody_key(self) -> str:
        """The reply when nobody is there: without words for everywhere."""
        return "no_other" if self.where.everywhere else "no_satellite"


def target_of(turn: Turn, ova: Ova) -> Target:
    """Return where a sentence wants something to be heard."""
    area, floor, name = turn.slot("area"), turn.slot("floor"), turn.slot("satellite")
    if name:
        found, group = satellites_called(ova, str(name))
        if group is not None:
            words = turn.text("on_satellite", name=group.name)
            return Target(words, str(name), Where(group_ids=(group.id,)))
        words = turn.text("on_satellite", name=name)
        ids = tuple(one.id for one in found)
        return Target(words, str(name), Where(ids or None))
    if area:
        ids = tuple(one.id for one in ova.home.areas() if _is(one, str(area)))
        return Target(turn.text("in_area", area=area), str(area), Where(area_ids=ids))
    if floor:
        ids = tuple(one.id for one in ova.home.floors() if _is(one, str(floor)))
        return Target(turn.text("on_floor", floor=floor), str(floor), Where(floor_ids=ids))
    here = (turn.satellite.id,) if turn.satellite else ()
    return Target(turn.text("everywhere"), where=Where(but=here))


def _is(place: object, name: str) -> bool:
    names = (getattr(place, "name", ""), *getattr(place, "aliases", ()))
    return name.casefold().strip() in (one.casefold() for one in names)
