"""What satellites are given to play, and what is being said on them."""

from collections.abc import Iterable

from ova.core import AudioClip
from ova.satellites.chimes import identify_chime, trial_chime
from ova.satellites.device_log import DeviceLog
from ova.satellites.playback import play_together
from ova.satellites.presence import Presence
from ova.satellites.registry import SatelliteRegistry


class Sounds:
    """Has satellites play announcements and the sounds they are tried and found by, and ends them."""

    def __init__(self, registry: SatelliteRegistry, presence: Presence, logs: DeviceLog) -> None:
        """``logs`` is told of what was done to try or to find a satellite."""
        self._registry = registry
        self._presence = presence
        self._logs = logs

    def try_out(self, satellite_id: str) -> None:
        """Play the test sound. Raises NotFound, Unavailable."""
        link = self._presence.reach([satellite_id])[0]
        link.device.sound("test", "").play(trial_chime())
        self._logs.note(satellite_id, "Test sound sent.")

    def identify(self, satellite_id: str) -> None:
        """Have a satellite show which one it is. Raises NotFound, Unavailable."""
        link = self._presence.reach([satellite_id])[0]
        link.device.identify()
        link.device.sound("identify", "").play(identify_chime())
        self._logs.note(satellite_id, "Asked to show itself.")

    def announce(
        self,
        pieces: Iterable[AudioClip],
        text: str,
        satellite_ids: Iterable[str],
    ) -> list[str]:
        """Play a sound on the named satellites, piece by piece as it is made; return the ids reached.

        Raises NotFound for an unknown id, Unavailable when none of them is connected.
        """
        links = self._presence.reach(satellite_ids)
        play_together([link.announce(text) for link in links], pieces)
        return [link.satellite_id for link in links if link.satellite_id is not None]

    def hush(self, satellite_id: str | None) -> None:
        """End what is said and what rings on a satellite; None, or one that is away: nothing."""
        for link in self._presence.links([satellite_id] if satellite_id else []):
            link.hush()

    def paused(self, satellite_id: str | None) -> bool:
        """Tell whether something is said on a satellite that goes on after the wake word."""
        if satellite_id is None or not self._registry.knows(satellite_id):
            return False
        if self._registry.get(satellite_id).kind != "ova":
            return False  # the others drop what they say when they hear the wake word
        return any(link.sounding.texts for link in self._presence.links([satellite_id]))

    def spoken(self) -> list[str]:
        """Return what is being said on satellites just now: one may hear another."""
        return [text for link in self._presence.links() for text in link.sounding.texts]
