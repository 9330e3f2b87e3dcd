"""The home: areas, floors, entities, aliases, exposure, states and control.

Law: knows no vendor. Integrations declare their things and bring a controller; everyone else reads
and controls through ``Home``.
"""

from ova.home.declared import DeclaredEntity, SyncResult, entity_key
from ova.home.errors import ControlFailed, HomeError
from ova.home.home import Controller, Home
from ova.home.places import UNSET, Unset
from ova.home.services import SERVICES, check_call

__all__ = [
    "SERVICES",
    "UNSET",
    "ControlFailed",
    "Controller",
    "DeclaredEntity",
    "Home",
    "HomeError",
    "SyncResult",
    "Unset",
    "check_call",
    "entity_key",
]
