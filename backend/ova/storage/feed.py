"""Tell others what changed, in the order it was stored."""

import logging
import threading
from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

_log = logging.getLogger(__name__)

T = TypeVar("T")


class ChangeFeed(Generic[T]):
    """Deliver changes to subscribers one at a time and in order, outside every lock.

    ``put`` is called while the writer still holds its own lock, which fixes the order; ``deliver``
    after it was released. A change may reach the subscribers from another writer's thread. A
    subscriber that raises is logged and harms no one; one that makes further changes is fine.
    """

    def __init__(self, noun: str) -> None:
        self._noun = noun
        self._pending: deque[T] = deque()
        self._subscribers: tuple[Callable[[T], None], ...] = ()
        self._registering = threading.Lock()
        self._delivering = threading.Lock()

    def subscribe(self, callback: Callable[[T], None]) -> Callable[[], None]:
        """Call ``callback`` with every later change; the returned function ends that."""
        with self._registering:
            self._subscribers = (*self._subscribers, callback)

        def unsubscribe() -> None:
            with self._registering:
                left = list(self._subscribers)
                if callback in left:
                    left.remove(callback)
                self._subscribers = tuple(left)

        return unsubscribe

    def put(self, change: T) -> None:
        """Queue a change."""
        self._pending.append(change)

    def deliver(self) -> None:
        """Hand the queued changes to the subscribers, unless someone is doing so already."""
        while self._pending:
            if not self._delivering.acquire(blocking=False):
                return
            try:
                while self._pending:
                    self._tell(self._pending.popleft())
            finally:
                self._delivering.release()

    def _tell(self, change: T) -> None:
        for callback in self._subscribers:
            try:
                callback(change)
            except Exception:  # noqa: BLE001 - a subscriber's fault must not reach the writer
                _log.exception("A subscriber to %s changes failed", self._noun)
