"""Something else for a while, and then as it was before."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from ova.core import InvalidInput, PlanKind, PutBack, Schedule, Wish, put_back_of
from ova.sdk import Entity, Reply, Turn, handles

from .climate import limits_of, temperature_of
from .control import carry_out, report, what_was_meant
from .lights import can_dim
from .refusal import Refusal, refusing
from .states import UNREACHABLE
from .switching import SWITCHED, TURN_OFF, TURN_ON, SwitchHandlers, Switching
from .targets import find_targets
from .wording import names, number

WARM_MODES = ("heat", "heat_cool", "auto")
WARMER = 2.0
"""Degrees Celsius that "heat the bathroom" makes it warmer than it is."""
FAHRENHEIT_FROM = 45.0
"""No room is that warm in degrees Celsius."""
USUAL = 21.0


class AwhileHandlers(SwitchHandlers):
    """HomeForAWhile and HomeHeatForAWhile."""

    @handles("HomeForAWhile")
    @refusing
    def for_a_while(self, turn: Turn) -> Reply:
        """Answer "turn on the lights for half an hour": what ends it is stored before it begins.

        Each thing goes back to what it was. When all of them are on already, going off is what is meant.
        """
        off = turn.slot("switch") == "off"
        table, other = (TURN_OFF, TURN_ON) if off else (TURN_ON, TURN_OFF)
        domains = (str(turn.slot("domain")),) if turn.slot("domain") else SWITCHED
        targets = find_targets(turn, self._look(), domains, near=not turn.slot("everywhere"))
        able = [one for one in targets.entities if one.domain in table and _reachable(one)]
        changed = [one for one in able if one.state.state not in table[one.domain].states]
        meant = changed or able
        if not meant:
            return self._apply(turn, targets, table)  # which says why it cannot be
        back = [_switched_back(one, table[one.domain], other) for one in meant]
        what = what_was_meant(turn, targets, meant)
        command = turn.text("on_command" if off else "off_command", name=what)
        plan = self._plan(turn, back, command, meant)
        done = self._apply(turn, replace(targets, entities=tuple(able)), table)
        key = "back_again" if off or len(meant) > 1 else "off_again"
        return self._until(turn, plan, done, key)

    @handles("HomeHeatForAWhile")
    @refusing
    def heat_for_a_while(self, turn: Turn) -> Reply:
        """Answer "heat the bathroom for an hour", with or without saying how warm."""
        home = self._look()
        targets = find_targets(turn, home, ("climate",), near=True)
        able = [one for one in targets.entities if _reachable(one)]
        if not able:
            told = names(turn, targets.entities, home)
            raise Refusal("unavailable", text="unreachable", names=told)
        wanted = float(turn.slot("temperature") or max(_warmer(one) for one in able))
        low, high = limits_of(able)
        if not low <= wanted <= high:
            if turn.slot("temperature"):
                fields = {"low": number(low), "high": number(high), "degrees": number(wanted)}
                told = names(turn, able, home)
                raise Refusal("invalid_input", text="temperature_range", names=told, **fields)
            wanted = min(max(wanted, low), high)
        back = [each for one in able for each in _warmed_back(one, wanted)]
        command = turn.text("cool_command", name=names(turn, able, home))
        plan = self._plan(turn, back, command, able)
        off = [one for one in able if one.state.state not in WARM_MODES]
        if off:
            carry_out(
                self._home,
                off,
                lambda one: ("set_hvac_mode", {"hvac_mode": _warm_mode(one)}),
                lambda _: True,
            )
        outcomes = carry_out(
            self._home,
            able,
            lambda _: ("set_temperature", {"temperature": wanted}),
            lambda one: one.state.attributes.get("temperature", wanted) == wanted,
        )
        meant = replace(targets, entities=tuple(able))
        done = report(turn, home, meant, outcomes, "temperature_set", degrees=number(wanted))
        return self._until(turn, plan, done, "back_again")

    def _plan(
        self, turn: Turn, back: Sequence[PutBack], command: str, things: Sequence[Entity]
    ) -> Schedule:
        """Store what ends it. What an earlier command would put a thing back to stays its aim."""
        aims = {
            (aim.entity_id, aim.service): aim
            for plan in self._earlier(things)
            for aim in map(put_back_of, plan.data["back"])
        }
        switched = {aim.entity_id: aim for aim in aims.values()}
        thermostats = {one.id for one in things if one.domain == "climate"}
        kept = []
        for one in back:
            aim = aims.get((one.entity_id, one.service))
            if aim is None and one.entity_id not in thermostats:
                aim = switched.get(one.entity_id)
            kept.append(replace(one, service=aim.service, data=aim.data) if aim else one)
        known = {(one.entity_id, one.service) for one in kept}
        kept += [
            aim for key, aim in aims.items() if key not in known and aim.entity_id in thermostats
        ]
        areas = {one.area_id for one in things}
        try:
            return self._ova.schedules.add(
                Wish(
                    kind=PlanKind.COMMAND,
                    text=command,
                    in_s=float(turn.slot("duration")),
                    satellite_id=turn.satellite.id if turn.satellite else None,
                    area_id=areas.pop() if len(areas) == 1 else None,
                    language=turn.language,
                    back=tuple(kept),
                )
            )
        except InvalidInput as error:
            raise Refusal(error.code, text="no_such_while") from error

    def _earlier(self, things: Sequence[Entity]) -> list[Schedule]:
        """Return what would put one of these things back."""
        ids = {one.id for one in things}
        return [
            plan
            for plan in self._ova.schedules.find(PlanKind.COMMAND)
            if any(one["entity_id"] in ids for one in plan.data.get("back", ()))
        ]

    def _until(self, turn: Turn, plan: Schedule, done: Reply, key: str) -> Reply:
        """Return the answer to what was done; what failed is not put back, earlier plans end with it."""
        schedules = self._ova.schedules
        back = [put_back_of(one) for one in plan.data["back"]]
        if done.error:
            failed = set((done.data or {}).get("failed", ()))
            left = [one for one in back if one.entity_id not in failed]
            if not left or not failed:
                schedules.cancel(plan.id)
                return done
            back = left
            schedules.edit(plan.id, {"back": tuple(left)})
        self._replace({one.entity_id for one in back}, plan.id)
        ends = self._ova.now() + timedelta(seconds=float(turn.slot("duration")))
        told = turn.text(key, hour=ends.hour, minute=f"{ends.minute:02}")
        text = f"{done.text} {told}"
        return replace(done, text=text, undo=lambda: schedules.cancel(plan.id))

    def _replace(self, ids: set[str], by: str) -> None:
        """Leave these things to the newest plan."""
        for plan in self._ova.schedules.find(PlanKind.COMMAND):
            if plan.id == by or "back" not in plan.data:
                continue
            all_of_it = [put_back_of(one) for one in plan.data["back"]]
            left = tuple(one for one in all_of_it if one.entity_id not in ids)
            if not left:
                self._ova.schedules.cancel(plan.id)
            elif len(left) < len(all_of_it):
                self._ova.schedules.edit(plan.id, {"back": left})


def _reachable(entity: Entity) -> bool:
    return entity.state.state not in UNREACHABLE


def _switched_back(entity: Entity, made: Switching, other: dict[str, Switching]) -> PutBack:
    """Return what switches a thing as it is now; the other way when it is switched so already."""
    service = other[entity.domain].service
    data: dict[str, Any] = {}
    state, attributes = entity.state.state, entity.state.attributes
    if service == "set_hvac_mode":
        data = {"hvac_mode": "off" if state in made.states else state}
    elif entity.domain == "light" and service == "turn_on" and can_dim(entity):
        level = attributes.get("brightness")
        if state == "on" and isinstance(level, int | float) and level > 0:
            data = {"brightness_pct": max(1, round(level * 100 / 255))}
    return PutBack(entity.id, service, data, tuple(sorted(made.states | made.moving)))


def _warmed_back(entity: Entity, wanted: float) -> list[PutBack]:
    """Return what puts a thermostat back; of what somebody sets meanwhile nothing is changed."""
    found = []
    before = entity.state.attributes.get("temperature")
    if isinstance(before, int | float):
        made = {"temperature": wanted}
        found.append(
            PutBack(entity.id, "set_temperature", {"temperature": before}, attributes=made)
        )
    if entity.state.state not in WARM_MODES:
        mode = {"hvac_mode": entity.state.state}
        found.append(PutBack(entity.id, "set_hvac_mode", mode, (_warm_mode(entity),)))
    elif not found:
        found.append(PutBack(entity.id, "set_hvac_mode", {"hvac_mode": "off"}, WARM_MODES))
    return found


def _warm_mode(entity: Entity) -> str:
    possible = entity.state.attributes.get("hvac_modes") or WARM_MODES
    return next((mode for mode in WARM_MODES if mode in possible), "heat")


def _warmer(entity: Entity) -> float:
    """Return a temperature that is warmer than a room is, and than it is to be."""
    known = [temperature_of(entity), entity.state.attributes.get("temperature")]
    values = [float(one) for one in known if isinstance(one, int | float)]
    if not values:
        return USUAL
    warm = max(values)
    return round(2 * (warm + (2 * WARMER if warm > FAHRENHEIT_FROM else WARMER))) / 2
