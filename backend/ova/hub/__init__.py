"""The hub: all rooms wired together, with its accounts, settings and folder.

Law: the one composition root. Rooms beneath know nothing of each other beyond what they import;
whatever must meet, meets here.
"""

from ova.hub.assistant import OpenVoiceAssistant
from ova.hub.backups import Backups
from ova.hub.bus import NewsKind
from ova.hub.opening import open_database
from ova.hub.options import HubOptions
from ova.hub.people import Accounts, People, TokenInfo, User
from ova.hub.settings import HomeSettings

__all__ = [
    "Accounts",
    "Backups",
    "HomeSettings",
    "HubOptions",
    "NewsKind",
    "OpenVoiceAssistant",
    "People",
    "TokenInfo",
    "User",
    "open_database",
]
