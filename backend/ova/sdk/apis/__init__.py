"""What the hub offers to plugins, one part of it per file.

Law: protocols only; the rooms behind them know nothing of plugins.
"""

from ova.sdk.apis.announcements import AnnouncementsApi
from ova.sdk.apis.events import DataApi, EventsApi, ToldEvent
from ova.sdk.apis.home import HomeApi
from ova.sdk.apis.integrations import ActionsApi, IntegrationsApi
from ova.sdk.apis.lists import ListsApi
from ova.sdk.apis.satellites import SatellitesApi
from ova.sdk.apis.schedules import SchedulesApi
from ova.sdk.apis.settings import HomeSettingsView, SettingsApi
from ova.sdk.apis.skills import ExamplesApi, SkillsApi, SkillStoreApi
from ova.sdk.apis.timers import TimersApi

__all__ = [
    "ActionsApi",
    "AnnouncementsApi",
    "DataApi",
    "EventsApi",
    "ExamplesApi",
    "HomeApi",
    "HomeSettingsView",
    "IntegrationsApi",
    "ListsApi",
    "SatellitesApi",
    "SchedulesApi",
    "SettingsApi",
    "SkillStoreApi",
    "SkillsApi",
    "TimersApi",
    "ToldEvent",
]
