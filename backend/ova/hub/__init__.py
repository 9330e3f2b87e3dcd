"""The hub: all rooms wired together, with its accounts, settings and folder.

Law: the one composition root. Rooms beneath know nothing of each other beyond what they import;
whatever must meet, meets here.
"""

from ova.hub.assistant import OpenVoiceAssistant
from ova.hub.backups import Backups
from ova.hub.bus import NewsKind
from ova.hub.grammar_keeper import GrammarKeeper
from ova.hub.opening import open_database, open_locked
from ova.hub.options import HubOptions, Listening
from ova.hub.people import Accounts, People, TokenInfo, User
from ova.hub.settings import HomeSettings

__all__ = [
    "Accounts",
    "Backups",
    "GrammarKeeper",
    "HomeSettings",
    "HubOptions",
    "Listening",
    "NewsKind",
    "OpenVoiceAssistant",
    "People",
    "TokenInfo",
    "User",
    "open_database",
    "open_locked",
]
