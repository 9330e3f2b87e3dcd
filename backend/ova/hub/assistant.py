"""OpenVoiceAssistant: the hub itself, made of all rooms."""

import time
from collections.abc import Callable
from typing import Any

from ova.core import Role
from ova.hub.being_found import be_found, be_lost
from ova.hub.bus import Subscriber
from ova.hub.care import status_of
from ova.hub.group_news import follow_groups
from ova.hub.later import tell_of_plans
from ova.hub.left_rings import keep_ringing
from ova.hub.list_words import tell_of_lists
from ova.hub.news_sources import (
    tell_of_home,
    tell_of_plugins,
    tell_of_routines,
    tell_of_skill_texts,
)
from ova.hub.options import HubOptions
from ova.hub.parts import Parts
from ova.hub.people import User, set_up
from ova.hub.skills import explained
from ova.satellites import SatelliteLink
from ova.schedule import steady_clock

READY_TIMEOUT_S = 30.0
PRUNE_S = 3600.0
SETTLE_S = 30.0
MOST_ROUNDS = 1_000


class OpenVoiceAssistant(Parts):
    """Wires the rooms; what plugins receive as ``ova``."""

    def __init__(
        self,
        options: HubOptions,
        *,
        clock: Callable[[], float] = time.time,
        steady: Callable[[], float] = steady_clock,
    ) -> None:
        """Open everything; nothing runs before ``start``. Raises OvaError when that is not possible.

        ``clock`` gives seconds since the epoch, ``steady`` seconds that never step.
        """
        super().__init__(options, clock, steady)
        self._started_at = clock()
        self._closed = False

    def start(self) -> None:
        """Load the plugins and start what runs in the background; returns before speech is ready."""
        self.platform.journal.start()
        self.log.start()
        if not self._options.by_hand:
            self._speech.start()
        tell_of_home(self, self._news)
        self.home.subscribe_names(lambda _names: self.tongues.refresh())
        self.timers.subscribe(self.satellites.bells.timer_changed)
        tell_of_plans(self, self._jobs)
        keep_ringing(self)
        self.while_away.start()
        follow_groups(self, self._news)
        tell_of_lists(self, self._news)
        self.integration_manager.load_all(self)
        self.skill_manager.load_all(self)
        tell_of_plugins(self, self._news)
        tell_of_skill_texts(self, self._news)
        tell_of_routines(self, self._news)
        self.skill_manager.subscribe(lambda _info: self.grammar.refresh())
        self.grammar.start()
        self.understand_satellites()
        self.timers.start()
        self._prune_history()
        self.routines.start()
        self.schedules.start()
        if self._options.by_hand:
            return
        self.models.subscribe(lambda _model, _change: self._speech.voice.start())
        self.models.start()
        self._care.start()
        self.wyoming.start()
        self.esphome.start()
        self.backup_schedule.start()
        be_found(self._options, self.accounts)
        self._announcing.start()

    def run_due(self) -> None:
        """Do what is due by the clock, and wait for it: for a hub that is run by hand."""
        self.timers.check_now()
        self.schedules.check_now()
        for _ in range(MOST_ROUNDS):  # what is done may plan more that is due at once
            done = self._jobs.run_due()
            self.skill_manager.wait_idle(SETTLE_S)
            if not done:
                return

    def next_due(self) -> float | None:
        """Return when something is due next by the steady clock, timers and plans left out."""
        return self._jobs.next_due()

    def wait_ready(self, timeout_s: float = READY_TIMEOUT_S) -> bool:
        """Wait until text and speech can be answered; False when that took too long."""
        return self.grammar.wait_ready(timeout_s) and self._speech.wait_ready(timeout_s)

    def ready(self) -> bool:
        """Tell whether text and speech can be answered now."""
        return self.grammar.ready and self._speech.ready

    def close(self) -> None:
        """Stop everything in order; what was acknowledged is on disk. May be called twice."""
        if self._closed:
            return
        self._closed = True
        self._announcing.close()
        be_lost(self._options)
        self.backup_schedule.close()
        self.backups.close()
        self.satellite_asks.close()
        self.wyoming.close()
        self.esphome.close()
        self._care.close()
        self.timers.close()
        self.schedules.close()
        self.models.close()
        self.tongues.close()
        self._speech.close()
        self.pipeline.close()
        self.recordings.close()
        self._speech.voice.close()
        self.skill_manager.unload_all()
        self.integration_manager.unload_all()
        self.platform.journal.stop()
        self.log.stop()
        self._jobs.close()
        self._database.close()
        self._lock.close()

    def setup(self, username: str, password: str, home_name: str | None = None) -> User:
        """Create the owner's account and name the home. Raises Conflict, InvalidInput."""
        return set_up(self.accounts, self.settings, self.onboarding, username, password, home_name)

    def understand(self, text: str, area_id: str | None = None) -> dict[str, Any]:
        """Return in wire form what a text would come to; nothing is done. Raises NotFound."""
        return explained(self, text, area_id)

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Call ``subscriber(kind, payload)`` with the hub's news; the result ends that."""
        return self._news.subscribe(subscriber)

    def open_link(
        self,
        send: Callable[..., None],
        *,
        address: str = "",
        key_of: str | None = None,
        person_id: str | None = None,
        role: Role | None = None,
    ) -> SatelliteLink:
        """Open a link for a satellite that has just connected from an address.

        ``key_of`` is the id of the satellite whose own token it came with, if it did; ``role`` is
        the most that may be done over it.
        """
        return self.satellites.open_link(
            send, address=address, key_of=key_of, person_id=person_id, role=role
        )

    def session_key(self) -> bytes:
        """Return the key sessions are signed with."""
        return self.accounts.session_key()

    def metrics(self) -> bytes:
        """Return the counts in Prometheus' text form."""
        return self._metrics.text()

    def status(self) -> dict[str, Any]:
        """Return what the hub is and does, for the status page."""
        uptime_s = self._clock() - self._started_at
        return status_of(self, uptime_s, self._speech.workers())

    def _prune_history(self) -> None:
        """Forget old runs now, and again every hour."""
        try:
            self.history.prune()
        finally:
            self._jobs.plan("history", PRUNE_S, self._prune_history)
