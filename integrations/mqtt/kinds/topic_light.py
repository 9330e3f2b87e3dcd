"""Lights with a topic for each value."""

from .. import colors
from ..options import Options
from ..payloads import filled, number, plain
from ..templates import Unreadable
from ..thing import Change, Publication
from .light import Light, kelvin_of, mireds_of


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


def _pair(told: str) -> tuple[float, float]:
    parts = [number(part) for part in told.split(",")]
    if len(parts) != 2:
        raise Unreadable(f"{told!r:.40} is no colour")
    return parts[0], parts[1]
