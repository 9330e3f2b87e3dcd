"""Settings of the home as plugins see them."""

from typing import Protocol


class HomeSettingsView(Protocol):
    """Settings of the whole home, as they are at one moment."""

    @property
    def home_name(self) -> str:
        """What the home is called."""

    @property
    def time_zone(self) -> str:
        """The time zone's name: ``Europe/Berlin``."""

    @property
    def temperature_unit(self) -> str:
        """``C`` or ``F``."""

    @property
    def latitude(self) -> float | None:
        """Where the home is, in degrees north; None when nobody said so."""

    @property
    def longitude(self) -> float | None:
        """Where the home is, in degrees east; None when nobody said so."""


class SettingsApi(Protocol):
    """Settings of the whole home."""

    @property
    def current(self) -> HomeSettingsView:
        """The settings as they are now."""
