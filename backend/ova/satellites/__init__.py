"""The hub's side of every satellite: who they are, what they hear, what they play.

Law: links translate, they do not decide. A link turns a connection's messages into pipeline runs
and a run's events and sounds into messages; what a command means is settled elsewhere.
"""

from ova.satellites.chimes import ring_chime
from ova.satellites.device_log import DeviceLine, DeviceLog
from ova.satellites.discovery import Discovery
from ova.satellites.errors import SatelliteError
from ova.satellites.found_devices import FoundDevices, UsedDevice
from ova.satellites.groups import SatelliteGroups
from ova.satellites.link import SatelliteLink
from ova.satellites.messages import Level
from ova.satellites.pairing import Asked, Claimed, Pairing
from ova.satellites.pairing_request import PairingRequest, PairingState
from ova.satellites.preferences import Choices
from ova.satellites.pulse import Pulse
from ova.satellites.questions import SpokenQuestion
from ova.satellites.quiet_hours import QuietRules, check_hours
from ova.satellites.registry import SatelliteRegistry
from ova.satellites.satellites import Satellites
from ova.satellites.stop_watch import HearsStop, OpenStop
from ova.satellites.wake_choice import WakeChoice, wake_choice
from ova.satellites.wake_waiter import HearsWakeWords, WakeWaiter

__all__ = [
    "Asked",
    "Choices",
    "Claimed",
    "DeviceLine",
    "DeviceLog",
    "Discovery",
    "FoundDevices",
    "HearsStop",
    "HearsWakeWords",
    "Level",
    "OpenStop",
    "Pairing",
    "PairingRequest",
    "PairingState",
    "Pulse",
    "QuietRules",
    "SatelliteError",
    "SatelliteGroups",
    "SatelliteLink",
    "SatelliteRegistry",
    "Satellites",
    "SpokenQuestion",
    "UsedDevice",
    "WakeChoice",
    "WakeWaiter",
    "check_hours",
    "ring_chime",
    "wake_choice",
]
