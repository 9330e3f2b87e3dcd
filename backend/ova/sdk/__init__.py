"""What authors of integrations and skills import: decorators, declarations, turns, errors and types.

Law: declares, never runs: no I/O, no threads, no clock, no registry. It imports only ``ova.core``; a
plugin imports this room and ``ova.core`` and nothing else of the hub.
"""

from ova.core import (
    Announcement,
    Area,
    Entity,
    EntityState,
    Intent,
    ListChange,
    ListItem,
    ListKind,
    Reply,
    Satellite,
    Schedule,
    SharedList,
    Slot,
    Utterance,
)
from ova.sdk.agent import AgentAnswer, AgentRequest, AgentTool, AgentTurn
from ova.sdk.apis import (
    ActionsApi,
    AnnouncementsApi,
    DataApi,
    EventsApi,
    HomeApi,
    HomeSettingsView,
    IntegrationsApi,
    ListsApi,
    SatellitesApi,
    SchedulesApi,
    SettingsApi,
    SkillsApi,
    SkillStoreApi,
    TimersApi,
    ToldEvent,
)
from ova.sdk.asking import Asking
from ova.sdk.base import BaseIntegration
from ova.sdk.context import Cache, Context, Coordinator, EntityBook, Store
from ova.sdk.decorators import action, control, data, handles, poll, webhook
from ova.sdk.device import Controller, Device, Sensor
from ova.sdk.errors import (
    ActionError,
    AuthFailed,
    ConfigurationError,
    InputInvalid,
    NotReady,
    OutputInvalid,
    PluginError,
    RateLimited,
    SecretMissing,
)
from ova.sdk.handlers import ActionHandler, ExecutionContext, Integration, PollingTriggerHandler
from ova.sdk.hub import Ova
from ova.sdk.issue import Issue, IssueBook
from ova.sdk.occasions import on_event, on_schedule
from ova.sdk.page import ManageRequest
from ova.sdk.response import FetchResponse
from ova.sdk.sign_in import IntegrationOAuth
from ova.sdk.specs import (
    Action,
    ActionResult,
    ActionSpec,
    DataBatch,
    Event,
    EventSpec,
    SecretSpec,
)
from ova.sdk.turn import Renderer, Turn

__all__ = [
    "Action",
    "ActionError",
    "ActionHandler",
    "ActionResult",
    "ActionSpec",
    "ActionsApi",
    "AgentAnswer",
    "AgentRequest",
    "AgentTool",
    "AgentTurn",
    "Announcement",
    "AnnouncementsApi",
    "Area",
    "Asking",
    "AuthFailed",
    "BaseIntegration",
    "Cache",
    "ConfigurationError",
    "Context",
    "Controller",
    "Coordinator",
    "DataApi",
    "DataBatch",
    "Device",
    "Entity",
    "EntityBook",
    "EntityState",
    "Event",
    "EventSpec",
    "EventsApi",
    "ExecutionContext",
    "FetchResponse",
    "HomeApi",
    "HomeSettingsView",
    "InputInvalid",
    "Integration",
    "IntegrationOAuth",
    "IntegrationsApi",
    "Intent",
    "Issue",
    "IssueBook",
    "ListChange",
    "ListItem",
    "ListKind",
    "ListsApi",
    "ManageRequest",
    "NotReady",
    "OutputInvalid",
    "Ova",
    "PluginError",
    "PollingTriggerHandler",
    "RateLimited",
    "Renderer",
    "Reply",
    "Satellite",
    "SatellitesApi",
    "Schedule",
    "SchedulesApi",
    "SecretMissing",
    "SecretSpec",
    "Sensor",
    "SettingsApi",
    "SharedList",
    "SkillStoreApi",
    "SkillsApi",
    "Slot",
    "Store",
    "TimersApi",
    "ToldEvent",
    "Turn",
    "Utterance",
    "action",
    "control",
    "data",
    "handles",
    "on_event",
    "on_schedule",
    "poll",
    "webhook",
]
