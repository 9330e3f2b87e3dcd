"""The polling triggers of all loaded integrations. A part of the platform."""

import time
from collections.abc import Callable, Mapping
from typing import Any

from ova.core import Unavailable
from ova.platform.events import EventLog
from ova.platform.pauses import Jitter, spread
from ova.platform.poller import Poller
from ova.plugins import ENGLISH, Entry, IntegrationManager
from ova.schedule import Jobs
from ova.storage import Database

LEAVE_S = 1.0
"""How long unloading waits for polls under way; what they return later is thrown away."""


class Polling:
    """Runs what `@poll` and ``polling_triggers`` declare. Thread-safe."""

    def __init__(
        self,
        database: Database,
        manager: IntegrationManager,
        events: EventLog,
        jobs: Jobs,
        *,
        now: Callable[[], float] = time.time,
        jitter: Jitter = spread,
    ) -> None:
        """``jitter`` gives what is added to a pause."""
        self._database = database
        self._manager = manager
        self._events = events
        self._jobs = jobs
        self._now = now
        self._jitter = jitter
        self._pollers: dict[str, dict[str, Poller]] = {}

    def attach(self, entry: Entry) -> None:
        """Begin to poll for an integration."""
        pollers = {
            name: Poller(
                entry, poll, self._database, self._events, self._jobs, self._now, self._jitter
            )
            for name, poll in entry.capabilities.polls.items()
        }
        self._pollers[entry.id] = pollers
        for poller in pollers.values():
            poller.start()

    def detach(self, entry: Entry) -> None:
        """Poll for it no more; where each trigger is stays stored."""
        pollers = self._pollers.pop(entry.id, {}).values()
        for poller in pollers:
            poller.close()
        until = time.monotonic() + LEAVE_S
        for poller in pollers:
            poller.wait_until_over(until - time.monotonic())

    def forget(self, entry_id: str) -> None:
        """Delete where its triggers are and what they told."""
        self._database.poll_states.forget(entry_id)

    def triggers(self, entry_id: str, language: str = ENGLISH) -> list[dict[str, Any]]:
        """Return an integration's triggers in wire form, described in a language.

        Raises NotFound, Unavailable.
        """
        self._manager.entry(entry_id)
        return [_shown(poller, language) for poller in self._pollers.get(entry_id, {}).values()]

    def update(
        self,
        entry_id: str,
        name: str,
        *,
        inputs: Mapping[str, Any] | None = None,
        every: str | None = None,
        enabled: bool | None = None,
        language: str = ENGLISH,
    ) -> dict[str, Any]:
        """Change a trigger; see Poller. Raises NotFound, Unavailable, InputInvalid."""
        poller = self._poller(entry_id, name)
        poller.change(inputs, every, enabled)
        return _shown(poller, language)

    def run(self, entry_id: str, name: str, language: str = ENGLISH) -> dict[str, Any]:
        """Poll now; return the trigger with the number of ``new`` records. Raises what it raises."""
        poller = self._poller(entry_id, name)
        new = poller.run()
        return {**_shown(poller, language), "new": new}

    def _poller(self, entry_id: str, name: str) -> Poller:
        entry = self._manager.entry(entry_id)
        poller = self._pollers.get(entry_id, {}).get(entry.capabilities.poll(name).name)
        if poller is None:
            raise Unavailable(f"{entry.name} is being loaded.", cure="Try again in a moment.")
        return poller


def _shown(poller: Poller, language: str) -> dict[str, Any]:
    return poller.entry.translations.trigger(poller.to_json(), language)
