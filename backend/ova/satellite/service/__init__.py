"""The satellite as a service of this machine's user: installed, looked at, updated.

Law: nothing here needs root; what runs goes on running until what replaces it was tried.
"""

from ova.satellite.service.environment import Environment
from ova.satellite.service.options import KeptOptions, as_arguments
from ova.satellite.service.systemd import Standing, UserService
from ova.satellite.service.unit import unit_text
from ova.satellite.service.update import Update, Updated, clone_of

__all__ = [
    "Environment",
    "KeptOptions",
    "Standing",
    "Update",
    "Updated",
    "UserService",
    "as_arguments",
    "clone_of",
    "unit_text",
]
