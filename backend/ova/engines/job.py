"""What a worker was asked, kept so that another one can be asked again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ova.engines.events import FINAL_KINDS, SpeechEvent
from ova.engines.wire import Head

MAX_BLAMED = 2
"""A job under which so many workers died is given up: its sound may be what kills them."""
MAX_MOVES = 6
"""Bounds how often a blameless job is begun again."""

Tell = Callable[[SpeechEvent, bytes], None]
"""Gets an event, and what came with it; called without any lock held."""


@dataclass(slots=True, eq=False)
class Job:
    """A command being spoken, or a recording, with all that was sent for it so far."""

    number: int
    head: Head
    body: bytes
    tell: Tell
    seconds: float = 0.0
    """Length of the sound sent so far."""
    finished: bool = False
    blamed: int = 0
    moves: int = 0
    _sound: list[bytes] = field(default_factory=list)
    _told_s: dict[str, float] = field(default_factory=dict)

    def feed(self, pcm: bytes, seconds: float) -> None:
        """Note more sound; ``seconds`` is how long it is all in all."""
        self._sound.append(pcm)
        self.seconds = seconds

    def messages(self) -> Iterator[tuple[Head, bytes]]:
        """Yield everything to be sent to a worker that takes it over."""
        yield self.head, self.body
        if self._sound:
            self._sound = [b"".join(self._sound)]
            yield {"op": "feed", "id": self.number}, self._sound[0]
        if self.finished:
            yield {"op": "finish", "id": self.number}, b""

    def passes(self, event: SpeechEvent) -> bool:
        """Return whether an event is news: a worker that took over begins from the start."""
        if event.kind in FINAL_KINDS:
            return True
        told_s = self._told_s.get(event.kind)
        if self.moves and told_s is not None and event.timestamp_s <= told_s:
            return False
        self._told_s[event.kind] = event.timestamp_s
        return True

    @property
    def hopeless(self) -> bool:
        """Whether to give it up."""
        return self.blamed >= MAX_BLAMED or self.moves >= MAX_MOVES
