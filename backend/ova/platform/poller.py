"""One polling trigger of one loaded integration."""

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from ova.core import Conflict, OvaError, Unavailable
from ova.platform.events import EventLog
from ova.platform.faults import reason_of, told_of
from ova.platform.inputs import checked, faults_of, whole
from ova.platform.pauses import Jitter, asked_s, pause_after, span_text
from ova.platform.records import Record, listed, records_of
from ova.plugins import Entry, PollDef
from ova.schedule import Jobs
from ova.sdk import Event, InputInvalid
from ova.sdk.marks import span_s
from ova.storage import Database, StoredEvent

_log = logging.getLogger(__name__)
START_S = 5.0
"""Nothing is polled sooner after it was loaded, so that everything else is up by then."""
TURN_S = 30.0
"""How long a second caller waits until the poll before is over."""
PRUNE_S = 86_400.0
LONGEST_S = 366 * 86_400.0


class Poller:
    """Polls, and keeps where it is. Thread-safe.

    The records of a run, the ids seen and the cursor are committed together, so that a run counts
    whole or not at all.
    """

    def __init__(
        self,
        entry: Entry,
        poll: PollDef,
        database: Database,
        events: EventLog,
        jobs: Jobs,
        now: Callable[[], float],
        jitter: Jitter,
    ) -> None:
        self.entry = entry
        self.poll = poll
        self.event = f"{entry.integration_id}.{poll.name}"
        """The type of its events."""
        self._database = database
        self._events = events
        self._jobs = jobs
        self._now = now
        self._jitter = jitter
        self._key = f"poll:{entry.id}:{poll.name}"
        self._turn = threading.Lock()
        """Held by who polls."""
        self._guard = threading.RLock()
        """Held for moments, never while the author's code runs."""
        self._state = database.poll_states.get(entry.id, poll.name)
        self._next_at: float | None = None
        self._pruned_at = -PRUNE_S
        self._closed = False

    @property
    def every_s(self) -> float:
        """The pause between two polls."""
        return max(self.poll.every_s, self._state.every_s or 0.0)

    def start(self) -> None:
        """Plan the first poll: soon, or when it would have been due without a restart."""
        with self._guard:
            self._plan(self._first_pause())

    def close(self) -> None:
        """Poll no more; of what still runs nothing is kept."""
        with self._guard:
            self._closed = True
            self._next_at = None
            self._jobs.forget(self._key)

    def wait_until_over(self, timeout_s: float) -> None:
        """Wait shortly for the author's code to return."""
        if self._turn.acquire(timeout=max(0.0, timeout_s)):
            self._turn.release()

    def change(
        self,
        inputs: Mapping[str, Any] | None = None,
        every: str | None = None,
        enabled: bool | None = None,
    ) -> None:
        """Take what a person wants; what is None stays. A blank ``every`` is the author's pause.

        Raises InputInvalid, with nothing changed.
        """
        with self._guard:
            self._check_open()
            state = self._state
            if inputs is not None:
                checked(self.poll, inputs)
                state = replace(state, inputs=dict(inputs))
            if every is not None:
                state = replace(state, every_s=self._pause(every))
            if enabled is not None:
                state = replace(state, enabled=enabled)
            self._database.poll_states.put(state)
            soon = state.inputs != self._state.inputs or (state.enabled and not self._state.enabled)
            self._state = state
            self._plan(self._left_alone(START_S) if soon else self._first_pause())

    def due(self) -> None:
        """Poll because it is time; what goes wrong is noted and not raised."""
        try:
            self.run()
        except OvaError as error:
            _log.debug("%s: %s", self._key, error)

    def run(self) -> int:
        """Poll now and return how many records were new, also while it backs off after failures.

        What the service asked for with Retry-After stays the least pause before the next poll that
        comes by itself.

        Raises InputInvalid for inputs that do not fit, RecordsInvalid, and what the poll raised.
        """
        if not self._turn.acquire(timeout=TURN_S):
            raise Conflict(
                f"{self.poll.name} is being polled already.", cure="Wait until that is over."
            )
        try:
            new = self._run()
        finally:
            self._turn.release()
        self._events.publish(new)
        return len(new)

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        with self._guard:
            state, next_at = self._state, self._next_at
        recent = self._events.recent(20, entry=self.entry.id, type=self.event)
        return {
            "name": self.poll.name,
            "description": self.poll.description,
            "event": self.event,
            "every": span_text(self.every_s),
            "shortest": span_text(self.poll.every_s),
            "enabled": state.enabled,
            "inputs": whole(self.poll, state.inputs),
            "input_schema": dict(self.poll.input.schema),
            "output_schema": dict(self.poll.output.schema) if self.poll.output else None,
            "missing": faults_of(self.poll, state.inputs),
            "running": self._turn.locked(),
            "last_poll_ts": state.last_poll_ts,
            "last_run_at": state.last_run_at,
            "next_run_at": next_at,
            "failures": state.failures,
            "error": state.error,
            "backing_off": bool(state.enabled and state.failures and next_at is not None),
            "asked_to_wait_until": self._asked_until(state.not_before),
            "records": [
                {"id": event.external_id, "data": event.payload, "at": event.at} for event in recent
            ],
        }

    def _run(self) -> list[StoredEvent]:
        with self._guard:
            self._check_open()
            last, used = self._state.last_poll_ts, self._state.inputs
            inputs = checked(self.poll, used)
        began = self._now()
        try:
            records = self._ask(inputs, last)
            return self._keep(records, began, used)
        except OvaError as error:
            self._failed(error, began)
            self._check_open()
            raise told_of(self.entry, error) from error

    def _ask(self, inputs: dict[str, Any], last: str | None) -> list[Record]:
        entry = self.entry

        def ask() -> Any:
            given = self.poll.input.made(inputs)
            return listed(entry.loop.finish(self.poll.run(given, last, entry.context)))

        return records_of(entry.call(f"the trigger {self.poll.name}", ask), self.poll)

    def _keep(self, records: list[Record], began: float, used: dict[str, Any]) -> list[StoredEvent]:
        """Store what a poll told; ``used`` are the inputs it was asked with."""
        store = self._database.poll_states
        with self._guard:
            self._check_open()
            state = replace(
                self._state,
                last_poll_ts=str(int(began)),
                last_run_at=began,
                failures=0,
                error="",
                not_before=None,
            )
            with self._database.transaction():
                entry_id, name = self.entry.id, self.poll.name
                new = store.mark(entry_id, name, [one.id for one in records], began)
                told = [Event(self.event, one.id, one.data) for one in records if one.id in new]
                events = self._events.store(self.entry, told, "poll")
                store.put(state)
                if prune := began - self._pruned_at >= PRUNE_S:
                    store.prune(entry_id, name, began)
            if prune:
                self._pruned_at = began
            if self._state.failures:
                _log.info("integration %s: the trigger %s works again", entry_id, name)
            stale = self._state.inputs != used
            self._state = state
            self._plan(min(START_S, self.every_s) if stale else self.every_s)
            return events

    def _failed(self, error: OvaError, began: float) -> None:
        with self._guard:
            if self._closed:
                return
            before = self._state
            failures = before.failures + 1
            asked = asked_s(error)
            now = self._now()
            asked_until = max(
                now + asked, before.not_before or 0.0
            )  # a poll by hand shortens nothing
            self._state = replace(
                before,
                last_run_at=began,
                failures=failures,
                error=reason_of(error),
                not_before=asked_until if asked_until > now else None,
            )
            pause = self._left_alone(pause_after(error, failures))
            if not before.failures:
                _log.warning(
                    "integration %s: the trigger %s failed: %s",
                    self.entry.id,
                    self.poll.name,
                    self._state.error,
                )
            self._plan(pause)
            try:
                self._database.poll_states.put(self._state)
            except OvaError as fault:
                _log.warning("integration %s: %s", self.entry.id, fault)

    def _plan(self, pause_s: float) -> None:
        if self._closed or not self._state.enabled or faults_of(self.poll, self._state.inputs):
            self._jobs.forget(self._key)
            self._next_at = None
            return
        pause_s += self._jitter(pause_s)
        self._next_at = self._now() + pause_s
        self._jobs.plan(self._key, pause_s, self.due)

    def _first_pause(self) -> float:
        state, now = self._state, self._now()
        soon = min(START_S, self.poll.every_s)
        if state.failures or state.last_run_at is None:
            return self._left_alone(soon)
        left = state.last_run_at + self.every_s - now
        return self._left_alone(min(max(left, soon), self.every_s))  # the clock may have stepped

    def _left_alone(self, pause_s: float) -> float:
        """Return the pause, longer when the other side asked for that."""
        return max(pause_s, (self._state.not_before or 0.0) - self._now())

    def _asked_until(self, not_before: float | None) -> float | None:
        return not_before if not_before is not None and not_before > self._now() else None

    def _pause(self, every: str) -> float | None:
        if not every:
            return None
        wanted = span_s(every)
        if not self.poll.every_s <= wanted <= LONGEST_S:
            shortest = span_text(self.poll.every_s)
            raise InputInvalid(
                f"{self.poll.name} cannot be polled every {every}.",
                cure=f"Its author allows {shortest} or longer, up to 366d.",
            )
        return wanted

    def _check_open(self) -> None:
        if self._closed:
            raise Unavailable(
                f"{self.entry.name} was unloaded; nothing of this poll was kept.",
                cure="Poll again when it is loaded.",
            )
