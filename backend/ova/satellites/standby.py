"""A satellite that streams what it hears, so that the hub waits for the wake word in it."""

import logging
import threading
from collections.abc import Callable
from typing import Any

from ova.core import SPEECH_RATE_HZ, AudioFormat, InvalidInput, OvaError, Unavailable
from ova.satellites.messages import parse_start
from ova.satellites.playback import Send
from ova.satellites.wake_waiter import HearsWakeWords, WakeWaiter

log = logging.getLogger(__name__)

MAX_WAITING = 32
"""Each costs the hub one to two percent of a core while sound comes, and some memory always."""
_FORMAT = AudioFormat(SPEECH_RATE_HZ)


class StandbyPlaces:
    """How many satellites may leave the waiting to the hub at once."""

    def __init__(self, load: Callable[[str], HearsWakeWords]) -> None:
        """``load`` loads the wake words of a satellite, by its id; it raises OvaError."""
        self.load = load
        self._lock = threading.Lock()
        self._taken = 0

    def take(self) -> None:
        """Take a place. Raises Unavailable when all are taken."""
        with self._lock:
            if self._taken >= MAX_WAITING:
                raise Unavailable(
                    f"The hub waits for the wake word of {MAX_WAITING} satellites already.",
                    cure="Close pages that need not listen, or use devices that know their wake "
                    "word themselves.",
                    code="too_many_waiting",
                )
            self._taken += 1

    def give_back(self) -> None:
        """Give a place back."""
        with self._lock:
            self._taken -= 1


class Standby:
    """Waits on the hub for the wake words of one connection. ``audio`` is for one thread."""

    def __init__(
        self,
        places: StandbyPlaces,
        send: Send,
        start: Callable[[dict[str, Any]], dict[str, Any]],
        pass_on: Callable[[bytes], None],
    ) -> None:
        """``start`` opens a run as the message of that name does; ``pass_on`` gives it its sound."""
        self._places = places
        self._send = send
        self._start = start
        self._pass_on = pass_on
        self._lock = threading.RLock()
        self._waiter: WakeWaiter | None = None
        self._speak = True

    @property
    def waits(self) -> bool:
        """Whether the wake word is waited for here."""
        return self._waiter is not None

    def begin(self, satellite_id: str, data: object) -> dict[str, Any]:
        """Wait from now on. Raises OvaError when that cannot be done."""
        start = parse_start(data)
        if start.format != _FORMAT:
            raise InvalidInput(
                "The hub waits for wake words in 16 kHz mono sound of 16 bits alone.",
                cure=f'Send {{"rate": {SPEECH_RATE_HZ}, "width": 2, "channels": 1}}.',
                code="bad_audio_format",
            )
        with self._lock:
            if self._waiter is None:
                waiter = WakeWaiter(lambda: self._places.load(satellite_id))
                self._places.take()
                try:
                    waiter.load()
                except OvaError:
                    self._places.give_back()
                    raise
                self._waiter = waiter
            self._waiter.reset()
            self._speak = start.speak
            return {"phrases": list(self._waiter.phrases)}

    def changed(self) -> None:
        """Take that other wake words were chosen."""
        with self._lock:
            if self._waiter is None:
                return
            self._waiter.changed()
            self._follow(self._waiter)

    def audio(self, pcm: bytes) -> None:
        """Take a piece of sound in which the wake word may be."""
        with self._lock:
            waiter = self._waiter
            if waiter is None:
                return
            found = waiter.feed(pcm[: len(pcm) - len(pcm) % 2])
        if found is None:
            return
        wake_word, after = found
        answer = self._start({"rate": SPEECH_RATE_HZ, "wake_word": wake_word, "speak": self._speak})
        if not answer["ok"]:
            log.info("A wake word opened no run: %s", answer["code"])
            return
        told = {"run_id": answer["run_id"], "chosen": answer["chosen"], "wake_word": wake_word}
        self._send("wake", told)
        self._pass_on(after)

    def end(self) -> None:
        """Wait no more. May be called twice."""
        with self._lock:
            waiter, self._waiter = self._waiter, None
        if waiter is not None:
            waiter.close()
            self._places.give_back()

    def _follow(self, waiter: WakeWaiter) -> None:
        """Load what is chosen now, and tell; what was waited for until now stays if that fails."""
        problem = None
        try:
            waiter.load()
        except OvaError as error:
            problem = {"code": error.code, "message": error.message, "cure": error.cure}
        self._send("waiting", {"phrases": list(waiter.phrases), "problem": problem})
