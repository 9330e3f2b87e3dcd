"""The Wyoming protocol, both ways: satellites of others that the hub drives, and the hub's own ears,
brain and voice for other hubs.

Law: connections translate, they do not decide; whatever comes over them may be anything, and is
checked, measured and cut with a reason where it cannot be borne.
"""

from ova.wyoming.about import SATELLITE_PORT
from ova.wyoming.allowed import network
from ova.wyoming.ports import Handled, Lends
from ova.wyoming.probe import probe
from ova.wyoming.satellite import Lent
from ova.wyoming.satellites import WyomingSatellites, used
from ova.wyoming.service import WyomingService

__all__ = [
    "SATELLITE_PORT",
    "Handled",
    "Lends",
    "Lent",
    "WyomingSatellites",
    "WyomingService",
    "network",
    "probe",
    "used",
]
