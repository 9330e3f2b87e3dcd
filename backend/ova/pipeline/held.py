"""A run whose sound is kept until it is known whether it is the one that answers."""

import threading
from collections.abc import Callable
from typing import Any

from ova.core import AudioClip, AudioFormat, Reply, RunEventType, RunResult
from ova.pipeline.ending import Ending
from ova.pipeline.run import Run
from ova.pipeline.stream import StreamRun


class HeldRun:
    """Takes sound like a StreamRun; nothing is recognised before ``release``, and nothing is lost.

    Safe from any thread; of ``release``, ``pass_over`` and ``cancel`` the first one counts.
    """

    def __init__(
        self,
        run: Run,
        fmt: AudioFormat,
        listen: Callable[[], StreamRun],
        on_done: Callable[[RunResult], None],
    ) -> None:
        """``listen`` begins to recognise; it raises OvaError after it has ended the run."""
        self._run = run
        self._format = fmt
        self._listen = listen
        self._on_done = on_done
        self._lock = threading.RLock()
        self._kept = bytearray()
        self._complete = False
        self._decided = False
        self._stream: StreamRun | None = None

    @property
    def run_id(self) -> str:
        """Id of the run."""
        return self._run.id

    @property
    def decided(self) -> bool:
        """Whether it is known what becomes of it."""
        return self._decided

    @property
    def listening(self) -> bool:
        """Whether more audio is of use."""
        with self._lock:
            return self._stream.listening if self._stream is not None else not self._decided

    @property
    def heard(self) -> AudioClip:
        """What was kept so far."""
        with self._lock:
            whole = len(self._kept) - len(self._kept) % self._format.frame_bytes
            return AudioClip(bytes(self._kept[:whole]), self._format)

    def feed(self, pcm: bytes) -> None:
        """Take a piece of audio; ignored after the end of the command."""
        with self._lock:
            stream = self._stream
            if stream is None and not self._decided:
                self._kept += pcm
        if stream is not None:
            stream.feed(pcm)

    def finish(self) -> None:
        """Say that no more audio will come."""
        with self._lock:
            stream, self._complete = self._stream, True
        if stream is not None:
            stream.finish()

    def release(self) -> None:
        """Recognise what was kept and what follows. Raises OvaError when nothing can hear."""
        with self._lock:
            if self._decided:
                return
            self._decided = True
            self._stream = self._listen()
            if self._kept:
                self._stream.feed(bytes(self._kept))
                self._kept.clear()
            if self._complete:
                self._stream.finish()

    def tell(self, kind: RunEventType, /, **data: Any) -> None:
        """Emit an event of the run; after its end nothing is emitted any more."""
        self._run.emit(kind, **data)

    def pass_over(self, code: str, reason: str) -> None:
        """End the run without a word, light or sound: somebody else answers."""
        self._end(Reply(error=code), reason)

    def cancel(self) -> None:
        """Stop listening and end the run silently."""
        with self._lock:
            stream = self._stream
        if stream is not None:
            stream.cancel()
        else:
            self._end(Reply(error="cancelled"), "The command was cancelled.")

    def _end(self, reply: Reply, reason: str) -> None:
        with self._lock:
            if self._decided:
                return
            self._decided = True
            self._kept.clear()
        result = self._run.end(Ending(reply=reply, reason=reason))
        if result is not None:
            self._on_done(result)
