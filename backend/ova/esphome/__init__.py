"""ESPHome voice devices: Voice PE, S3-Box, Atom Echo and the like, driven over ESPHome's native API.

Law: connections translate, they do not decide; a device may say anything, and is checked, measured
and cut with a reason where it cannot be borne. All of them share one asyncio loop; what may take its
time is done beside it, in order for each device.
"""

from ova.esphome.address import ESPHOME_PORT, DeviceAddress
from ova.esphome.devices import EsphomeDevices
from ova.esphome.key import checked_key
from ova.esphome.ports import Lent
from ova.esphome.sounds import DeviceSound, DeviceSounds

__all__ = [
    "ESPHOME_PORT",
    "DeviceAddress",
    "DeviceSound",
    "DeviceSounds",
    "EsphomeDevices",
    "Lent",
    "checked_key",
]
