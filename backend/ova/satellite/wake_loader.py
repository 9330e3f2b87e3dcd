"""Follows what the hub tells to listen for, without stopping to listen meanwhile."""

import logging
import queue
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ova.satellite.errors import BadInput, SatelliteError
from ova.satellite.messages import Message, WakeWordsFailed, WakeWordsReady
from ova.satellite.wake import load_wake_words
from ova.satellite.wake_store import WakeStore

if TYPE_CHECKING:
    from ova.engines import WakeWordDescription

log = logging.getLogger(__name__)

CLOSE_S = 2.0


class WakeLoader:
    """Fetches and loads wake words in a thread of its own; the newest wish counts."""

    def __init__(
        self,
        store: WakeStore,
        own: Sequence["WakeWordDescription"],
        deliver: Callable[[Message], None],
    ) -> None:
        """``own`` is what to listen for when the hub leaves it to the satellite."""
        self._store = store
        self._own = tuple(own)
        self._deliver = deliver
        self._wishes: queue.SimpleQueue[object] = queue.SimpleQueue()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._work, name="ova-wake-loader", daemon=True)

    def open(self) -> None:
        """Begin to take wishes."""
        self._thread.start()

    def load(self, told: object) -> None:
        """Take the hub's ``wake_words`` message; what comes of it is delivered as a message."""
        self._wishes.put(told)

    def close(self) -> None:
        """Stop."""
        self._closing.set()
        self._wishes.put(None)
        if self._thread.is_alive():
            self._thread.join(CLOSE_S)

    def _work(self) -> None:
        while True:
            told = self._wishes.get()
            if self._closing.is_set():
                return
            if not self._wishes.empty():
                continue
            try:
                words = load_wake_words(self._described(told))
            except SatelliteError as error:
                self._deliver(WakeWordsFailed(error))
            except Exception as error:
                log.exception("Loading wake words failed; the satellite goes on with those it has")
                self._deliver(WakeWordsFailed(_unexpected(error)))
            else:
                self._deliver(WakeWordsReady(words))

    def _described(self, told: object) -> Sequence["WakeWordDescription"]:
        words = told.get("wake_words", ()) if isinstance(told, Mapping) else ()
        if words is None:
            return self._own
        if not isinstance(words, list) or not words:
            raise BadInput("The hub named no wake words.", cure="Choose some on the hub.")
        return [self._one(word) for word in words]

    def _one(self, told: Any) -> "WakeWordDescription":
        from ova.engines import WakeWordDescription, WakeWordKind

        try:
            word_id, kind = str(told["id"]), WakeWordKind(told["kind"])
            phrase, sensitivity = str(told["phrase"]), float(told["sensitivity"])
            checksum = str(told.get("checksum") or "")
        except (TypeError, KeyError, ValueError, AttributeError) as error:
            raise BadInput(
                "The hub told a wake word this satellite does not know how to load.",
                cure="Update the satellite to the hub's version.",
            ) from error
        folder = self._store.get(word_id, checksum) if kind is WakeWordKind.MODEL else None
        return WakeWordDescription(word_id, kind, phrase, sensitivity, folder)


def _unexpected(error: Exception) -> SatelliteError:
    return SatelliteError(
        f"The wake words could not be loaded: {type(error).__name__}.",
        cure="Choose them again on the hub; the satellite's log tells more.",
    )
