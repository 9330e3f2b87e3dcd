"""What the web room needs of the hub: exactly what it calls, no more."""

from ova.web.ports.accounts import AccountsPort, TokenView, UserView
from ova.web.ports.actions import ActionsPort
from ova.web.ports.backups import BackupSchedulePort, BackupsPort
from ova.web.ports.history import CuringPort, HistoryPort, TryingAgainPort
from ova.web.ports.home import HomePort
from ova.web.ports.hub import HubPort, ServedHub
from ova.web.ports.integrations import IntegrationsPort
from ova.web.ports.models import ModelsPort
from ova.web.ports.pairing import DiscoveryPort, PairingPort
from ova.web.ports.people import LinkView, PeoplePort
from ova.web.ports.platform import PlatformPort
from ova.web.ports.plugins import PluginsPort
from ova.web.ports.recordings import RecordingsPort
from ova.web.ports.satellites import LevelsPort, SatelliteLinkPort, SatellitesPort
from ova.web.ports.schedules import SchedulesPort
from ova.web.ports.settings import SettingsPort
from ova.web.ports.sign_ins import SignedInView, SignInsPort
from ova.web.ports.skill_desk import SkillDeskPort
from ova.web.ports.timers import TimersPort
from ova.web.ports.wake_words import WakeChoicesPort, WakeTrialsPort, WakeWordsPort
from ova.web.ports.webhooks import EventsPort, ReceiverPort, WebhooksPort
from ova.web.ports.wire import Json, Send

__all__ = [
    "AccountsPort",
    "ActionsPort",
    "BackupSchedulePort",
    "BackupsPort",
    "CuringPort",
    "DiscoveryPort",
    "EventsPort",
    "HistoryPort",
    "HomePort",
    "HubPort",
    "IntegrationsPort",
    "Json",
    "LevelsPort",
    "LinkView",
    "ModelsPort",
    "PairingPort",
    "PeoplePort",
    "PlatformPort",
    "PluginsPort",
    "ReceiverPort",
    "RecordingsPort",
    "SatelliteLinkPort",
    "SatellitesPort",
    "SchedulesPort",
    "Send",
    "ServedHub",
    "SettingsPort",
    "SignInsPort",
    "SignedInView",
    "SkillDeskPort",
    "TimersPort",
    "TokenView",
    "TryingAgainPort",
    "UserView",
    "WakeChoicesPort",
    "WakeTrialsPort",
    "WakeWordsPort",
    "WebhooksPort",
]
