"""Fans.

https://www.home-assistant.io/integrations/fan.mqtt/
"""

from collections.abc import Callable
from math import ceil
from typing import Any

from ..options import Options
from ..payloads import MAX_STATE, NONE, filled, number, plain
from ..refused import Refused
from ..templates import Unreadable
from ..thing import Change, Command, Publication
from .switch import Switch


class Fan(Switch):
    """Blows, at a speed when it has some."""

    domain = "fan"

    def set_up(self, options: Options) -> None:
        """Listen to the speed as well."""
        super().set_up(options)
        self._low = options.number("speed_range_min", 1)
        self._high = options.number("speed_range_max", 100)
        if self._high <= self._low:
            raise Unreadable("speed_range_max must be above speed_range_min")
        self._speed_topic = options.topic("percentage_command_topic")
        self._speed_template = options.template("percentage_command_template")
        self.listen(
            options.topic("percentage_state_topic"),
            options.template("percentage_value_template"),
            self._take_speed,
            "percentage",
        )
        modes = options.texts("preset_modes")
        if modes:
            self.attributes["preset_modes"] = modes
        for name in ("preset_mode", "oscillation", "direction"):
            topic = options.topic(f"{name}_state_topic")
            self.listen(topic, options.template(f"{name}_value_template"), self._taking(name))
        self._turning = options.text("payload_oscillation_on", "oscillate_on")

    def command(self, service: str, data: dict[str, Any]) -> Command:
        """Switch, or set the speed."""
        if service != "set_percentage":
            return super().command(service, data)
        percent = data["percentage"]
        if percent == 0:
            return super().command("turn_off", {})
        if not self._speed_topic:
            raise Refused("no_speeds")
        steps = self._high - self._low + 1
        speed = ceil(self._low - 1 + percent * steps / 100)
        told = filled(self._speed_template, plain(speed))
        sent = [Publication(self._speed_topic, told)]
        if self.state != "on":
            sent += super().command("turn_on", {}).publications
        return Command(sent, Change("on", {"percentage": percent}))

    def _taking(self, name: str) -> Callable[[str], Change | None]:
        def take(told: str) -> Change | None:
            if told in NONE:
                return None
            if name == "oscillation":
                return Change(None, {"oscillating": told == self._turning})
            return Change(None, {name: told[:MAX_STATE]})

        return take

    def _take_speed(self, told: str) -> Change | None:
        if told in NONE:
            return None
        steps = self._high - self._low + 1
        percent = round((number(told) - self._low + 1) * 100 / steps)
        return Change(None, {"percentage": min(100, max(0, percent))})
