"""What each state looks like on coloured lights."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ova.satellite.peripherals.protocol import Shown

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""
DARK: Colour = (0, 0, 0)


class Motion(StrEnum):
    """How a light moves."""

    STEADY = "steady"
    BREATHE = "breathe"
    SPIN = "spin"
    BLINK = "blink"


@dataclass(frozen=True, slots=True)
class Look:
    """A colour and how it moves."""

    colour: Colour
    motion: Motion = Motion.STEADY


LOOKS = {
    Shown.IDLE: Look(DARK),
    Shown.LISTENING: Look((0, 80, 255)),
    Shown.THINKING: Look((0, 80, 255), Motion.SPIN),
    Shown.SPEAKING: Look((0, 160, 160), Motion.BREATHE),
    Shown.RINGING: Look((255, 160, 0), Motion.BLINK),
    Shown.MUTED: Look((60, 0, 0)),
    Shown.AWAY: Look((60, 20, 0), Motion.BREATHE),
    Shown.ERROR: Look((255, 0, 0), Motion.BLINK),
}
PERIOD_S = {Motion.BREATHE: 2.0, Motion.SPIN: 1.0, Motion.BLINK: 0.6}


def lights(look: Look, count: int, at_s: float) -> Sequence[Colour]:
    """Return the colours of ``count`` lights ``at_s`` seconds after a look began."""
    period = PERIOD_S.get(look.motion, 1.0)
    turn = (at_s % period) / period
    match look.motion:
        case Motion.STEADY:
            return [look.colour] * count
        case Motion.BLINK:
            return [look.colour if turn < 0.5 else DARK] * count
        case Motion.BREATHE:
            return [_dimmed(look.colour, 0.55 + 0.45 * math.cos(2 * math.pi * turn))] * count
        case Motion.SPIN:
            first = int(turn * count)
            tail = max(1, count // 3)
            return [
                _dimmed(look.colour, max(0.1, 1 - ((first - place) % count) / tail))
                for place in range(count)
            ]


def _dimmed(colour: Colour, factor: float) -> Colour:
    red, green, blue = (round(part * factor) for part in colour)
    return red, green, blue
