"""Sensors, and what is shown as one.

https://www.home-assistant.io/integrations/sensor.mqtt/
https://www.home-assistant.io/integrations/number.mqtt/
https://www.home-assistant.io/integrations/select.mqtt/
https://www.home-assistant.io/integrations/event.mqtt/
https://www.home-assistant.io/integrations/device_tracker.mqtt/
"""

from ..options import Options
from ..payloads import MAX_STATE, NONE, json_object
from ..templates import Unreadable
from ..thing import UNKNOWN, Change, Thing


class Sensor(Thing):
    """Tells a value."""

    domain = "sensor"

    def set_up(self, options: Options) -> None:
        """Listen to the value."""
        unit = options.text("unit_of_measurement")
        if unit:
            self.attributes["unit_of_measurement"] = unit
        self.lasts_s = options.number("expire_after", 0) or None
        topic = options.topic("state_topic", needed=self.domain == "sensor")
        self.listen(topic, options.template("value_template"), self._take, "state")

    def _take(self, told: str) -> Change | None:
        return Change(UNKNOWN if told in NONE else told[:MAX_STATE])


class Number(Sensor):
    """A number that is set elsewhere."""

    domain = "number"


class Select(Sensor):
    """One of several words that is chosen elsewhere."""

    domain = "select"

    def set_up(self, options: Options) -> None:
        """Listen to the choice."""
        super().set_up(options)
        self.attributes["options"] = options.texts("options")


class Event(Sensor):
    """Tells what happened last, as from a doorbell."""

    def _take(self, told: str) -> Change | None:
        if told in NONE:
            return None
        happened = json_object(told)
        kind = happened.pop("event_type", None)
        if not isinstance(kind, str):
            raise Unreadable("an event has no event_type")
        return Change(kind[:MAX_STATE], happened)


class Tracker(Sensor):
    """Tells whether somebody is at home."""

    def set_up(self, options: Options) -> None:
        """Listen to the place."""
        self._places = {
            options.text("payload_home", "home"): "home",
            options.text("payload_not_home", "not_home"): "not_home",
            options.text("payload_reset", "None"): "unknown",
        }
        super().set_up(options)

    def _take(self, told: str) -> Change | None:
        return super()._take(self._places.get(told, told))
