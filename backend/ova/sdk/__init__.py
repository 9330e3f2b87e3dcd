"""What authors of integrations and skills import: decorators, declarations, turns, errors and types.

Law: declares, never runs: no I/O, no threads, no clock, no registry. It imports only ``ova.core``; a
plugin imports this room and ``ova.core`` and nothing else of the hub.
"""

from ova.core import Area, Entity, EntityState, Intent, Reply, Satellite, Schedule, Slot, Utterance
from ova.sdk.context import Context, EntityBook, Store
from ova.sdk.decorators import control, handles
from ova.sdk.device import Device
from ova.sdk.errors import (
    ActionError,
    AuthFailed,
    InputInvalid,
    NotReady,
    PluginError,
    RateLimited,
)
from ova.sdk.hub import (
    HomeApi,
    HomeSettingsView,
    IntegrationsApi,
    Ova,
    SettingsApi,
    SkillsApi,
    TimersApi,
)
from ova.sdk.turn import Renderer, Turn

__all__ = [
    "ActionError",
    "Area",
    "AuthFailed",
    "Context",
    "Device",
    "Entity",
    "EntityBook",
    "EntityState",
    "HomeApi",
    "HomeSettingsView",
    "InputInvalid",
    "IntegrationsApi",
    "Intent",
    "NotReady",
    "Ova",
    "PluginError",
    "RateLimited",
    "Renderer",
    "Reply",
    "Satellite",
    "Schedule",
    "SettingsApi",
    "SkillsApi",
    "Slot",
    "Store",
    "TimersApi",
    "Turn",
    "Utterance",
    "control",
    "handles",
]
