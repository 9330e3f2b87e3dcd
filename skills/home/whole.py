"""The home as a whole: everything off, what is on, is anything open."""

from collections.abc import Iterable
from dataclasses import replace

from ova.sdk import Entity, Reply, Turn, handles

from .base import HomeHandlers
from .control import Call, carry_out, report
from .home_map import HomeMap
from .refusal import Refusal, refusing
from .states import UNREACHABLE, meaning
from .switching import TURN_OFF
from .targets import Targets, find_targets
from .wording import capitalised, names, plain_name, the

SWITCHED = ("light", "switch", "fan", "media_player", "input_boolean")
"""What can be on."""
ACTIVE = frozenset({"on", "playing", "paused", "buffering"})
OPENINGS = frozenset({"door", "window", "garage", "garage_door", "gate", "opening"})
"""Device classes of what lets somebody in; curtains and blinds do not."""
OPEN = frozenset({"open", "opening"})
MOST_TOLD = 10


class WholeHandlers(HomeHandlers):
    """HomeEverythingOff, HomeWhatIsOn and HomeAnythingOpen."""

    @handles("HomeEverythingOff", exclusions=True)
    @refusing
    def everything_off(self, turn: Turn) -> Reply:
        """Turn off whatever is on, here or everywhere; locks, heating and blinds are left alone."""
        home = self._look()
        targets = find_targets(turn, home, SWITCHED)
        on = tuple(entity for entity in targets.entities if entity.state.state in ACTIVE)
        if not on:
            return Reply(_placed(turn, "nothing_on", targets))

        def call(entity: Entity) -> Call:
            return TURN_OFF[entity.domain].service, {}

        def confirmed(entity: Entity) -> bool:
            return entity.state.state not in ACTIVE

        outcomes = carry_out(self._home, on, call, confirmed)
        meant = replace(targets, entities=on, named=True)
        return report(turn, home, meant, outcomes, "turned_off")

    @handles("HomeWhatIsOn")
    @refusing
    def what_is_on(self, turn: Turn) -> Reply:
        """Answer "what is on upstairs" and "is everything off"."""
        home = self._look()
        targets = find_targets(turn, home, SWITCHED)
        on = [entity for entity in targets.entities if entity.state.state in ACTIVE]
        if not on:
            return Reply(_placed(turn, "nothing_on", targets))
        form = "one" if len(on) == 1 else "other"
        told = names(turn, on, home, most=MOST_TOLD)
        return Reply(capitalised(turn.text(f"on_now_{form}", names=told, count=len(on))))

    @handles("HomeAnythingOpen")
    @refusing
    def anything_open(self, turn: Turn) -> Reply:
        """Answer "is anything open" and "is everything closed": doors, windows, gates and garages."""
        home = self._look()
        targets = find_targets(turn, home, ("cover", "binary_sensor"))
        openings = [one for one in targets.entities if one.device_class in OPENINGS]
        if not openings:
            raise Refusal("no_device_class", text="no_openings")
        silent = [one for one in openings if one.state.state in UNREACHABLE]
        text = _open_ones(turn, home, targets, [one for one in openings if _is_open(one)])
        if silent and len(silent) == len(openings):
            raise Refusal("unavailable", text="unreachable", names=names(turn, silent, home))
        if silent:
            text += " " + turn.text("unreachable", names=names(turn, silent, home))
        return Reply(text)


def _is_open(entity: Entity) -> bool:
    return entity.state.state in OPEN or meaning(entity) == "open"


def _open_ones(turn: Turn, home: HomeMap, targets: Targets, found: Iterable[Entity]) -> str:
    opened = list(found)
    everything = turn.intent.response == "all"
    if not opened:
        return _placed(turn, "all_closed" if everything else "nothing_open", targets)
    form = "one" if len(opened) == 1 else "other"
    key = "not_all_closed" if everything else "open_now"
    return turn.text(f"{key}_{form}", names=names(turn, opened, home, most=MOST_TOLD))


def _placed(turn: Turn, key: str, targets: Targets) -> str:
    """Return a text about the place that was asked for."""
    area = targets.area or targets.here
    if area is not None:
        return turn.text(f"{key}_in_area", area=the(turn, area.name))
    if targets.floor is not None:
        return turn.text(f"{key}_on_floor", floor=plain_name(turn, targets.floor.name))
    return turn.text(key)
