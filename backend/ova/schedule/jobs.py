"""Things to do later, once or again and again, on a few threads."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from ova.schedule.agenda import Agenda, steady_clock

_log = logging.getLogger(__name__)
_LONGEST_S = 86_400.0
"""The system takes no wait of any length."""
Work = Callable[[], None]


class Jobs:
    """Work by key. One key's work never runs twice at a time; planning it again moves it.

    Nothing is stored: who plans a job knows from its own tables when to plan it again.
    """

    def __init__(
        self,
        *,
        threads: int = 4,
        steady: Callable[[], float] = steady_clock,
        name: str = "ova-jobs",
    ) -> None:
        """Start waiting. With ``threads=0`` nothing runs but in ``run_due``."""
        self._steady = steady
        self._agenda = Agenda()
        self._work: dict[str, Work] = {}
        self._running: set[str] = set()
        self._changed = threading.Condition()
        self._closed = False
        self._pool = ThreadPoolExecutor(threads, name) if threads else None
        self._thread: threading.Thread | None = None
        if threads:
            self._thread = threading.Thread(target=self._wait, name=name, daemon=True)
            self._thread.start()

    def plan(self, key: str, delay_s: float, work: Work) -> None:
        """Do ``work`` once, so many seconds from now, in place of what was planned under ``key``."""
        with self._changed:
            if self._closed:
                return
            self._work[key] = work
            self._agenda.put(key, self._steady() + max(0.0, delay_s))
            self._changed.notify_all()

    def cancel(self, key: str) -> None:
        """Forget what is planned, and wait for what runs unless it is the caller itself."""
        with self._changed:
            self._agenda.remove(key)
            self._work.pop(key, None)
            while key in self._running and not _is_mine(key):
                self._changed.wait()

    def forget(self, key: str) -> None:
        """Forget what is planned; what runs goes on."""
        with self._changed:
            self._agenda.remove(key)
            self._work.pop(key, None)

    def planned(self) -> list[str]:
        """Return the keys of what is planned or running."""
        with self._changed:
            return sorted({*self._work, *self._running})

    def next_due(self) -> float | None:
        """Return when the next work is due, by the steady clock; None when nothing is planned."""
        with self._changed:
            return self._agenda.next()

    def run_due(self) -> int:
        """Do everything that is due now in this thread; return how much that was."""
        count = 0
        while True:
            with self._changed:
                due = self._take()
            if not due:
                return count
            for key, work in due:
                count += 1
                self._run(key, work)

    def close(self) -> None:
        """Forget everything and wait for what runs."""
        with self._changed:
            self._closed = True
            self._work.clear()
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()
        if self._pool is not None:
            self._pool.shutdown()

    def _take(self) -> list[tuple[str, Work]]:
        due = []
        for key in self._agenda.take_due(self._steady()):
            if key in self._running:  # it was planned again while it ran, and that took longer
                self._agenda.put(key, self._steady() + 0.05)
                continue
            work = self._work.pop(key, None)
            if work is not None:
                self._running.add(key)
                due.append((key, work))
        return due

    def _wait(self) -> None:
        while True:
            with self._changed:
                if self._closed:
                    return
                due = self._take()
                if not due:
                    next_at = self._agenda.next()
                    left = _LONGEST_S if next_at is None else next_at - self._steady()
                    self._changed.wait(min(max(0.0, left), _LONGEST_S))
                    continue
            for key, work in due:
                if self._pool is not None:
                    self._pool.submit(self._run, key, work)

    def _run(self, key: str, work: Work) -> None:
        _MINE.key = key
        try:
            work()
        except Exception:  # noqa: BLE001 - a job that fails must not end the thread that runs others
            _log.exception("The job %s failed", key)
        finally:
            _MINE.key = None
            with self._changed:
                self._running.discard(key)
                self._changed.notify_all()


_MINE = threading.local()


def _is_mine(key: str) -> bool:
    return getattr(_MINE, "key", None) == key
