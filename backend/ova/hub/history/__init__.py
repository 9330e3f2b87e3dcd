"""Past commands: their runs and recordings, trying one again, and cures for those that failed.

Law: nothing that was said leaves the hub, and what the home did not allow is not kept.
"""

from ova.hub.history.cure import CureKind
from ova.hub.history.curing import Curing
from ova.hub.history.declined_talk import DeclinedTalk
from ova.hub.history.recordings import Recordings
from ova.hub.history.run_history import HISTORY_SETTINGS, RunHistory
from ova.hub.history.trying_again import TryingAgain

__all__ = [
    "HISTORY_SETTINGS",
    "CureKind",
    "Curing",
    "DeclinedTalk",
    "Recordings",
    "RunHistory",
    "TryingAgain",
]
