"""Lights, in the two forms devices speak: a topic for each value, or one with JSON.

https://www.home-assistant.io/integrations/light.mqtt/
"""

import json
from abc import ABC, abstractmethod
from typing import Any

from . import colors
from .options import Options
from .refused import Refused
from .templates import Unreadable
from .thing import Change, Command, Publication, Thing, as_number, filled, number, plain

_COLOR_MODES = {"rgb", "rgbw", "rgbww", "hs", "xy"}


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
            if not _COLOR_MODES & set(self.modes):
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


class TopicLight(Light):
    """A light with a topic for each value."""

    def able(self, options: Options) -> list[str]:
        """Listen to every value, and return the colour modes the topics stand for."""
        value = options.template("state_value_template", "value_template")
        self.listen(options.topic("state_topic"), value, self._take_state, "state")
        self.order = options.text("on_command_type", "last")
        modes = []
        self.rgb_topic = options.topic("rgb_command_topic")
        if self.rgb_topic:
            modes.append("rgb")
            told = options.template("rgb_value_template")
            self.listen(options.topic("rgb_state_topic"), told, self._take_rgb, "rgb_color")
        self.color_topics = {}
        for mode, take in (("hs", self._take_hs), ("xy", self._take_xy)):
            topic = options.topic(f"{mode}_command_topic")
            if topic:
                self.color_topics[mode] = topic
                modes.append(mode)
                told = options.template(f"{mode}_value_template")
                self.listen(options.topic(f"{mode}_state_topic"), told, take, "rgb_color")
        self.effect_topic = options.topic("effect_command_topic")
        told = options.template("effect_value_template")
        self.listen(options.topic("effect_state_topic"), told, self._take_effect, "effect")
        self.temperature_topic = options.topic("color_temp_command_topic")
        if self.temperature_topic:
            modes.append("color_temp")
            self.listen(
                options.topic("color_temp_state_topic"),
                options.template("color_temp_value_template"),
                self._take_temperature,
                "color_temp_kelvin",
            )
        self.brightness_topic = options.topic("brightness_command_topic")
        if self.brightness_topic:
            self.listen(
                options.topic("brightness_state_topic"),
                options.template("brightness_value_template"),
                self._take_brightness,
                "brightness",
            )
        self.templates = {
            name: options.template(f"{name}_command_template")
            for name in ("brightness", "rgb", "hs", "xy", "color_temp", "effect")
        }
        return modes or (["brightness"] if self.brightness_topic else ["onoff"])

    def publications(self, service: str, change: Change) -> list[Publication]:
        """Return the messages in the order the device wants."""
        if service == "turn_off":
            return [Publication(self.command_topic, self.off)]
        values = []
        brightness = change.attributes.get("brightness")
        if brightness is None and self.order == "brightness" and self.brightness_topic:
            brightness = self.attributes.get("brightness") or 255
        if brightness is not None and self.brightness_topic:
            told = filled(self.templates["brightness"], self.scaled(brightness))
            values.append(Publication(self.brightness_topic, told))
        rgb = change.attributes.get("rgb_color")
        if rgb is not None:
            red, green, blue = rgb
            parts = {"red": red, "green": green, "blue": blue}
            told = filled(self.templates["rgb"], f"{red},{green},{blue}", **parts)
            if self.rgb_topic:
                values.append(Publication(self.rgb_topic, told))
            values += self._colors((red, green, blue))
        kelvin = change.attributes.get("color_temp_kelvin")
        if kelvin is not None:
            temperature = kelvin if self.in_kelvin else mireds_of(kelvin)
            told = filled(self.templates["color_temp"], plain(temperature))
            values.append(Publication(self.temperature_topic, told))
        effect = change.attributes.get("effect")
        if effect is not None and self.effect_topic:
            values.append(Publication(self.effect_topic, filled(self.templates["effect"], effect)))
        switch = Publication(self.command_topic, self.on)
        if self.order == "brightness" and values:
            return values
        return [switch, *values] if self.order == "first" else [*values, switch]

    def _colors(self, rgb: colors.Rgb) -> list[Publication]:
        """Return the messages of a colour as hue and saturation, or as x and y."""
        hue, saturation = colors.to_hs(rgb)
        x, y = colors.to_xy(rgb)
        pairs = {
            "hs": (f"{plain(hue)},{plain(saturation)}", {"hue": hue, "sat": saturation}),
            "xy": (f"{plain(x)},{plain(y)}", {"x": x, "y": y}),
        }
        return [
            Publication(topic, filled(self.templates[mode], pairs[mode][0], **pairs[mode][1]))
            for mode, topic in self.color_topics.items()
        ]

    def _take_hs(self, told: str) -> Change | None:
        hue, saturation = _pair(told)
        rgb = colors.from_hs(hue, saturation)
        return Change(None, {"rgb_color": list(rgb), "color_temp_kelvin": None})

    def _take_xy(self, told: str) -> Change | None:
        x, y = _pair(told)
        rgb = colors.from_xy(x, y)
        return Change(None, {"rgb_color": list(rgb), "color_temp_kelvin": None})

    def _take_effect(self, told: str) -> Change | None:
        return Change(None, {"effect": told}) if told else None

    def _take_state(self, told: str) -> Change | None:
        state = {self.on: "on", self.off: "off", "None": "unknown"}.get(told)
        return Change(state) if state else None

    def _take_brightness(self, told: str) -> Change | None:
        return Change(None, {"brightness": self.unscaled(number(told))}) if told else None

    def _take_rgb(self, told: str) -> Change | None:
        if not told:
            return None
        parts = [min(255, max(0, round(number(part)))) for part in told.split(",")]
        if len(parts) != 3:
            raise Unreadable(f"{told!r:.40} is no colour")
        return Change(None, {"rgb_color": parts, "color_temp_kelvin": None})

    def _take_temperature(self, told: str) -> Change | None:
        if not told:
            return None
        kelvin = kelvin_of(number(told), is_kelvin=self.in_kelvin)
        return Change(None, {"color_temp_kelvin": kelvin, "rgb_color": None})


