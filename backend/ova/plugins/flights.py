"""Doing a thing once for everybody who wants it at the same time."""

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Any


class Flights:
    """What is being fetched now, by key. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._flying: dict[Hashable, Future[Any]] = {}

    def share(self, key: Hashable, work: Callable[[], Any]) -> Any:
        """Return what ``work`` returns, or raise what it raises; who comes meanwhile gets the same."""
        with self._lock:
            flight = self._flying.get(key)
            mine = flight is None
            if flight is None:
                flight = self._flying[key] = Future()
        if not mine:
            return flight.result()
        try:
            result = work()
        except BaseException as error:
            self._land(key)
            flight.set_exception(error)
            raise
        self._land(key)
        flight.set_result(result)
        return result

    def _land(self, key: Hashable) -> None:
        with self._lock:
            self._flying.pop(key, None)
