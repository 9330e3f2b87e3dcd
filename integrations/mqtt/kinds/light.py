"""What all forms of lights have in common.

https://www.home-assistant.io/integrations/light.mqtt/
"""

from abc import ABC, abstractmethod
from typing import Any

from .. import colors
from ..options import Options
from ..payloads import plain
from ..refused import Refused
from ..templates import Unreadable
from ..thing import Change, Command, Publication, Thing

COLOR_MODES = {"rgb", "rgbw", "rgbww", "hs", "xy"}


def mireds_of(kelvin: float) -> int:
    """Return a colour temperature in mireds."""
    return round(1_000_000 / kelvin)


def kelvin_of(value: float, *, is_kelvin: bool) -> int:
    """Return a colour temperature, told in kelvin or mireds, in kelvin. Raises Unreadable."""
    if value <= 0:
        raise Unreadable(f"{value:g} is no colour temperature")
    return round(value if is_kelvin else 1_000_000 / value)


class Light(Thing, ABC):
    """What both forms have in common."""

    domain = "light"

    def set_up(self, options: Options) -> None:
        """Read what it can do."""
        self.command_topic = options.topic("command_topic", needed=True)
        self.on, self.off = options.text("payload_on", "ON"), options.text("payload_off", "OFF")
        self.scale = options.number("brightness_scale", 255) or 255
        self.in_kelvin = options.flag("color_temp_kelvin")
        self.modes = self.able(options)
        if "color_temp" in self.modes:
            coldest = options.number("max_kelvin", 0) or kelvin_of(
                options.number("min_mireds", 153), is_kelvin=False
            )
            warmest = options.number("min_kelvin", 0) or kelvin_of(
                options.number("max_mireds", 500), is_kelvin=False
            )
            self.attributes["min_color_temp_kelvin"] = round(warmest)
            self.attributes["max_color_temp_kelvin"] = round(coldest)
        self.attributes["supported_color_modes"] = self.modes
        effects = options.texts("effect_list")
        if effects:
            self.attributes["effect_list"] = effects

    @abstractmethod
    def able(self, options: Options) -> list[str]:
        """Return its colour modes: Home Assistant's words."""

    @abstractmethod
    def publications(self, service: str, change: Change) -> list[Publication]:
        """Return the messages that bring a change about."""

    def command(self, service: str, data: dict[str, Any]) -> Command:
        """Switch, dim and colour."""
        on = service == "turn_on" or (service == "toggle" and self.state != "on")
        if not on or data.get("brightness_pct") == 0:
            change = Change("off")
            return Command(self.publications("turn_off", change), change)
        attributes: dict[str, Any] = {}
        if "brightness_pct" in data and self.modes != ["onoff"]:
            attributes["brightness"] = max(1, round(data["brightness_pct"] * 255 / 100))
        if "color_temp_kelvin" in data:
            if "color_temp" not in self.modes:
                raise Refused("no_white")
            attributes |= {"color_temp_kelvin": data["color_temp_kelvin"], "rgb_color": None}
        color = data.get("rgb_color")
        if "color_name" in data:
            color = colors.named(data["color_name"])
        if color is not None:
            if not COLOR_MODES & set(self.modes):
                raise Refused("no_colors")
            attributes |= {"rgb_color": list(color), "color_temp_kelvin": None}
        if "effect" in data:
            if not self.attributes.get("effect_list"):
                raise Refused("no_effects")
            attributes["effect"] = data["effect"]
        change = Change("on", attributes)
        return Command(self.publications("turn_on", change), change)

    def scaled(self, brightness: float) -> str:
        """Return a brightness of 0 to 255 on the device's own scale."""
        return plain(max(1, round(brightness * self.scale / 255)) if brightness else 0)

    def unscaled(self, told: float) -> int:
        """Return the device's brightness as 0 to 255."""
        return min(255, max(0, round(told * 255 / self.scale)))
