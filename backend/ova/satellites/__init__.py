"""The hub's side of every satellite: who they are, what they hear, what they play.

Law: links translate, they do not decide. A link turns a connection's messages into pipeline runs
and a run's events and sounds into messages; what a command means is settled elsewhere.
"""

from ova.satellites.errors import SatelliteError
from ova.satellites.link import SatelliteLink
from ova.satellites.registry import SatelliteRegistry
from ova.satellites.satellites import Satellites
from ova.satellites.wake_choice import WakeChoice, wake_choice

__all__ = [
    "SatelliteError",
    "SatelliteLink",
    "SatelliteRegistry",
    "Satellites",
    "WakeChoice",
    "wake_choice",
]
