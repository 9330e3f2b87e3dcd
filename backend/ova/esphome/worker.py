"""What may take its time for one device, done in order beside the loop."""

import asyncio
import logging
import queue
import threading
from collections.abc import Callable
from typing import Any, TypeVar

log = logging.getLogger(__name__)

T = TypeVar("T")
MOST_WAITING = 2_000


class Worker:
    """A thread that does one thing after the other. ``put`` and ``close`` are safe from any thread."""

    def __init__(self, name: str) -> None:
        self._work: queue.SimpleQueue[Callable[[], object] | None] = queue.SimpleQueue()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def put(self, call: Callable[..., object], *arguments: Any) -> None:
        """Do something after what was put before; dropped after ``close``."""
        if not self._closed:
            self._work.put(lambda: call(*arguments))

    @property
    def late(self) -> bool:
        """Whether more waits than can be caught up with."""
        return self._work.qsize() > MOST_WAITING

    async def call(self, call: Callable[..., T], *arguments: Any) -> T:
        """Do something after what was put before, and return what it returns."""
        loop = asyncio.get_running_loop()
        done: asyncio.Future[T] = loop.create_future()

        def settle(take: Callable[[T], None] | Callable[[BaseException], None], what: Any) -> None:
            if not done.done():
                take(what)

        def work() -> None:
            try:
                result = call(*arguments)
            except BaseException as error:  # noqa: BLE001 - whoever waits for it is told
                loop.call_soon_threadsafe(settle, done.set_exception, error)
            else:
                loop.call_soon_threadsafe(settle, done.set_result, result)

        self.put(work)
        return await done

    def close(self) -> None:
        """Do what waits, then nothing more. May be called twice."""
        self._closed = True
        self._work.put(None)
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def _run(self) -> None:
        while (work := self._work.get()) is not None:
            try:
                work()
            except Exception:
                log.exception("Something for an ESPHome device failed")
