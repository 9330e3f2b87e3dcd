"""Questions on their way to satellites: until when they sound, and when nobody waits any more."""

import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import partial
from typing import Any

from ova.core import AudioClip, OvaError
from ova.satellites.link import SatelliteLink
from ova.satellites.playback import Playback

Reach = Callable[[Iterable[str]], list[SatelliteLink]]


class SpokenQuestion:
    """One question that is spoken on one satellite."""

    def __init__(
        self,
        links: Callable[[], list[SatelliteLink]],
        playback: Playback,
        forget: Callable[[str], None],
    ) -> None:
        """``links`` finds the satellite, which may have come back meanwhile; it raises Unavailable.

        ``forget`` takes the id of a sound whose end nobody waits for any more.
        """
        self._links = links
        self._playback = playback
        self._forget = forget

    @property
    def seconds(self) -> float:
        """How long it takes to be heard."""
        return self._playback.seconds

    def over(self) -> None:
        """Tell the satellite that nobody waits for the answer any more."""
        self._forget(self._playback.id)
        with suppress(OvaError):  # it has left, or was forgotten
            for link in self._links():
                link.device.question_over(self._playback.id)


class Questions:
    """Speaks questions and tells when a satellite has played them."""

    def __init__(self, reach: Reach) -> None:
        """``reach`` finds the links of satellites. Raises NotFound, Unavailable."""
        self._reach = reach
        self._lock = threading.Lock()
        self._sounding: dict[str, Callable[[], None]] = {}

    def speak(
        self,
        pieces: Iterable[AudioClip],
        text: str,
        satellite_id: str,
        question: Mapping[str, Any] | None = None,
        on_played: Callable[[], None] | None = None,
    ) -> SpokenQuestion:
        """Speak on a satellite and have it listen without the wake word.

        ``question`` is what can be answered, in wire form, for a page to show. ``on_played`` is called
        when it was heard to its end, from any thread, at most once. Raises NotFound, Unavailable.
        """
        link = self._reach([satellite_id])[0]
        playback = link.announce(text)
        if on_played is not None:
            with self._lock:
                self._sounding[playback.id] = on_played
        try:
            for piece in pieces:
                playback.piece(piece)
        except BaseException:
            self._forget(playback.id)
            playback.end()
            raise
        playback.end(keep_listening=True, question=question)
        return SpokenQuestion(partial(self._reach, [satellite_id]), playback, self._forget)

    def played(self, playback_id: str) -> None:
        """Take note that a sound was played; those that ask nothing are ignored."""
        with self._lock:
            told = self._sounding.pop(playback_id, None)
        if told is not None:
            told()

    def _forget(self, playback_id: str) -> None:
        with self._lock:
            self._sounding.pop(playback_id, None)
