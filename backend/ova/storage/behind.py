"""Rows that are stored behind the back of whoever adds them: for traces, never for what is promised."""

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from ova.core import InvalidInput, OvaError

_log = logging.getLogger(__name__)

T = TypeVar("T")

_GATHER_S = 0.1  # what comes within this time shares one commit
_RETRY_S = 5.0
_MAX_WAITING = 1_000  # while the disk is full, the oldest beyond this are dropped


class WriteBehind(Generic[T]):
    """A queue of rows with a thread that stores them within moments."""

    def __init__(
        self, noun: str, insert: Callable[[list[T]], None], name: Callable[[T], object]
    ) -> None:
        """``insert`` stores rows, all or none; ``noun`` and ``name`` tell one that cannot be stored."""
        self._noun = noun
        self._insert = insert
        self._name = name
        self._waiting: deque[T] = deque()
        self._changed = threading.Condition()
        self._storing = threading.Lock()
        self._thread: threading.Thread | None = None
        self._closed = False
        self._failing = False

    def add(self, row: T) -> None:
        """Queue a row."""
        with self._changed:
            self._waiting.append(row)
            if len(self._waiting) > _MAX_WAITING:
                self._waiting.popleft()
            if self._thread is None and not self._closed:
                self._thread = threading.Thread(target=self._work, name=self._noun, daemon=True)
                self._thread.start()
            if len(self._waiting) == 1:  # else it gathers already, or finds this when it is done
                self._changed.notify()

    def flush(self) -> None:
        """Store what waits, now. Raises StorageError; then it goes on waiting."""
        with self._storing:
            with self._changed:
                batch = list(self._waiting)
            if not batch:
                return
            try:
                self._insert(batch)
            except InvalidInput:
                self._insert_one_by_one(batch)
            with self._changed:
                done = set(map(id, batch))
                self._waiting = deque(row for row in self._waiting if id(row) not in done)
            self._failing = False

    def flush_quietly(self) -> None:
        """Store what waits if that can be done."""
        try:
            self.flush()
        except OvaError as error:
            if not self._failing:
                _log.warning("Every %s is kept in memory for now: %s", self._noun, error)
            self._failing = True

    def close(self) -> None:
        """Store what waits and end the thread."""
        with self._changed:
            self._closed = True
            self._changed.notify()
            thread, self._thread = self._thread, None
        if thread is not None:
            thread.join()
        self.flush_quietly()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._closed)
                pause = _RETRY_S if self._failing else _GATHER_S
                self._changed.wait_for(lambda: self._closed, timeout=pause)
                if self._closed:
                    return
            self.flush_quietly()

    def _insert_one_by_one(self, batch: Iterable[T]) -> None:
        for row in batch:
            try:
                self._insert([row])
            except InvalidInput as error:
                _log.error("The %s %s is not kept: %s", self._noun, self._name(row), error)
