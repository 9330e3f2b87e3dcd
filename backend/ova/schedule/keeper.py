"""The thread that waits for what is due, and the lock under which schedules change."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from ova.core import Schedule, ScheduleState
from ova.schedule.book import Book, Rules
from ova.schedule.changes import of_group, without_satellite
from ova.storage import ChangeFeed, Database

_CHECK_EVERY_S = 30.0  # to notice steps of the wall clock and the end of a sleep
_KEEP_OVER_S = 7 * 24 * 3600.0


class Keeper:
    """A book of schedules that rings by itself. Thread-safe; not to be used inside a transaction.

    One thread waits for the next deadline. What is due after a length of time follows ``steady``
    while this process lives: a step of the wall clock moves its ``due_at``, not its length. What was
    found in the database follows the wall clock, the only one that outlives a restart.
    """

    def __init__(
        self,
        database: Database,
        rules: Rules,
        now: Callable[[], float],
        steady: Callable[[], float],
        *,
        name: str,
    ) -> None:
        """Take up what is stored; ``name`` is that of the thread and of the feed."""
        self.book = Book(database.schedules, rules, now, steady)
        self._now = now
        self._steady = steady
        self._name = name
        self._feed: ChangeFeed[Schedule] = ChangeFeed(name)
        self._changed = threading.Condition(database.writing)
        self._thread: threading.Thread | None = None
        self._closing = False

    def start(self) -> None:
        """Ring what came due meanwhile, ring again what was ringing, and begin to wait."""
        with self.changing() as told:
            if self._thread is not None:
                return
            self.book.forget_old(self._now() - _KEEP_OVER_S)
            self.book.keep_what_was_found()
            told += self.book.in_state(ScheduleState.RINGING)
            told += self.book.ring_due(at_start=True)
            self._closing = False
            self._thread = threading.Thread(target=self._wait, name=self._name, daemon=True)
            self._thread.start()

    def close(self) -> None:
        """End the waiting; what is pending or ringing stays so in the database."""
        with self._changed:
            thread, self._thread = self._thread, None
            self._closing = True
            self._changed.notify_all()
        if thread is not None:
            thread.join()
        with self._changed:
            self.book.save_again()

    def subscribe(self, callback: Callable[[Schedule], None]) -> Callable[[], None]:
        """Call back with everything that is set, changed, rings or is over, in order."""
        return self._feed.subscribe(callback)

    def check_now(self) -> None:
        """Ring what is due; the waiting thread does this by itself."""
        with self.changing() as told:
            self._check(told)

    def satellite_gone(self, gone: str, instead: Sequence[str]) -> None:
        """Have everything of a satellite ring elsewhere, whether that can be stored now or not."""
        with self.changing() as told:
            for item in list(self.book.active.values()):
                moved = without_satellite(item, gone, instead)
                if moved != item:
                    told.append(self.book.must(moved))

    def group_changed(self, group_id: str, members: Sequence[str] | None) -> int:
        """Have everything of a group ring on its members; tell how many. None: it is no more."""
        with self.changing() as told:
            for item in list(self.book.active.values()):
                moved = of_group(item, group_id, members)
                if moved != item:
                    told.append(self.book.must(moved))
            return len(told)

    def in_state(self, state: ScheduleState) -> list[Schedule]:
        """Return what is in a state, first due first.

        Without the lock: who asks what rings must not wait while another change reaches the disk.
        """
        return self.book.in_state(state)

    def known(self, item_id: str) -> Schedule | None:
        """Return what memory knows under an id, without the lock as well."""
        return self.book.active.get(item_id) or self.book.unsaved.get(item_id)

    @contextmanager
    def changing(self) -> Iterator[list[Schedule]]:
        """Hold the lock, wake the waiting thread when something changed, then tell about it.

        What is put into the list that is given is told, also after an error.
        """
        try:
            with self._changed:
                told: list[Schedule] = []
                try:
                    yield told
                finally:
                    for item in told:
                        self._feed.put(item)
                    if told:
                        self._changed.notify_all()
        finally:
            self._feed.deliver()

    def _wait(self) -> None:
        while True:
            with self.changing() as told:
                if self._closing:
                    return
                self._check(told)
            with self._changed:
                deadline = self.book.agenda.next()
                left = _CHECK_EVERY_S if deadline is None else deadline - self._steady()
                if left > 0 and not self._closing:
                    self._changed.wait(min(left, _CHECK_EVERY_S))

    def _check(self, told: list[Schedule]) -> None:
        self.book.save_again()
        told += self.book.notice_step()
        told += self.book.ring_due()
