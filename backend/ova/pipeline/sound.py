"""The sound of one reply, while it is made and after."""

import threading
import uuid
from collections.abc import Callable

from ova.core import AudioClip

Listener = Callable[[AudioClip], None]


class ReplySound:
    """Grows piece by piece and ends once. Safe to use from any thread."""

    def __init__(self) -> None:
        self.id = uuid.uuid4().hex
        self._changed = threading.Condition()
        self._pieces: list[AudioClip] = []
        self._finished = False
        self._wanted = True
        self._listeners: list[Listener] = []

    @property
    def wanted(self) -> bool:
        """Whether the rest is to be made."""
        return self._wanted

    @property
    def size(self) -> int:
        """Bytes so far."""
        return sum(len(piece.pcm) for piece in self._pieces)

    @property
    def seconds(self) -> float:
        """Length so far."""
        return sum(piece.seconds for piece in self._pieces)

    def add(self, piece: AudioClip) -> None:
        """Append a piece, of the format of the others; listeners are told in order."""
        with self._changed:
            if self._finished or not self._wanted:
                return
            self._pieces.append(piece)
            for listener in self._listeners:
                listener(piece)

    def finish(self) -> None:
        """Take the sound as whole: nothing more will come."""
        with self._changed:
            self._finished = True
            self._listeners.clear()
            self._changed.notify_all()

    def stop(self) -> None:
        """Say that nobody wants the rest: nothing more is added, and its making ends soon."""
        with self._changed:
            self._wanted = False
            self._listeners.clear()

    def follow(self, listener: Listener) -> None:
        """Give ``listener`` what is there and what comes, piece by piece. It must not block."""
        with self._changed:
            for piece in self._pieces:
                listener(piece)
            if self._wanted and not self._finished:
                self._listeners.append(listener)

    def whole(self, timeout_s: float) -> AudioClip | None:
        """Return everything once it is finished; None when that takes longer, or nothing was spoken."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._finished, timeout_s) or not self._pieces:
                return None
            pcm = b"".join(piece.pcm for piece in self._pieces)
            return AudioClip(pcm, self._pieces[0].format)
