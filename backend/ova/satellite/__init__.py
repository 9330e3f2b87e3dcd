"""The program on the device: microphone, wake word, loudspeaker, and the link to the hub.

Law: runs on a Raspberry Pi Zero 2 W, so it imports core, audio and engines only, no room of the hub,
and heavy libraries no sooner than they are needed. It decides nothing about commands: the hub does.
"""

from ova.satellite.errors import ExitCode, SatelliteError
from ova.satellite.hub_memory import KnownHub
from ova.satellite.hub_search import FoundHub
from ova.satellite.identity import state_folder
from ova.satellite.options import DEFAULT_HUB_URL, DEFAULT_WAKE_WORDS, SatelliteOptions
from ova.satellite.start import (
    check_program,
    forget_hub,
    forget_trust,
    join_hub,
    known_hub,
    run_satellite,
)

__all__ = [
    "DEFAULT_HUB_URL",
    "DEFAULT_WAKE_WORDS",
    "ExitCode",
    "FoundHub",
    "KnownHub",
    "SatelliteError",
    "SatelliteOptions",
    "check_program",
    "forget_hub",
    "forget_trust",
    "join_hub",
    "known_hub",
    "run_satellite",
    "state_folder",
]
