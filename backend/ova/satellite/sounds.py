"""What the hub sent to be played, and which of it comes first."""

import collections
import logging
from dataclasses import dataclass, field

from ova.core import AudioFormat

log = logging.getLogger(__name__)

PIECE_S = 0.05
"""Length of what is written at once: the longest a sound goes on after it was stopped."""
AGAIN_S = 0.3
"""What is played again of a sound that was interrupted: about what the loudspeaker still held."""
MOST_SOUNDS = 50
LONGEST_S = 900.0
"""Of one sound; a hub that sends without end must not fill the memory."""
_FIRST = {"reply": 0}
"""A reply comes before everything else that is said: somebody waits for it."""


@dataclass(slots=True)
class Sound:
    """One sound of the hub, as it comes."""

    id: str
    kind: str
    format: AudioFormat
    pieces: collections.deque[bytes] = field(default_factory=collections.deque)
    rest: bytes = b""
    """A frame cut in two by the end of a message."""
    fed_s: float = 0.0
    complete: bool = False
    stopped: bool = False
    failures: int = 0
    """How often the loudspeaker was lost while it played."""
    played: collections.deque[bytes] = field(
        default_factory=lambda: collections.deque(maxlen=round(AGAIN_S / PIECE_S))
    )

    @property
    def over(self) -> bool:
        """Whether nothing of it is left to play."""
        return self.stopped or (self.complete and not self.pieces)

    def next(self) -> bytes:
        """Take the next piece."""
        piece = self.pieces.popleft()
        self.played.append(piece)
        return piece

    def rewind(self) -> None:
        """Put back what was written last: the loudspeaker fell silent before it was heard."""
        self.pieces.extendleft(reversed(self.played))
        self.played.clear()


class Sounds:
    """The queue: replies first, then the rest in the order in which it came. Not locked."""

    def __init__(self) -> None:
        self._waiting: list[Sound] = []

    def __bool__(self) -> bool:
        """Tell whether there is anything."""
        return bool(self._waiting)

    def begin(self, sound_id: str, kind: str, fmt: AudioFormat) -> bool:
        """Queue a sound; False when there are too many."""
        if len(self._waiting) >= MOST_SOUNDS:
            log.warning("A sound was dropped: %d others wait to be played", MOST_SOUNDS)
            return False
        self._waiting.append(Sound(sound_id, kind, fmt))
        return True

    def feed(self, sound_id: str, pcm: bytes) -> None:
        """Add samples; those of an unknown or stopped sound, or beyond the longest, are dropped."""
        sound = self._find(sound_id)
        if sound is None or sound.complete:
            return
        frame = sound.format.frame_bytes
        step = int(sound.format.rate * PIECE_S) * frame
        data = sound.rest + pcm
        whole = len(data) - len(data) % frame
        sound.rest = data[whole:]
        sound.fed_s += whole / frame / sound.format.rate
        sound.pieces.extend(data[i : min(i + step, whole)] for i in range(0, whole, step))
        if sound.fed_s > LONGEST_S:
            log.warning("A sound is longer than %.0f s: the rest is left out", LONGEST_S)
            sound.complete = True

    def end(self, sound_id: str) -> None:
        """Take a sound as complete."""
        sound = self._find(sound_id)
        if sound is not None:
            sound.complete = True

    def end_all(self) -> None:
        """Take every sound as complete."""
        for sound in self._waiting:
            sound.complete = True

    def stop_all(self) -> None:
        """Drop every sound."""
        for sound in self._waiting:
            sound.pieces.clear()
            sound.complete = sound.stopped = True

    def first(self) -> Sound | None:
        """Return the sound whose turn it is, one that is over among them."""
        return min(self._waiting, key=lambda sound: _FIRST.get(sound.kind, 1), default=None)

    def ended(self) -> Sound | None:
        """Return a sound that was stopped, wherever it stands in the queue."""
        return next((sound for sound in self._waiting if sound.stopped), None)

    def remove(self, sound: Sound) -> None:
        """Forget a sound."""
        self._waiting.remove(sound)

    def _find(self, sound_id: str) -> Sound | None:
        return next((sound for sound in self._waiting if sound.id == sound_id), None)
