"""Encrypted connections that threads share, for the hub's door and for the program on the device.

Law: the standard library only; it knows connections, not what travels on them.
"""

from ova.tls.shared import SharedTls

__all__ = ["SharedTls"]
