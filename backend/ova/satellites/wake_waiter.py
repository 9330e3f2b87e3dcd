"""Waiting for wake words on the hub, in the sound of a satellite that leaves that to it."""

from collections.abc import Callable
from typing import Any, Protocol


class HearsWakeWords(Protocol):
    """What finds wake words in a stream; the engines have it."""

    @property
    def phrases(self) -> tuple[str, ...]:
        """What people say to it."""
        ...

    def feed(self, pcm: bytes) -> dict[str, Any] | None:
        """Take 16 kHz mono PCM; return what is known of a wake word in it."""
        ...

    def after_wake_word(self) -> bytes:
        """Return what was heard since the end of the wake word that was just found."""
        ...

    def reset(self) -> None:
        """Start afresh."""
        ...

    def close(self) -> None:
        """Free the models."""
        ...


class WakeWaiter:
    """Has the wake words that are chosen loaded, and finds them. For one thread, but ``changed``."""

    def __init__(self, load: Callable[[], HearsWakeWords]) -> None:
        """``load`` loads what is chosen at that moment; it raises OvaError."""
        self._load = load
        self._hears: HearsWakeWords | None = None
        self._stale = True

    @property
    def stale(self) -> bool:
        """Whether other words are to be waited for than those that are loaded."""
        return self._stale

    @property
    def ready(self) -> bool:
        """Whether there is anything loaded that could be found."""
        return self._hears is not None

    @property
    def phrases(self) -> tuple[str, ...]:
        """What people say to it."""
        return () if self._hears is None else self._hears.phrases

    def changed(self) -> None:
        """Take that other words were chosen. From any thread."""
        self._stale = True

    def load(self) -> None:
        """Load what is chosen; what was loaded stays when that fails. Raises OvaError."""
        self._stale = False
        fresh = self._load()
        before, self._hears = self._hears, fresh
        if before is not None:
            before.close()

    def feed(self, speech: bytes) -> tuple[dict[str, Any], bytes] | None:
        """Take 16 kHz mono PCM; return a wake word in it, and what was said since its end."""
        if self._hears is None:
            return None
        found = self._hears.feed(speech)
        if found is None:
            return None
        after = self._hears.after_wake_word()
        self._hears.reset()
        return found, after

    def reset(self) -> None:
        """Forget what was heard."""
        if self._hears is not None:
            self._hears.reset()

    def close(self) -> None:
        """Free the models. May be called twice."""
        hears, self._hears = self._hears, None
        if hears is not None:
            hears.close()
