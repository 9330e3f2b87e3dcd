"""Lights and buttons of a device, behind one small protocol.

Law: a peripheral shows what it is told and tells what is pressed; it decides nothing, its library is
imported when it is used, and its failure never ends the program. Others add theirs as an entry point
of the group ``ova.satellite.peripherals``.
"""

from ova.satellite.peripherals.kinds import make_peripherals
from ova.satellite.peripherals.panel import Panel
from ova.satellite.peripherals.protocol import Peripheral, Press, Shown

__all__ = ["Panel", "Peripheral", "Press", "Shown", "make_peripherals"]
