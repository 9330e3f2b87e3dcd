"""Vacuums and lawn mowers.

https://www.home-assistant.io/integrations/vacuum.mqtt/
https://www.home-assistant.io/integrations/lawn_mower.mqtt/
"""

from typing import Any

from ..options import Options
from ..payloads import MAX_STATE, NONE, filled, json_object
from ..refused import Refused
from ..thing import Change, Command, Publication, Thing


class Vacuum(Thing):
    """Cleans, pauses and goes home."""

    domain = "vacuum"

    def set_up(self, options: Options) -> None:
        """Listen to the state."""
        self._topic = options.topic("command_topic", needed=True)
        self._payloads = {
            "start": options.text("payload_start", "start"),
            "pause": options.text("payload_pause", "pause"),
            "return_to_base": options.text("payload_return_to_base", "return_to_base"),
        }
        self.listen(options.topic("state_topic"), None, self._take, "state")

    def command(self, service: str, data: dict[str, Any]) -> Command:  # noqa: ARG002 - it takes none
        """Start, pause or send it home."""
        states = {"start": "cleaning", "pause": "paused", "return_to_base": "returning"}
        return Command([Publication(self._topic, self._payloads[service])], Change(states[service]))

    def _take(self, payload: str) -> Change:
        told = json_object(payload)
        state = told.get("state")
        known: dict[str, Any] = {
            name: told[name] for name in ("battery_level", "fan_speed") if name in told
        }
        return Change(state[:MAX_STATE] if isinstance(state, str) else None, known)


class Mower(Vacuum):
    """Mows, pauses and goes home: a vacuum of the garden."""

    _ORDERS = (("start", "start_mowing"), ("pause", "pause"), ("return_to_base", "dock"))
    _STATES = {"mowing": "cleaning"}  # noqa: RUF012 - never changed

    def set_up(self, options: Options) -> None:
        """Listen to what it does."""
        self._topics = {
            service: (
                options.topic(f"{name}_command_topic"),
                options.template(f"{name}_command_template"),
                name,
            )
            for service, name in self._ORDERS
        }
        told = options.template("activity_value_template")
        self.listen(options.topic("activity_state_topic"), told, self._take, "state")

    def command(self, service: str, data: dict[str, Any]) -> Command:  # noqa: ARG002 - it takes none
        """Start, pause or send it home."""
        topic, template, name = self._topics[service]
        if not topic:
            raise Refused("not_that")
        states = {"start": "cleaning", "pause": "paused", "return_to_base": "returning"}
        return Command([Publication(topic, filled(template, name))], Change(states[service]))

    def _take(self, payload: str) -> Change:
        return Change(None if payload in NONE else self._STATES.get(payload, payload)[:MAX_STATE])
