"""The log of orders: what was asked of integrations, and what came of it."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ova.core import Deed, DeedKind, OvaError, note_deed
from ova.platform.shown import for_log
from ova.plugins import Entry
from ova.sdk import ActionResult
from ova.storage import ActionRuns, ActionUsage, StoredActionRun

logger = logging.getLogger(__name__)
Listener = Callable[[StoredActionRun], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What was ordered, by whom, when in seconds since the epoch, and its input as the log shows it."""

    action: str
    source: str
    at: float
    shown: Any


class ActionLog:
    """Keeps every run of an action without secrets, and tells whoever listens. Thread-safe."""

    def __init__(self, runs: ActionRuns) -> None:
        self._runs = runs
        self._listeners: tuple[Listener, ...] = ()
        self._changing = threading.Lock()

    def keep(
        self,
        entry: Entry,
        order: Order,
        duration_ms: float,
        *,
        result: ActionResult | None = None,
        error: OvaError | None = None,
    ) -> int:
        """Log a run, tell whoever listens, and return its number."""
        said = str(error) if error else result.message if result else ""
        run = StoredActionRun(
            self._runs.next_seq(),
            entry.id,
            order.action,
            order.source,
            order.at,
            round(duration_ms, 3),
            order.shown,
            for_log(result.data, entry.secrets) if result else None,
            error.code if error else "",
            for_log(said, entry.secrets),
            result.cost_usd if result else None,
        )
        self._runs.add(run)
        note_deed(
            Deed(
                *(DeedKind.ACTION, entry.id, entry.name, order.action),
                order.shown if isinstance(order.shown, dict) else {},
                *(run.code, run.message),
            )
        )
        for listener in self._listeners:
            try:
                listener(run)
            except Exception:
                logger.exception("A listener failed on a run of %s", entry.id)
        return run.seq

    def recent(self, limit: int, **filters: Any) -> list[StoredActionRun]:
        """Return the newest runs; see ActionRuns."""
        return self._runs.recent(limit, **filters)

    def usage(self, entry_id: str | None, since: float) -> list[ActionUsage]:
        """Return runs, failures and costs of the kept runs by action."""
        return self._runs.usage(entry=entry_id, since=since)

    def forget(self, entry_id: str) -> None:
        """Delete the runs of an account."""
        self._runs.forget(entry_id)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` with every run when it ended; returns what ends it."""
        with self._changing:
            self._listeners = (*self._listeners, listener)

        def unsubscribe() -> None:
            with self._changing:
                self._listeners = tuple(one for one in self._listeners if one is not listener)

        return unsubscribe
