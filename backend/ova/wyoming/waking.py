"""Wake words waited for in the sound of a client."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from typing import Any

from wyoming.event import Event

from ova.core import SPEECH_RATE_HZ, InvalidInput
from ova.engines import WakeWordDescription, WakeWords, load_wake_word
from ova.wyoming.ports import Lends

PIECE_BYTES = 2_560
BYTES_PER_MS = 2 * SPEECH_RATE_HZ // 1000
MOST = 10
"""Wake words that are waited for at once: each costs the hub time."""


class Waking:
    """Waits for one client. Used by one thread."""

    def __init__(self, send: Callable[[Event], None], lends: Lends) -> None:
        self._send = send
        self._lends = lends
        self._words: WakeWords | None = None
        self._heard = 0
        self._found = False
        self.on = False
        """Whether what comes is searched for wake words; it is no command then."""

    def begin(self, data: Mapping[str, Any]) -> None:
        """Wait for the named wake words, or for any. Raises OvaError; none is then found."""
        self.end()
        self.on = True
        wanted = _wanted(data, self._lends.wake_words())
        self._lends.take_place()
        with ExitStack() as failed:
            failed.callback(self._lends.give_back_place)
            words = []
            for one in wanted:
                words.append(load_wake_word(one))
                failed.callback(words[-1].close)
            self._words = WakeWords(words)
            failed.pop_all()

    def start(self) -> None:
        """Take that sound begins."""
        self._heard, self._found = 0, False
        if self._words is not None:
            self._words.reset()

    def feed(self, speech: bytes, timestamp: object) -> None:
        """Take 16 kHz mono PCM, and tell of each wake word in it."""
        told = timestamp if type(timestamp) is int else None
        for start in range(0, len(speech) if self._words is not None else 0, PIECE_BYTES):
            piece = speech[start : start + PIECE_BYTES]
            self._heard += len(piece)
            found = self._words.feed(piece) if self._words is not None else None
            if found is not None:
                self._found = True
                at = self._heard // BYTES_PER_MS if told is None else told
                self._send(Event("detection", {"name": found.name, "timestamp": at}))

    def stop(self) -> None:
        """Take that sound ends."""
        if not self._found:
            self._send(Event("not-detected"))
        self.start()

    def end(self) -> None:
        """Wait no more. May be called twice."""
        self.on = False
        words, self._words = self._words, None
        if words is not None:
            words.close()
            self._lends.give_back_place()


def _wanted(
    data: Mapping[str, Any], known: Sequence[WakeWordDescription]
) -> Sequence[WakeWordDescription]:
    """Return the wake words that are asked for. Raises InvalidInput."""
    asked = data.get("names")
    if asked is None or asked == []:
        return known[:MOST]
    by_name = {one.id: one for one in known}
    named = isinstance(asked, list) and all(isinstance(one, str) for one in asked)
    if not named or not by_name.keys() >= set(asked):
        raise InvalidInput(
            "That is no wake word of the hub's.",
            cure=f"Name some of: {', '.join(by_name)}.",
            code="unknown_wake_word",
        )
    if len(set(asked)) > MOST:
        raise InvalidInput(
            "These are too many wake words to wait for at once.",
            cure=f"Name at most {MOST}.",
            code="too_many_wake_words",
        )
    return [by_name[one] for one in dict.fromkeys(asked)]