class JsonLight(Light):
    """A light that tells and takes everything as one JSON object."""

    def able(self, options: Options) -> list[str]:
        """Listen to the state, and return the declared colour modes."""
        names = ("state", "brightness", "rgb_color", "color_temp_kelvin", "effect")
        self.listen(options.topic("state_topic"), None, self._take, *names)
        modes = options.texts("supported_color_modes")
        return modes or (["brightness"] if options.flag("brightness") else ["onoff"])

    def publications(self, service: str, change: Change) -> list[Publication]:
        """Return the one message."""
        told: dict[str, Any] = {"state": self.off if service == "turn_off" else self.on}
        if "brightness" in change.attributes:
            told["brightness"] = as_number(self.scaled(change.attributes["brightness"]))
        kelvin = change.attributes.get("color_temp_kelvin")
        if kelvin is not None:
            told["color_temp"] = kelvin if self.in_kelvin else mireds_of(kelvin)
        rgb = change.attributes.get("rgb_color")
        if rgb is not None:
            told["color"] = self._color(tuple(rgb))
        if change.attributes.get("effect") is not None:
            told["effect"] = change.attributes["effect"]
        return [Publication(self.command_topic, json.dumps(told))]

    def _color(self, rgb: colors.Rgb) -> dict[str, float]:
        if "xy" in self.modes:
            x, y = colors.to_xy(rgb)
            return {"x": x, "y": y}
        if "hs" in self.modes:
            hue, saturation = colors.to_hs(rgb)
            return {"h": hue, "s": saturation}
        return dict(zip("rgb", rgb, strict=True))

    def _take(self, payload: str) -> Change:
        try:
            told = json.loads(payload)
        except ValueError:
            raise Unreadable(f"{payload!r:.80} is not JSON") from None
        if not isinstance(told, dict):
            raise Unreadable(f"{payload!r:.80} is not a JSON object")
        state = {self.on: "on", self.off: "off"}.get(str(told.get("state")))
        attributes: dict[str, Any] = {}
        if told.get("brightness") is not None:
            attributes["brightness"] = self.unscaled(number(str(told["brightness"])))
        mode, color, temperature = (
            told.get("color_mode"),
            told.get("color"),
            told.get("color_temp"),
        )
        if temperature is not None and mode in (None, "color_temp"):
            kelvin = kelvin_of(number(str(temperature)), is_kelvin=self.in_kelvin)
            attributes |= {"color_temp_kelvin": kelvin, "rgb_color": None}
        elif isinstance(color, dict) and _COLOR_MODES & set(self.modes):
            attributes |= {"rgb_color": list(_rgb(color)), "color_temp_kelvin": None}
        if isinstance(told.get("effect"), str):
            attributes["effect"] = told["effect"]
        return Change(state, attributes)


def _pair(told: str) -> tuple[float, float]:
    parts = [number(part) for part in told.split(",")]
    if len(parts) != 2:
        raise Unreadable(f"{told!r:.40} is no colour")
    return parts[0], parts[1]


def _rgb(color: dict[str, Any]) -> colors.Rgb:
    try:
        if {"r", "g", "b"} <= color.keys():
            return int(color["r"]), int(color["g"]), int(color["b"])
        if {"x", "y"} <= color.keys():
            return colors.from_xy(float(color["x"]), float(color["y"]))
        return colors.from_hs(
            float(color.get("h", color.get("hue"))),  # type: ignore[arg-type]  # None is a TypeError below
            float(color.get("s", color.get("saturation"))),  # type: ignore[arg-type]  # as above
        )
    except (TypeError, ValueError):
        raise Unreadable(f"{color!r:.80} is no colour") from None
