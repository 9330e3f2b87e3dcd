"""Locks.

https://www.home-assistant.io/integrations/lock.mqtt/
"""

from typing import Any

from ..options import Options
from ..payloads import filled
from ..thing import Change, Command, Publication, Thing


class Lock(Thing):
    """Is locked or not."""

    domain = "lock"

    def set_up(self, options: Options) -> None:
        """Listen to the state."""
        self._payloads = {
            "lock": options.text("payload_lock", "LOCK"),
            "unlock": options.text("payload_unlock", "UNLOCK"),
        }
        self._states = {
            options.text(f"state_{state}", state.upper()): state
            for state in ("locked", "unlocked", "locking", "unlocking", "jammed")
        }
        self._topic = options.topic("command_topic", needed=True)
        self._template = options.template("command_template")
        value = options.template("value_template")
        self.listen(options.topic("state_topic"), value, self._take, "state")

    def command(self, service: str, data: dict[str, Any]) -> Command:  # noqa: ARG002 - it takes none
        """Lock or unlock."""
        told = filled(self._template, self._payloads[service])
        return Command([Publication(self._topic, told)], Change(f"{service}ed"))

    def _take(self, told: str) -> Change | None:
        state = self._states.get(told)
        return Change(state) if state else None
