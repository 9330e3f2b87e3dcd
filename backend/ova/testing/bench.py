"""The part of a hub an integration under test is given as ``ova``."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from ova.home import Home
from ova.plugins import IntegrationManager
from ova.schedule import Timers


@dataclass(frozen=True, slots=True)
class HomeSettings:
    """Settings of the home under test."""

    home_name: str = "Test Home"
    time_zone: str = "UTC"
    temperature_unit: str = "C"
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """Gives the settings."""

    current: HomeSettings = HomeSettings()


@dataclass(frozen=True, slots=True)
class TestHub:
    """A home, timers and integrations, without speech, pages and skills."""

    __test__ = False  # it is no test, whatever its name
    home: Home
    timers: Timers
    integration_manager: IntegrationManager
    clock: Callable[[], float]
    settings: Settings = Settings()
    language: str = "en"

    def now(self) -> datetime:
        """Return the time of the test."""
        return datetime.fromtimestamp(self.clock(), UTC)
