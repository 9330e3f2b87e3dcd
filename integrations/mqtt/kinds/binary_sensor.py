"""Sensors of yes or no, and newer versions.

https://www.home-assistant.io/integrations/binary_sensor.mqtt/
https://www.home-assistant.io/integrations/update.mqtt/
"""

from typing import Any

from ..options import Options
from ..payloads import json_object
from ..templates import Unreadable
from ..thing import UNAVAILABLE, UNKNOWN, Change, Thing


class BinarySensor(Thing):
    """Tells yes or no."""

    domain = "binary_sensor"

    def set_up(self, options: Options) -> None:
        """Listen to the state."""
        on, off = options.text("payload_on", "ON"), options.text("payload_off", "OFF")
        self._states = {on: "on", off: "off", "None": UNKNOWN}
        self._expires_s = options.number("expire_after", 0) or None
        self._off_s = options.number("off_delay", 0) or None
        self.lasts_s = self._expires_s
        topic = options.topic("state_topic", needed=True)
        self.listen(topic, options.template("value_template"), self._take, "state")

    def expire(self) -> None:
        """Go off again, or tell that nobody has told anything for too long."""
        self.state = "off" if self._off_s and self.state == "on" else UNAVAILABLE
        self.lasts_s = self._expires_s

    def _take(self, told: str) -> Change | None:
        state = self._states.get(told)
        if state:
            self.lasts_s = self._off_s if self._off_s and state == "on" else self._expires_s
        return Change(state) if state else None


class Update(BinarySensor):
    """Is on while there is a newer version."""

    def set_up(self, options: Options) -> None:
        """Listen to the versions."""
        super().set_up(options)
        latest = options.template("latest_version_template")
        self.listen(options.topic("latest_version_topic"), latest, self._take_latest)

    def _take(self, told: str) -> Change | None:
        try:
            versions = json_object(told)
        except Unreadable:
            versions = {"installed_version": told}
        known = ("installed_version", "latest_version", "title", "in_progress")
        return self._compared({name: versions[name] for name in known if name in versions})

    def _take_latest(self, told: str) -> Change | None:
        return self._compared({"latest_version": told})

    def _compared(self, told: dict[str, Any]) -> Change:
        both = {**self.attributes, **told}
        installed, latest = both.get("installed_version"), both.get("latest_version")
        if not installed or not latest:
            return Change(None, told)
        return Change("off" if installed == latest else "on", told)
