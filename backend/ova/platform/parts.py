"""Everything the hub does for integrations, wired together: the one list of parts."""

import time
from collections.abc import Callable

from ova.core import Unavailable
from ova.platform.actions import Actions
from ova.platform.data import DataSources
from ova.platform.diagnostics import Diagnostics
from ova.platform.events import EventLog
from ova.platform.health import HealthWatch
from ova.platform.issues import Issues
from ova.platform.journal import Journal
from ova.platform.pages import Pages
from ova.platform.pauses import Jitter, spread
from ova.platform.polling import Polling
from ova.platform.sign_in import SignIns
from ova.platform.subscriptions import Events
from ova.platform.webhooks import Webhooks
from ova.plugins import IntegrationManager, Part
from ova.schedule import Jobs
from ova.storage import Database

PATHS = {
    "login": "/integration/{id}/login",
    "callback": "/integration/{id}/callback",
    "manage": "/integration/{id}/manage",
}
"""Where the hub's routes of an integration are; the webhook's has a token besides."""


class Platform:
    """The parts, and what they share. Connect it before ``IntegrationManager.load_all``."""

    def __init__(
        self,
        database: Database,
        manager: IntegrationManager,
        jobs: Jobs,
        *,
        external_url: Callable[[], str] = lambda: "",
        now: Callable[[], float] = time.time,
        jitter: Jitter = spread,
    ) -> None:
        """``external_url`` is the hub's address for others, blank when there is none.

        ``jitter`` gives what is added to the pauses between polls.
        """
        self.manager = manager
        self.jobs = jobs
        self._external_url = external_url
        self.events = EventLog(database.integration_events, now)
        self.polling = Polling(database, manager, self.events, jobs, now=now, jitter=jitter)
        self.data = DataSources(database, manager, now=now)
        self.actions = Actions(
            *(
                manager,
                database.action_runs,
                database.plugin_store,
                now,
                manager.entities.controllable,
                manager.entities.named,
            )
        )
        self.subscriptions = Events(self.events, jobs)
        self.webhooks = Webhooks(database, manager, self.events, jobs, base=self._base, now=now)
        self.sign_ins = SignIns(database, manager, external_url=external_url, now=now)
        self.issues = Issues(database.issues, manager, now)
        self.health = HealthWatch(manager, jobs)
        self.pages = Pages(manager)
        self.journal = Journal(manager)
        self.diagnostics = Diagnostics(manager, now)
        self.diagnostics.summaries["events"] = self.events.summary
        self.diagnostics.summaries["issues"] = self.issues.summary
        self.diagnostics.summaries["triggers"] = self.polling.triggers
        self.diagnostics.summaries["runs"] = self.actions.summary
        manager.entities.run_action = self.actions.for_entity
        parts: list[Part] = [
            self.events,
            self.webhooks,
            self.polling,
            self.data,
            self.actions,
            self.sign_ins,
            self.issues,
            self.health,
            self.journal,
        ]
        manager.connect(
            parts,
            tell=self.events.tell,
            address=self.address,
            sign_ins=self.sign_ins,
            issues=self.issues.book,
        )

    def address(self, entry_id: str, kind: str) -> str:
        """Return an integration's address of a kind for others. Raises Unavailable without one."""
        if kind == "webhook":
            return self.webhooks.url(entry_id)
        whose = entry_id
        if kind == "callback":  # all accounts of an integration share it
            whose = str(self.manager.info(entry_id).details["integration_id"])
        return self._base() + PATHS[kind].format(id=whose)

    def _base(self) -> str:
        base = self._external_url().rstrip("/")
        if not base:
            raise Unavailable(
                "The hub does not know its own address for others.",
                cure="Set external_url in the settings, as in https://ova.example.org",
            )
        return base
