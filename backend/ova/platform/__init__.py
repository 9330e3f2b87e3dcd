"""What the hub does for loaded integrations: actions, polling, webhooks, events, sign-in, data, pages.

Law: one path for every caller; what was acknowledged is on disk; nothing of an integration runs after it
was unloaded. Each noun is a part (`ova.plugins.Part`) that `Platform` lists.
"""

from ova.platform.actions import Actions
from ova.platform.data import DataSources
from ova.platform.diagnostics import Diagnostics, assembled
from ova.platform.events import EventLog
from ova.platform.guides import Guides
from ova.platform.issues import Issues, OpenIssue
from ova.platform.outcome import ActionDone
from ova.platform.pages import Page, Pages
from ova.platform.parts import Platform
from ova.platform.polling import Polling
from ova.platform.shown import for_log
from ova.platform.sign_in import SignedIn, SignIns
from ova.platform.subscriptions import Events
from ova.platform.tools import ActionTool
from ova.platform.webhooks import Webhooks

__all__ = [
    "ActionDone",
    "ActionTool",
    "Actions",
    "DataSources",
    "Diagnostics",
    "EventLog",
    "Events",
    "Guides",
    "Issues",
    "OpenIssue",
    "Page",
    "Pages",
    "Platform",
    "Polling",
    "SignIns",
    "SignedIn",
    "Webhooks",
    "assembled",
    "for_log",
]
