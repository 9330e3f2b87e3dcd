"""Switches, and what is shown as one.

https://www.home-assistant.io/integrations/switch.mqtt/
https://www.home-assistant.io/integrations/siren.mqtt/
https://www.home-assistant.io/integrations/humidifier.mqtt/
"""

import json
from functools import partial
from typing import Any

from ..options import Options
from ..payloads import NONE, filled, json_object, number
from ..thing import UNKNOWN, Change, Command, Publication, Thing


class Switch(Thing):
    """Is on or off."""

    domain = "switch"

    def set_up(self, options: Options) -> None:
        """Listen to the state."""
        self._on, self._off = options.text("payload_on", "ON"), options.text("payload_off", "OFF")
        self._states = {
            options.text("state_on", self._on): "on",
            options.text("state_off", self._off): "off",
            "None": UNKNOWN,
        }
        self._topic = options.topic("command_topic", needed=True)
        self._template = options.template("command_template")
        value = options.template("state_value_template", "value_template")
        self.listen(options.topic("state_topic"), value, self._take, "state")

    def command(self, service: str, data: dict[str, Any]) -> Command:  # noqa: ARG002 - it takes none
        """Switch."""
        on = service == "turn_on" or (service == "toggle" and self.state != "on")
        told = filled(self._template, self._on if on else self._off)
        return Command([Publication(self._topic, told)], Change("on" if on else "off"))

    def _take(self, told: str) -> Change | None:
        state = self._states.get(told)
        return Change(state) if state else None


class Siren(Switch):
    """Howls or does not: a switch."""

    def command(self, service: str, data: dict[str, Any]) -> Command:
        """Switch; without a template of its own it wants JSON."""
        command = super().command(service, data)
        if self._template is not None:
            return command
        sent = [
            Publication(one.topic, json.dumps({"state": one.payload}))
            for one in command.publications
        ]
        return Command(sent, command.expected)

    def _take(self, told: str) -> Change | None:
        if told.startswith("{"):
            state = json_object(told).get("state")
            return super()._take(state) if isinstance(state, str) else None
        return super()._take(told)


class Humidifier(Switch):
    """Is on or off; what it aims at is shown."""

    def set_up(self, options: Options) -> None:
        """Listen to the humidity as well."""
        super().set_up(options)
        topic = options.topic("target_humidity_state_topic")
        told = options.template("target_humidity_state_template")
        self.listen(topic, told, partial(_humidity, "humidity"))
        topic, told = (
            options.topic("current_humidity_topic"),
            options.template("current_humidity_template"),
        )
        self.listen(topic, told, partial(_humidity, "current_humidity"))


def _humidity(name: str, told: str) -> Change | None:
    return None if told in NONE else Change(None, {name: number(told)})
