"""Brightness, colour and colour temperature."""

from typing import Any

from ova.sdk import Entity, Reply, Turn, handles

from .base import HomeHandlers
from .control import Call, carry_out, report
from .home_map import HomeMap
from .refusal import Refusal, refusing
from .targets import Targets, find_targets
from .wording import names, noun

COLOR_MODES = frozenset({"hs", "xy", "rgb", "rgbw", "rgbww"})
ROUNDING = 2
"""Percent by which a lamp that counts from 0 to 255 may be off."""


class LightHandlers(HomeHandlers):
    """HassLightSet and HomeAdjustLight."""

    @handles("HassLightSet", exclusions=True)
    @refusing
    def set_light(self, turn: Turn) -> Reply:
        """Set brightness, colour or colour temperature."""
        home = self._look()
        targets = find_targets(turn, home, ("light",))
        for slot, change in (
            ("brightness", self._set_brightness),
            ("color", self._set_color),
            ("temperature", self._set_temperature),
        ):
            if turn.slot(slot) is not None:
                return change(turn, home, targets)
        raise Refusal(
            "feature_not_supported", text="cannot_that", names=names(turn, targets.entities)
        )

    @handles("HomeAdjustLight", exclusions=True)
    @refusing
    def adjust(self, turn: Turn) -> Reply:
        """Make lights brighter or darker by a step, as in "dim the lights"."""
        home = self._look()
        targets = find_targets(turn, home, ("light",), near=True)
        lights = able(turn, targets, can_dim)
        step = int(turn.slot("step", self._brightness_step)) * int(turn.slot("direction", 1))
        lit = [light for light in lights if light.state.state == "on"]
        if not lit and step < 0:
            told = names(turn, lights, home)
            form = "one" if len(lights) == 1 else "other"
            raise Refusal("entity_wrong_state", text=f"already_off_{form}", names=told)

        def call(light: Entity) -> Call:
            return "turn_on", {"brightness_pct": min(100, max(1, (brightness(light) or 0) + step))}

        outcomes = carry_out(self._home, lit or lights, call, is_on)
        shown = brightness(outcomes[0].entity)
        if len(outcomes) == 1 and shown is not None and outcomes[0].error is None:
            return report(turn, home, targets, outcomes, "brightness_set", brightness=shown)
        return report(turn, home, targets, outcomes, "dimmed" if step < 0 else "brightened")

    def _set_brightness(self, turn: Turn, home: HomeMap, targets: Targets) -> Reply:
        wanted = int(turn.slot("brightness"))
        if not 0 <= wanted <= 100:
            raise Refusal("invalid_input", text="brightness_range")
        if wanted == 0:
            off = carry_out(
                self._home,
                targets.entities,
                lambda _: ("turn_off", {}),
                lambda light: light.state.state == "off",
            )
            return report(turn, home, targets, off, "turned_off")
        lights = able(turn, targets, can_dim)
        outcomes = carry_out(
            self._home, lights, lambda _: ("turn_on", {"brightness_pct": wanted}), is_on
        )
        shown = brightness(outcomes[0].entity)
        if shown is None or abs(shown - wanted) <= ROUNDING or len(outcomes) > 1:
            shown = wanted
        return report(turn, home, targets, outcomes, "brightness_set", brightness=shown)

    def _set_color(self, turn: Turn, home: HomeMap, targets: Targets) -> Reply:
        color = str(turn.slot("color"))
        data = {"color_name": color}
        lights = able(turn, targets, can_color)
        outcomes = carry_out(self._home, lights, lambda _: ("turn_on", data), is_on)
        return report(turn, home, targets, outcomes, "color_set", color=turn.text(f"color_{color}"))

    def _set_temperature(self, turn: Turn, home: HomeMap, targets: Targets) -> Reply:
        kelvin = int(turn.slot("temperature"))
        lights = able(turn, targets, can_white)

        def call(light: Entity) -> Call:
            # A lamp that cannot reach it gives what comes nearest, as people expect of "daylight".
            low = light.state.attributes.get("min_color_temp_kelvin", kelvin)
            high = light.state.attributes.get("max_color_temp_kelvin", kelvin)
            return "turn_on", {"color_temp_kelvin": int(min(max(kelvin, low), high))}

        outcomes = carry_out(self._home, lights, call, is_on)
        said = next(slot.text for slot in turn.intent.slots if slot.name == "temperature")
        if said and not any(letter.isdigit() for letter in said):
            return report(turn, home, targets, outcomes, "color_set", color=said)
        shown = outcomes[0].entity.state.attributes.get("color_temp_kelvin", kelvin)
        return report(turn, home, targets, outcomes, "kelvin_set", kelvin=shown)


def brightness(light: Entity) -> int | None:
    """Return a light's brightness in percent: 0 when it is off, None when it is not known."""
    if light.state.state == "off":
        return 0
    value = light.state.attributes.get("brightness")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return max(1, round(value * 100 / 255))
    return 100 if light.state.state == "on" else None


def _modes(light: Entity) -> frozenset[str] | None:
    """Return Home Assistant's ``supported_color_modes``; None when the light does not tell."""
    modes: Any = light.state.attributes.get("supported_color_modes")
    return frozenset(modes) if isinstance(modes, list | tuple) and modes else None


def can_dim(light: Entity) -> bool:
    """Tell whether a light can be dimmed, as far as is known."""
    modes = _modes(light)
    return modes is None or bool(modes - {"onoff"})


def can_color(light: Entity) -> bool:
    """Tell whether a light has colours, as far as is known."""
    modes = _modes(light)
    return modes is None or bool(modes & COLOR_MODES)


def can_white(light: Entity) -> bool:
    """Tell whether a light has colour temperatures, as far as is known."""
    modes = _modes(light)
    return modes is None or bool(modes & (COLOR_MODES | {"color_temp"}))


def is_on(light: Entity) -> bool:
    """Tell whether a light is on."""
    return light.state.state == "on"


def able(turn: Turn, targets: Targets, can: Any) -> list[Entity]:
    """Return the lights that can do it; of a group, those that cannot are left as they are."""
    able = [light for light in targets.entities if can(light)]
    if able:
        return able
    if targets.named:
        told = names(turn, targets.entities)
        raise Refusal("feature_not_supported", text="cannot_that", names=told)
    raise Refusal("feature_not_supported", text="none_can", kind=noun(turn, targets.kind))
