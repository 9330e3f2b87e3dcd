"""Whites: a step warmer or cooler."""

from ova.sdk import Entity, Reply, Turn, handles

from .base import HomeHandlers
from .control import Call, carry_out, report
from .lights import able, can_white, is_on
from .refusal import Refusal, refusing
from .targets import find_targets
from .wording import names

STEP = 600
"""Kelvin: less can hardly be seen."""
WARMEST, COOLEST = 2000, 6500
"""Kelvin, of a lamp that does not tell what it can."""
USUAL = 3000
"""Kelvin, of a lamp that does not tell what it gives, or shows a colour."""


class WhiteHandlers(HomeHandlers):
    """HomeAdjustWhite."""

    @handles("HomeAdjustWhite", exclusions=True)
    @refusing
    def adjust_white(self, turn: Turn) -> Reply:
        """Make the white of lights warmer or cooler by a step, of those that are lit if any is."""
        home, warmer = self._look(), int(turn.slot("direction", 1)) > 0
        targets = find_targets(turn, home, ("light",), near=True)
        lights = able(turn, targets, can_white)
        chosen = [light for light in lights if is_on(light)] or lights
        left = [light for light in chosen if _next(light, warmer=warmer) != _white(light)]
        if not left:
            key = "warmest" if warmer else "coolest"
            form = "one" if len(chosen) == 1 else "other"
            told = names(turn, chosen, home)
            raise Refusal("entity_wrong_state", text=f"{key}_{form}", names=told)

        def call(light: Entity) -> Call:
            return "turn_on", {"color_temp_kelvin": _next(light, warmer=warmer)}

        outcomes = carry_out(self._home, left, call, is_on)
        return report(turn, home, targets, outcomes, "warmer_white" if warmer else "cooler_white")


def _white(light: Entity) -> int | None:
    value = light.state.attributes.get("color_temp_kelvin")
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return round(value)


def _next(light: Entity, *, warmer: bool) -> int:
    low = int(light.state.attributes.get("min_color_temp_kelvin") or WARMEST)
    high = int(light.state.attributes.get("max_color_temp_kelvin") or COOLEST)
    wanted = (_white(light) or USUAL) + (-STEP if warmer else STEP)
    return min(max(wanted, low), high)
