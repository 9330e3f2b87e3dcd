"""What every group of the skill's handlers needs."""

from ova.sdk import HomeApi, Ova

from .home_map import HomeMap
from .voices import rooms_of


class HomeHandlers:
    """Base of the groups of handlers."""

    def __init__(self, ova: Ova, *, brightness_step: int = 20, volume_step: int = 10) -> None:
        """``brightness_step`` and ``volume_step`` are in percent."""
        self._ova = ova
        self._brightness_step = brightness_step
        self._volume_step = volume_step

    @property
    def _home(self) -> HomeApi:
        return self._ova.home

    def _look(self) -> HomeMap:
        return HomeMap(self._ova.home, lambda name: rooms_of(self._ova, name))
