"""Commands that lack their value: it is asked for, and the command goes on."""

from collections.abc import Generator
from typing import Any

from ova.sdk import Asking, Reply, Turn, handles

from .climate import ClimateHandlers
from .media import MediaHandlers


class AskingHandlers(ClimateHandlers, MediaHandlers):
    """HomeAskVolume and HomeAskTemperature."""

    @handles("HomeAskVolume")
    def ask_volume(self, turn: Turn) -> Generator[Asking, Any, Reply]:
        """Answer "set the volume"."""
        yield turn.ask("how_loud", slot="percentage:volume_level")
        return self.set_volume(turn)

    @handles("HomeAskTemperature")
    def ask_temperature(self, turn: Turn) -> Generator[Asking, Any, Reply]:
        """Answer "set the temperature"."""
        yield turn.ask("how_warm", slot="temperature_value:temperature")
        return self.set_temperature(turn)
