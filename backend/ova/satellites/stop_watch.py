"""Listening for "stop" without the wake word, while a satellite plays or rings."""

import logging
import threading
from collections.abc import Callable
from typing import Any, Protocol

from ova.core import OvaError, Satellite, Unavailable
from ova.satellites.errors import SatelliteError

log = logging.getLogger(__name__)

MOST_LISTENING = 32
"""Each costs the hub about one percent of a core while sound comes."""


class HearsStop(Protocol):
    """What finds a lone "stop" in a stream; the hub has it."""

    def feed(self, pcm: bytes) -> None:
        """Take 16 kHz mono PCM. Must not block for long."""
        ...

    def close(self) -> None:
        """Hear no more: nothing is told from now on."""
        ...


OpenStop = Callable[[str, Callable[[str], None]], HearsStop]
"""``open(satellite_id, heard)``: begins to listen; ``heard(text)`` is told of a stop word, from any
thread. Raises OvaError where nothing can be heard."""


class StopPlaces:
    """How many satellites may be listened to at once."""

    def __init__(self, open_stop: OpenStop) -> None:
        self.open = open_stop
        self._lock = threading.Lock()
        self.taken = 0

    def take(self) -> None:
        """Take a place. Raises Unavailable when all are taken."""
        with self._lock:
            if self.taken >= MOST_LISTENING:
                raise Unavailable(
                    f"The hub listens for “stop” on {MOST_LISTENING} satellites already.",
                    cure="Say the wake word before it, or press the button.",
                    code="too_many_listening",
                )
            self.taken += 1

    def give_back(self) -> None:
        """Give a place back."""
        with self._lock:
            self.taken -= 1


class StopWatch:
    """Listens for "stop" on one connection. ``audio`` is for one thread, the rest for any."""

    def __init__(self, places: StopPlaces, heard: Callable[[str], None]) -> None:
        """``heard(text)`` is told of a stop word."""
        self._places = places
        self._heard = heard
        self._lock = threading.RLock()
        self._hears: HearsStop | None = None

    @property
    def listens(self) -> bool:
        """Whether a stop word is listened for."""
        return self._hears is not None

    def begin(self, satellite: Satellite) -> dict[str, Any]:
        """Listen on a satellite from now on. Raises OvaError when that cannot be done, or is not wanted."""
        if not satellite.preferences.stop_word or satellite.preferences.mic_muted:
            raise SatelliteError(
                "Here “stop” is not listened for without the wake word.",
                cure="Switch it on among the settings of the satellite.",
                code="stop_word_off",
            )
        with self._lock:
            self.end()
            self._places.take()
            try:
                self._hears = self._places.open(satellite.id, self._heard)
            except OvaError:
                self._places.give_back()
                raise
        return {}

    def audio(self, pcm: bytes) -> None:
        """Take a piece of sound in which a stop word may be."""
        with self._lock:
            if self._hears is not None:
                self._hears.feed(pcm[: len(pcm) - len(pcm) % 2])

    def end(self) -> None:
        """Listen no more. May be called twice."""
        with self._lock:
            hears, self._hears = self._hears, None
            if hears is not None:
                hears.close()
                self._places.give_back()
