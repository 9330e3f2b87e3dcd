"""The hub's side of every satellite: who they are, what they hear, what they play.

Law: links translate, they do not decide. A link turns a connection's messages into pipeline runs
and a run's events and sounds into messages; what a command means is settled elsewhere.
"""

from ova.satellites.device_log import DeviceLine, DeviceLog
from ova.satellites.discovery import Discovery
from ova.satellites.errors import SatelliteError
from ova.satellites.link import SatelliteLink
from ova.satellites.messages import Level
from ova.satellites.pairing import Asked, Claimed, Pairing
from ova.satellites.pairing_request import PairingRequest, PairingState
from ova.satellites.preferences import Choices
from ova.satellites.pulse import Pulse
from ova.satellites.questions import SpokenQuestion
from ova.satellites.registry import SatelliteRegistry
from ova.satellites.satellites import Satellites
from ova.satellites.wake_choice import WakeChoice, wake_choice

__all__ = [
    "Asked",
    "Choices",
    "Claimed",
    "DeviceLine",
    "DeviceLog",
    "Discovery",
    "Level",
    "Pairing",
    "PairingRequest",
    "PairingState",
    "Pulse",
    "SatelliteError",
    "SatelliteLink",
    "SatelliteRegistry",
    "Satellites",
    "SpokenQuestion",
    "WakeChoice",
    "wake_choice",
]
