"""Heating, cooling, and how warm it is."""

from collections.abc import Sequence
from dataclasses import replace

from ova.sdk import Entity, Reply, Turn, handles

from .base import HomeHandlers
from .control import carry_out, report
from .home_map import HomeMap
from .refusal import Refusal, refusing
from .targets import Targets, find_targets
from .wording import capitalised, joined, names, number, the, the_entity

UNKNOWN = frozenset({"unknown", "unavailable"})


class ClimateHandlers(HomeHandlers):
    """HassClimateGetTemperature, HassClimateSetTemperature and HassClimateSetFanMode."""

    @handles("HassClimateGetTemperature")
    @refusing
    def tell_temperature(self, turn: Turn) -> Reply:
        """Tell how warm it is: by the thermostat of a place, else by its thermometer."""
        home = self._look()
        targets = _with_thermometers(turn, home)
        measured = [
            (entity, value)
            for entity in targets.entities
            if (value := temperature_of(entity)) is not None
        ]
        if not measured:
            told = names(turn, targets.entities, home)
            raise Refusal("entity_wrong_state", text="no_reading", names=told)
        place = targets.area or targets.here
        if not targets.named and place is not None:
            thermostats = [pair for pair in measured if pair[0].domain == "climate"]
            value = (thermostats or measured)[0][1]
            if targets.area is None:
                return turn.reply("temperature_here", degrees=number(value))
            area = the(turn, place.name)
            return turn.reply("temperature_in", degrees=number(value), area=area)
        each = [
            turn.text("temperature_of", name=the_entity(turn, entity), degrees=number(value))
            for entity, value in measured
        ]
        return Reply(capitalised(joined(turn, each)) + turn.text("full_stop"))

    @handles("HassClimateSetTemperature", exclusions=True)
    @refusing
    def set_temperature(self, turn: Turn) -> Reply:
        """Set the wanted temperature."""
        wanted = float(turn.slot("temperature"))
        home = self._look()
        targets = find_targets(turn, home, ("climate",), near=True)
        low, high = limits_of(targets.entities)
        if not low <= wanted <= high:
            fields = {"low": number(low), "high": number(high), "degrees": number(wanted)}
            told = names(turn, targets.entities, home)
            raise Refusal("invalid_input", text="temperature_range", names=told, **fields)
        outcomes = carry_out(
            self._home,
            targets.entities,
            lambda _: ("set_temperature", {"temperature": wanted}),
            lambda entity: entity.state.attributes.get("temperature", wanted) == wanted,
        )
        reply = report(turn, home, targets, outcomes, "temperature_set", degrees=number(wanted))
        off = [one.entity for one in outcomes if not one.error and one.entity.state.state == "off"]
        if not off or reply.error:
            return reply
        form = "one" if len(off) == 1 else "other"
        note = turn.text(f"still_off_{form}", names=names(turn, off, home))
        return replace(reply, text=f"{reply.text} {capitalised(note)}")

    @handles("HassClimateSetFanMode")
    @refusing
    def set_fan_mode(self, turn: Turn) -> Reply:
        """Set the mode of a thermostat's fan."""
        mode = str(turn.slot("fan_mode"))
        home = self._look()
        targets = find_targets(turn, home, ("climate",))
        able = [
            entity
            for entity in targets.entities
            if mode in entity.state.attributes.get("fan_modes", ())
        ]
        if not able:
            told = names(turn, targets.entities, home)
            raise Refusal("feature_not_supported", text="no_fan_mode", names=told, mode=mode)
        outcomes = carry_out(
            self._home,
            able,
            lambda _: ("set_fan_mode", {"fan_mode": mode}),
            lambda entity: entity.state.attributes.get("fan_mode", mode) == mode,
        )
        return report(turn, home, targets, outcomes, "fan_mode_set", mode=mode)


def temperature_of(entity: Entity) -> float | None:
    """Return what a thermostat or thermometer measures, or None."""
    if entity.domain == "climate":
        value = entity.state.attributes.get("current_temperature")
    else:
        value = entity.state.state
    if value is None or value in UNKNOWN or isinstance(value, bool):
        return None
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def _with_thermometers(turn: Turn, home: HomeMap) -> Targets:
    try:
        targets = find_targets(turn, home, ("climate",))
    except Refusal as refusal:
        try:
            return find_targets(turn, home, ("sensor",), device_class="temperature")
        except Refusal:
            fields = {**refusal.fields, "kind": turn.text("noun_thermometer_other")}
            raise Refusal(refusal.code, text=refusal.text, **fields) from None
    if any(temperature_of(entity) is not None for entity in targets.entities):
        return targets
    try:
        return find_targets(turn, home, ("sensor",), device_class="temperature")
    except Refusal:
        return targets


def limits_of(entities: Sequence[Entity]) -> tuple[float, float]:
    """Return what every thermostat of a group can be set to."""
    attributes = [entity.state.attributes for entity in entities]
    lows = [float(one["min_temp"]) for one in attributes if one.get("min_temp") is not None]
    highs = [float(one["max_temp"]) for one in attributes if one.get("max_temp") is not None]
    return max(lows, default=-50.0), min(highs, default=150.0)
