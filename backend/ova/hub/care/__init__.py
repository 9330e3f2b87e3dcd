"""What this hub is, what it logs, and whether it is well.

Law: looks and tells; it changes nothing but how much is logged.
"""

from ova.hub.care.care import Care
from ova.hub.care.checkup import check_up
from ova.hub.care.hub_log import HubLog
from ova.hub.care.metrics import Metrics
from ova.hub.care.status import status_of

__all__ = [
    "Care",
    "HubLog",
    "Metrics",
    "check_up",
    "status_of",
]
