"""Lights that speak one JSON object."""

import json
from typing import Any

from .. import colors
from ..options import Options
from ..payloads import as_number, json_object, number
from ..templates import Unreadable
from ..thing import Change, Publication
from .light import COLOR_MODES, Light, kelvin_of, mireds_of


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
        told = json_object(payload)
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
        elif isinstance(color, dict) and COLOR_MODES & set(self.modes):
            attributes |= {"rgb_color": list(_rgb(color)), "color_temp_kelvin": None}
        if isinstance(told.get("effect"), str):
            attributes["effect"] = told["effect"]
        return Change(state, attributes)


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
