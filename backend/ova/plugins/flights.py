"""Doing a thing once for everybody who wants it at the same time."""

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Any

Work = Callable[[], Any]


class Flights:
    """What is being fetched now, by key. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._flying: dict[Hashable, Future[Any]] = {}

    def share(self, key: Hashable, work: Work) -> Any:
        """Return what ``work`` returns, or raise what it raises; who comes meanwhile gets the same."""
        flight, mine = self._board(key)
        if mine:
            self._fly(key, flight, work)
        return flight.result()

    def begin(self, key: Hashable, work: Work) -> "Future[Any]":
        """Do ``work`` in a thread of its own, unless it is being done; return where to wait for it."""
        flight, mine = self._board(key)
        if mine:
            threading.Thread(
                target=self._fly, args=(key, flight, work), name="ova-read", daemon=True
            ).start()
        return flight

    def _board(self, key: Hashable) -> "tuple[Future[Any], bool]":
        with self._lock:
            flight = self._flying.get(key)
            if flight is not None:
                return flight, False
            flight = self._flying[key] = Future()
            flight.set_running_or_notify_cancel()  # one who stops waiting cannot end it for others
            return flight, True

    def _fly(self, key: Hashable, flight: "Future[Any]", work: Work) -> None:
        try:
            result = work()
        except BaseException as error:  # noqa: BLE001 - it is raised again where it is waited for
            self._land(key)
            flight.set_exception(error)
        else:
            self._land(key)
            flight.set_result(result)

    def _land(self, key: Hashable) -> None:
        with self._lock:
            self._flying.pop(key, None)
