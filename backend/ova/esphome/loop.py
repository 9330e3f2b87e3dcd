"""The one asyncio loop that all ESPHome devices share, in a thread of its own."""

import asyncio
import concurrent.futures
import threading
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, TypeVar

T = TypeVar("T")
ASIDE = 4
"""Threads that look up names and wait for what ends."""


class Loop:
    """Runs what talks to devices. Every method is safe from any other thread."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._loop.set_default_executor(
            concurrent.futures.ThreadPoolExecutor(ASIDE, thread_name_prefix="ova-esphome-aside")
        )
        self._thread = threading.Thread(target=self._run, name="ova-esphome", daemon=True)
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, T]) -> concurrent.futures.Future[T]:
        """Start some work; the future has what comes of it. It can be cancelled."""
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def soon(self, call: Callable[..., object], *arguments: Any) -> None:
        """Call something on the loop, in the order of these calls; after ``close`` nothing is called."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(call, *arguments)

    def close(self) -> None:
        """Cancel everything and end the thread."""
        self.soon(self._loop.stop)
        self._thread.join()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_forever()
            self._loop.run_until_complete(_wind_up())
        finally:
            self._loop.close()


async def _wind_up() -> None:
    """Cancel what still runs, and end the threads that look up names."""
    here = asyncio.current_task()
    left = [task for task in asyncio.all_tasks() if task is not here]
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
    await asyncio.get_running_loop().shutdown_default_executor()
