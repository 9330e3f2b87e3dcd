"""The hub: all rooms wired together, with its accounts, settings and folder.

Law: the one composition root. Rooms beneath know nothing of each other beyond what they import;
whatever must meet, meets here. What is behind the door is loaded when it is asked for: a command
about people begins without the speech engines.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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

_WHERE = {
    "Accounts": "people",
    "Backups": "backups",
    "GrammarKeeper": "grammar_keeper",
    "HomeSettings": "settings",
    "HubOptions": "options",
    "Listening": "options",
    "NewsKind": "bus",
    "OpenVoiceAssistant": "assistant",
    "People": "people",
    "TokenInfo": "people",
    "User": "people",
    "open_database": "opening",
    "open_locked": "opening",
}
"""Name to the module within this package that has it."""


def __getattr__(name: str) -> object:
    """Load what is behind the door. Raises AttributeError for a name that is not."""
    try:
        where = _WHERE[name]
    except KeyError:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None
    found: object = getattr(import_module(f"{__name__}.{where}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
