"""Which timers a command means."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ova.sdk import Area, Schedule, Turn

from .durations import slots_length

MOST_CHOICES = 100


@dataclass(frozen=True, slots=True)
class Choice:
    """What a command says about the timer it means."""

    name: str = ""
    length: float | None = None
    """Seconds it was set for."""
    area: str = ""
    """Name of the area it was set in."""
    area_id: str | None = None
    name_area_id: str | None = None
    """Area that is called like ``name``: "the kitchen timer" may be either."""

    @classmethod
    def of(cls, turn: Turn, areas: Iterable[Area]) -> "Choice":
        """Read the slots of a command."""
        area = str(turn.slot("area") or "")
        name = " ".join(str(turn.slot("name") or "").split())
        return cls(
            name=name,
            length=slots_length(turn, "start_"),
            area=area,
            area_id=_area_id(area, areas),
            name_area_id=_area_id(name, areas),
        )


def choose(
    turn: Turn, timers: Iterable[Schedule], wanted: Choice, *, all_of_them: bool = False
) -> list[Schedule]:
    """Return the timers that are meant; several when the command does not tell them apart.

    Among several those of the satellite that was spoken to come first, then those of its area,
    unless ``all_of_them`` are wanted.
    """
    timers = list(timers)
    found = [timer for timer in timers if _fits(timer, wanted)]
    if wanted.area and not found:
        found = _named(timers, wanted.area)
    if wanted.name:
        here = [timer for timer in found if timer.area_id == (wanted.name_area_id or "")]
        found = _named(found, wanted.name) or here
    if all_of_them or len(found) < 2:
        return found
    if turn.satellite is not None:
        here = [timer for timer in found if timer.satellite_id in (None, turn.satellite.id)]
        found = here or found
    if len(found) > 1 and turn.area is not None:
        near = [timer for timer in found if timer.area_id == turn.area.id]
        found = near or found
    return found


def told_apart(
    turn: Turn, timers: Sequence[Schedule], labels: Sequence[tuple[str, str]]
) -> dict[str, Schedule]:
    """Return timers by what tells them apart: a label, and what is left where labels are the same.

    ``labels`` has both for each.
    """
    names = Counter(label.casefold() for label, _ in labels)
    choices: dict[str, Schedule] = {}
    for timer, (label, left) in zip(timers[:MOST_CHOICES], labels, strict=False):
        same = names[label.casefold()] > 1
        choices.setdefault(turn.text("list_more", first=label, next=left) if same else label, timer)
    return choices


def _fits(timer: Schedule, wanted: Choice) -> bool:
    if wanted.length is not None and abs(timer.duration_s - wanted.length) >= 0.5:
        return False
    return not wanted.area or (wanted.area_id is not None and timer.area_id == wanted.area_id)


def _area_id(name: str, areas: Iterable[Area]) -> str | None:
    said = name.casefold()
    for area in areas:
        if said in (area.name.casefold(), *(alias.casefold() for alias in area.aliases)):
            return area.id
    return None


def _named(timers: list[Schedule], name: str) -> list[Schedule]:
    """Return the timers of a name, whatever its capitals; else those whose name has its words."""
    words = name.casefold().split()
    exact = [timer for timer in timers if _words(timer) == words]
    return exact or [timer for timer in timers if set(words) <= set(_words(timer))]


def _words(timer: Schedule) -> list[str]:
    return (timer.name or "").casefold().split()
