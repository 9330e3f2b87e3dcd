"""What happens at a device and leaves no state: the buttons of remote controls, mostly.

https://www.home-assistant.io/integrations/device_trigger.mqtt/
"""

from typing import ClassVar

from ova.sdk import Event

from .options import Options
from .thing import Change, Thing

PRESSED = "mqtt.device_triggered"


class Trigger(Thing):
    """Is told as an event when it happens."""

    is_entity: ClassVar[bool] = False

    def set_up(self, options: Options) -> None:
        """Listen to the device."""
        self._payload = options.text("payload")
        self._happened = False
        self.listen(
            options.topic("topic", needed=True), options.template("value_template"), self._take
        )

    def happened(self, topic: str, payload: str) -> Event | None:
        """Return the event of a message, or None for one that is about something else.

        Raises Unreadable.
        """
        self._happened = False
        self.receive(topic, payload)
        if not self._happened:
            return None
        told = {
            "device": self.device.text("name"),
            "type": self.options.text("type"),
            "subtype": self.options.text("subtype"),
        }
        return Event(PRESSED, None, told)

    def _take(self, told: str) -> Change | None:
        self._happened = told == self._payload if self._payload else bool(told)
        return None
