"""From what a person writes to a peripheral."""

from collections.abc import Callable, Sequence
from importlib.metadata import entry_points

from ova.satellite.errors import BadInput
from ova.satellite.peripherals.apa102 import Apa102Lights
from ova.satellite.peripherals.gpio import GpioButton, GpioLight, PoweredLights
from ova.satellite.peripherals.media_keys import MediaKeys
from ova.satellite.peripherals.protocol import Peripheral, Press

GROUP = "ova.satellite.peripherals"
"""Entry points of this group make peripherals of others: ``factory(rest_of_the_text)``."""
KEYS = "keys"
MOST_LIGHTS = 500
RESPEAKER_POWER = "5"
"""The pin that powers the lights of the 4-mic board."""
BUTTONS = (Press.TALK, Press.MUTE, Press.VOLUME_UP, Press.VOLUME_DOWN)


def make_peripherals(lights: Sequence[str], buttons: Sequence[str]) -> list[Peripheral]:
    """Return what ``--leds`` and ``--button`` ask for. Raises BadInput for what is unknown."""
    return [*(_light(text) for text in lights), *(_button(text) for text in buttons)]


def _light(text: str) -> Peripheral:
    kind, _, rest = text.partition(":")
    known = _factories()
    if kind not in known:
        raise BadInput(
            f"There are no lights of the kind {kind!r}.",
            cure=f"Use one of: {', '.join(sorted(known))}. For example apa102:3 or gpio:17.",
        )
    return known[kind](rest)


def _button(text: str) -> Peripheral:
    what, _, pin = text.partition(":")
    if what == KEYS and pin:
        return MediaKeys(pin)
    if what not in BUTTONS or not pin:
        raise BadInput(
            f"{text!r} is no button.",
            cure=f"Write what it does and its pin, for example talk:17. It can: {', '.join(BUTTONS)}."
            " Or the name of a device with keys of its own, for example keys:Jabra.",
        )
    return GpioButton(Press(what), pin)


def _factories() -> dict[str, Callable[[str], Peripheral]]:
    own: dict[str, Callable[[str], Peripheral]] = {
        "apa102": _apa102,
        "gpio": _gpio,
        "respeaker-2mic": lambda _rest: Apa102Lights(3),
        "respeaker-4mic": lambda _rest: PoweredLights(RESPEAKER_POWER, Apa102Lights(12)),
    }
    others = {one.name: one.load for one in entry_points(group=GROUP) if one.name not in own}
    return own | {name: _loaded(load) for name, load in others.items()}


def _loaded(load: Callable[[], Callable[[str], Peripheral]]) -> Callable[[str], Peripheral]:
    return lambda rest: load()(rest)


def _apa102(rest: str) -> Peripheral:
    count, _, place = rest.partition("@")
    numbers = place.replace(".", "", 1)
    if (
        not count.isdecimal()
        or not 0 < int(count) <= MOST_LIGHTS
        or not (not place or "/" in place or numbers.isdecimal())
    ):
        raise BadInput(
            f"'apa102:{rest}' names no lights.",
            cure="Write how many there are, and where if not at SPI 0.1: apa102:12 or apa102:3@0.0.",
        )
    return Apa102Lights(int(count), place or "0.1")


def _gpio(rest: str) -> Peripheral:
    if not rest:
        raise BadInput("'gpio' needs a pin.", cure="For example gpio:17.")
    return GpioLight(rest)
