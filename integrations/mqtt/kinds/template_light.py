"""Lights that are told and read with templates."""

from typing import Any

from .. import colors
from ..options import Options
from ..payloads import NONE, as_number, number
from ..templates import Unreadable
from ..thing import Change, Publication
from .light import Light, kelvin_of, mireds_of


class TemplateLight(Light):
    """A light with a template for each value."""

    def able(self, options: Options) -> list[str]:
        """Listen to the state, and return the colour modes the templates stand for."""
        self.templates = {
            name: options.template(f"{name}_template")
            for name in ("state", "brightness", "color_temp", "red", "green", "blue", "effect")
        }
        on, off = options.template("command_on_template"), options.template("command_off_template")
        if on is None or off is None:
            raise Unreadable("command_on_template and command_off_template are needed")
        self.orders = {"turn_on": on, "turn_off": off}
        told = ["state"] if self.templates["state"] else []
        told += ["brightness"] if self.templates["brightness"] else []
        told += ["color_temp_kelvin"] if self.templates["color_temp"] else []
        self.coloured = all(self.templates[name] for name in ("red", "green", "blue"))
        told += ["rgb_color"] if self.coloured else []
        told += ["effect"] if self.templates["effect"] else []
        self.listen(options.topic("state_topic"), None, self._take, *told)
        modes = ["color_temp"] if self.templates["color_temp"] else []
        modes += ["rgb"] if self.coloured else []
        return modes or (["brightness"] if self.templates["brightness"] else ["onoff"])

    def publications(self, service: str, change: Change) -> list[Publication]:
        """Return the one message."""
        values: dict[str, Any] = {"state": "off" if service == "turn_off" else "on"}
        attributes = change.attributes
        if attributes.get("brightness") is not None:
            values["brightness"] = as_number(self.scaled(attributes["brightness"]))
        kelvin = attributes.get("color_temp_kelvin")
        if kelvin is not None:
            values["color_temp"] = kelvin if self.in_kelvin else mireds_of(kelvin)
        rgb = attributes.get("rgb_color")
        if rgb is not None:
            values |= dict(zip(("red", "green", "blue"), rgb, strict=True))
            hue, saturation = colors.to_hs((rgb[0], rgb[1], rgb[2]))
            values |= {"hue": hue, "sat": saturation}
        if attributes.get("effect") is not None:
            values["effect"] = attributes["effect"]
        return [Publication(self.command_topic, self.orders[service].render(**values))]

    def _take(self, payload: str) -> Change:
        told = {
            name: template.read(payload).strip()
            for name, template in self.templates.items()
            if template is not None
        }
        told = {name: value for name, value in told.items() if value not in NONE}
        state = told.get("state", "").lower()
        attributes: dict[str, Any] = {}
        if "brightness" in told:
            attributes["brightness"] = self.unscaled(number(told["brightness"]))
        if "color_temp" in told:
            attributes["color_temp_kelvin"] = kelvin_of(
                number(told["color_temp"]), is_kelvin=self.in_kelvin
            )
        if self.coloured and {"red", "green", "blue"} <= told.keys():
            parts = [round(number(told[name])) for name in ("red", "green", "blue")]
            attributes["rgb_color"] = [min(255, max(0, part)) for part in parts]
        if "effect" in told:
            attributes["effect"] = told["effect"]
        return Change(state if state in ("on", "off") else None, attributes)
