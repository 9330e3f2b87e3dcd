"""The program on the device: microphone, wake word, loudspeaker, and the link to the hub.

Law: runs on a Raspberry Pi Zero 2 W, so it imports core, audio and engines only, no room of the hub,
and heavy libraries no sooner than they are needed. It decides nothing about commands: the hub does.
"""

from ova.satellite.errors import ExitCode, SatelliteError
from ova.satellite.options import DEFAULT_HUB_URL, DEFAULT_WAKE_WORDS, SatelliteOptions
from ova.satellite.program import run_satellite

__all__ = [
    "DEFAULT_HUB_URL",
    "DEFAULT_WAKE_WORDS",
    "ExitCode",
    "SatelliteError",
    "SatelliteOptions",
    "run_satellite",
]
