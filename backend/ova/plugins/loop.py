"""Where the ``async`` code of one integration runs."""

import asyncio
import inspect
import threading
from collections.abc import Awaitable
from typing import Any

_JOIN_S = 2.0


class AsyncLoop:
    """An event loop in a thread of its own, started when it is first needed.

    Every integration has one, so that code that blocks its loop keeps nobody else waiting.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._closed = False

    def run(self, awaitable: Awaitable[Any]) -> Any:
        """Wait for an awaitable and return what it gives, or raise what it raises."""
        return asyncio.run_coroutine_threadsafe(_as_coroutine(awaitable), self._started()).result()

    def finish(self, result: Any) -> Any:
        """Return ``result``, waited for when it is an awaitable."""
        return self.run(result) if inspect.isawaitable(result) else result

    def close(self) -> None:
        """Cancel what still runs and end the thread; a loop that is blocked is left to itself."""
        with self._lock:
            self._closed = True
            loop, thread = self._loop, self._thread
            self._loop = self._thread = None
        if loop is None or thread is None:
            return
        loop.call_soon_threadsafe(loop.stop)
        if thread is not threading.current_thread():
            thread.join(_JOIN_S)

    def _started(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._closed:
                raise RuntimeError("the integration was unloaded")
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(
                    target=_work, args=(self._loop,), name=f"ova-async-{self._name}", daemon=True
                )
                self._thread.start()
            return self._loop


async def _as_coroutine(awaitable: Awaitable[Any]) -> Any:
    return await awaitable


def _work(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
    finally:
        left = asyncio.all_tasks(loop)
        for task in left:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()
