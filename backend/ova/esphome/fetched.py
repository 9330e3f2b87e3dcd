"""Sounds a device fetches from the hub, under addresses it can reach."""

from collections.abc import Callable

from ova.core import AudioFormat, OvaError
from ova.esphome.encoding import SoundFormat
from ova.esphome.sounds import DeviceSound, DeviceSounds


class Fetched:
    """Opens sounds for one device. For the loop's thread."""

    def __init__(
        self,
        sounds: DeviceSounds,
        url: Callable[[str], str],
        wanted: SoundFormat,
        problem: Callable[[OvaError | None], None],
    ) -> None:
        """``url(name)`` tells where a sound is had. ``problem`` is told why that does not work, or None."""
        self._sounds = sounds
        self._url = url
        self._wanted = wanted
        self._problem = problem

    def open(self, fmt: AudioFormat) -> tuple[DeviceSound | None, str]:
        """Return a new sound and its address; no sound where the device cannot reach the hub."""
        try:
            self._url("")
        except OvaError as error:
            self._problem(error)
            return None, ""
        sound = self._sounds.open(self._wanted, fmt)
        self._problem(None)
        return sound, self._url(sound.name)
