"""Waiting for the wake words a device leaves to the hub."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ova.core import OvaError
from ova.engines.wake import WakeListener

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Woken:
    """A wake word that was heard."""

    wake_word: dict[str, Any]
    """In wire form."""
    after: bytes
    """The sound that followed it."""


class WakeWaiter:
    """Finds the wake words that are chosen. For one thread, but for ``choose_anew``."""

    def __init__(self, make_listener: Callable[[], WakeListener]) -> None:
        """``make_listener`` makes what finds the wake words that are chosen. Raises OvaError."""
        self._make_listener = make_listener
        self._listener: WakeListener | None = None
        self._stale = False

    def choose_anew(self) -> None:
        """Take note that other wake words were chosen; from any thread."""
        self._stale = True

    def begin(self) -> None:
        """Forget what was heard. Wake words that are chosen are loaded; those until now are kept when
        that fails."""
        if self._listener is not None and not self._stale:
            self._listener.reset()
            return
        self._stale, before = False, self._listener
        try:
            self._listener = self._make_listener()
        except OvaError as error:
            log.warning("Wake words for an ESPHome device could not be loaded: %s", error)
            return
        if before is not None:
            before.close()

    def feed(self, speech: bytes) -> Woken | None:
        """Take a piece of sound; return what was heard in it."""
        if self._listener is None or self._stale:
            self.begin()
        found = self._listener.feed(speech) if self._listener is not None else None
        if found is None or self._listener is None:
            return None
        after = self._listener.after_wake_word()
        self._listener.reset()
        return Woken(found, after)

    def close(self) -> None:
        """Free what finds them."""
        listener, self._listener = self._listener, None
        if listener is not None:
            listener.close()
