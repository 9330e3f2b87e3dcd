"""Scenes and buttons: what is only switched on.

https://www.home-assistant.io/integrations/scene.mqtt/
https://www.home-assistant.io/integrations/button.mqtt/
"""

from typing import Any

from ..options import Options
from ..thing import Command, Publication, Thing


class Scene(Thing):
    """Is switched on, and that is all."""

    domain = "scene"

    def set_up(self, options: Options) -> None:
        """Read where it is switched on."""
        self._topic = options.topic("command_topic", needed=True)
        self._on = options.text("payload_on", "ON")

    def command(self, service: str, data: dict[str, Any]) -> Command:  # noqa: ARG002 - it takes none
        """Switch it on."""
        return Command([Publication(self._topic, self._on)])


class Button(Scene):
    """Is pressed, and that is all."""

    def set_up(self, options: Options) -> None:
        """Read what pressing it sends."""
        super().set_up(options)
        self._on = options.text("payload_press", "PRESS")
