"""What the hub does for loaded integrations: actions, polling, webhooks, events, sign-in, data, pages.

Law: one path for every caller; what was acknowledged is on disk; nothing of an integration runs after it
was unloaded. Each noun is a part (`ova.plugins.Part`) that `Platform` lists.
"""

from ova.platform.data import DataSources
from ova.platform.events import EventLog
from ova.platform.parts import Platform
from ova.platform.polling import Polling

__all__ = ["DataSources", "EventLog", "Platform", "Polling"]
