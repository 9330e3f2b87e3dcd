"""What is set for a satellite, as its device is told it."""

from collections.abc import Callable, Iterable
from typing import Any

from ova import __version__
from ova.core import Satellite, Schedule
from ova.satellites.link import SatelliteLink
from ova.satellites.presence import Presence


class Told:
    """Tells devices what people set for them, when they come and at each change."""

    def __init__(
        self,
        presence: Presence,
        language_of: Callable[[Satellite], str],
        area_name: Callable[[str], str | None],
    ) -> None:
        """``language_of`` tells the language spoken at a satellite, ``area_name`` an area's name."""
        self._presence = presence
        self._language_of = language_of
        self._area_name = area_name
        self.words_for: Callable[[Satellite], list[dict[str, Any]] | None] = _left_to_itself
        """Tells what a satellite is to listen for, in wire form; None leaves it to the satellite."""
        self.timers: Callable[[], Iterable[Schedule]] = list
        """Lists the timers that are going on."""
        self.time_zone: Callable[[], str] = str
        """Tells the home's time zone, as in the tz database; empty: not known."""

    def at_first(self, satellite: Satellite) -> dict[str, Any]:
        """Return what a device is told in answer to its greeting: its timers, and of the hub."""
        own = [one.to_json() for one in self.timers() if satellite.id in one.satellite_ids]
        return {"timers": own, "hub": {"version": __version__, "time_zone": self.time_zone()}}

    def come(self, link: SatelliteLink, satellite: Satellite) -> None:
        """Tell a device that has just connected everything that is set for it."""
        words = self.words_for(satellite)
        if words is not None:
            link.device.wake_words(words)
        self._tell(link, satellite)

    def changed(self, satellite: Satellite) -> None:
        """Tell the device of a satellite, if it is there, what is set for it now."""
        for link in self._presence.links([satellite.id]):
            self._tell(link, satellite)

    def wake_words_changed(self, satellite: Satellite) -> None:
        """Tell the device of a satellite, if it is there, what to listen for now."""
        link = self._presence.link(satellite.id)
        if link is not None:
            link.device.wake_words(self.words_for(satellite))
            link.standby.changed()

    def _tell(self, link: SatelliteLink, satellite: Satellite) -> None:
        if "preferences" not in link.features:
            return
        set_to = satellite.preferences
        area = self._area_name(satellite.area_id) if satellite.area_id else None
        link.device.preferences(
            {
                "name": satellite.name,
                "area": area or "",
                "volume": set_to.volume,
                "muted": set_to.muted,
                "mic_muted": set_to.mic_muted,
                "wake_sound": set_to.wake_sound,
                "done_sound": set_to.done_sound,
                "error_sound": set_to.error_sound,
                "stop_word": set_to.stop_word,
                "language": self._language_of(satellite),
            }
        )


def _left_to_itself(satellite: Satellite) -> None:
    del satellite
