"""Heating, cooling and water heaters.

https://www.home-assistant.io/integrations/climate.mqtt/
https://www.home-assistant.io/integrations/water_heater.mqtt/
"""

from collections.abc import Callable
from typing import Any

from ..options import Options
from ..payloads import MAX_STATE, NONE, as_number, number, plain
from ..refused import Refused
from ..thing import Change, Command, Publication, Thing


class Climate(Thing):
    """Heats and cools."""

    domain = "climate"
    _VALUES = (
        ("mode", "state"),
        ("temperature", "temperature"),
        ("fan_mode", "fan_mode"),
        ("swing_mode", "swing_mode"),
    )
    _WORDS = frozenset({"fan_mode", "swing_mode", "preset_mode", "hvac_action"})
    _SERVICES: tuple[tuple[str, str, str], ...] = (
        ("set_temperature", "temperature", "temperature"),
        ("set_hvac_mode", "mode", "hvac_mode"),
        ("set_fan_mode", "fan_mode", "fan_mode"),
    )

    def set_up(self, options: Options) -> None:
        """Listen to the mode and the temperatures."""
        fahrenheit = options.text("temperature_unit", "C") == "F"
        self.attributes |= {
            "min_temp": options.number("min_temp", 44.6 if fahrenheit else 7),
            "max_temp": options.number("max_temp", 95 if fahrenheit else 35),
            "hvac_modes": options.texts("modes")
            or ["auto", "off", "cool", "heat", "dry", "fan_only"],
        }
        if options.topic("fan_mode_command_topic"):
            self.attributes["fan_modes"] = options.texts("fan_modes") or [
                "auto",
                "low",
                "medium",
                "high",
            ]
        whole = options.template("value_template")
        for name, attribute in self._VALUES:
            template = options.template(f"{name}_state_template") or whole
            topic = options.topic(f"{name}_state_topic")
            self.listen(topic, template, self._taking(attribute), attribute)
        self.listen(
            options.topic("current_temperature_topic"),
            options.template("current_temperature_template") or whole,
            self._taking("current_temperature"),
        )
        for where, how, attribute in (
            ("current_humidity_topic", "current_humidity_template", "current_humidity"),
            ("preset_mode_state_topic", "preset_mode_value_template", "preset_mode"),
            ("action_topic", "action_template", "hvac_action"),
        ):
            told = options.template(how) or whole
            self.listen(options.topic(where), told, self._taking(attribute))
        self._commands = {
            service: (
                options.topic(f"{name}_command_topic"),
                options.template(f"{name}_command_template"),
                field,
            )
            for service, name, field in self._SERVICES
        }

    def command(self, service: str, data: dict[str, Any]) -> Command:
        """Set the temperature, the mode or the fan."""
        topic, template, field = self._commands.get(service, ("", None, service))
        if not topic:
            raise Refused(f"no_{field}")
        value = data[field]
        text = value if isinstance(value, str) else plain(value)
        payload = template.render(value=as_number(text)) if template else text
        change = Change(value) if service == "set_hvac_mode" else Change(None, {field: value})
        return Command([Publication(topic, payload)], change)

    def _taking(self, attribute: str) -> Callable[[str], Change | None]:
        def take(told: str) -> Change | None:
            if told in NONE:
                return None
            if attribute == "state":
                return Change(told[:MAX_STATE])
            value = told[:MAX_STATE] if attribute in self._WORDS else number(told)
            return Change(None, {attribute: value})

        return take


class WaterHeater(Climate):
    """Heats water: what it aims at is set, its mode is shown."""

    _SERVICES = (("set_temperature", "temperature", "temperature"),)

    def set_up(self, options: Options) -> None:
        """Listen to mode and temperatures."""
        super().set_up(options)
        fahrenheit = options.text("temperature_unit", "C") == "F"
        self.attributes |= {
            "min_temp": options.number("min_temp", 110 if fahrenheit else 43),
            "max_temp": options.number("max_temp", 140 if fahrenheit else 60),
            "hvac_modes": [],
        }
