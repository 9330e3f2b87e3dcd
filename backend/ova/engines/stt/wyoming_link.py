"""One connection to a Wyoming server: sends events, and gathers what comes back meanwhile."""

import contextlib
import queue
import socket
import struct
import threading
import time
from dataclasses import dataclass

from wyoming.asr import Transcript, TranscriptChunk
from wyoming.error import Error
from wyoming.event import Event, write_event

from ova.engines.errors import StreamFailed
from ova.engines.wyoming_events import WyomingEvents


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server made of an utterance."""

    text: str
    language: str | None = None


class WyomingLink:
    """Used by one thread; a second one waits for the server's events."""

    def __init__(self, sock: socket.socket, server: str, *, send_s: float) -> None:
        """Take over a connected socket; a server that takes nothing for ``send_s`` is gone."""
        # By the system, for one direction: Python's timeouts would hold for the reading thread too.
        sock.settimeout(None)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, _timeval(send_s))
        self._sock = sock
        self._server = server
        self._out = sock.makefile("wb")
        self._events: queue.SimpleQueue[Event | None] = queue.SimpleQueue()
        self._chunks: list[str] = []
        self._answer: Answer | None = None
        self._thread = threading.Thread(target=self._read, name="wyoming-link", daemon=True)
        self._thread.start()

    def send(self, event: Event, *, unless_answered: bool = False) -> None:
        """Send an event. Raises StreamFailed when the server is gone.

        ``unless_answered``: a server that has found the end of the speech itself may hang up.
        """
        try:
            write_event(event, self._out)
        except (OSError, ValueError) as error:
            self._hear_out()
            if not (unless_answered and self._answer):
                raise self._failed("went away") from error

    def text_so_far(self) -> str:
        """Return the text of the events that have come; waits for nothing."""
        with contextlib.suppress(queue.Empty):
            while (event := self._events.get_nowait()) is not None:
                self._take(event)
            self._events.put(None)  # for those who wait
        return self._answer.text if self._answer else "".join(self._chunks).strip()

    def wait(self, seconds: float) -> Answer:
        """Wait for the text of the whole utterance. Raises StreamFailed."""
        until = time.monotonic() + seconds
        while self._answer is None:
            self._take(self._next(until))
        return self._answer

    def wait_for(self, wanted: str, seconds: float) -> Event:
        """Wait for an event of a type. Raises StreamFailed."""
        until = time.monotonic() + seconds
        while (event := self._next(until)).type != wanted:
            self._take(event)
        return event

    def close(self) -> None:
        """Hang up. May be called twice."""
        self._shut_down()
        with contextlib.suppress(OSError, ValueError):
            self._out.close()
        self._sock.close()
        self._thread.join()

    def _shut_down(self) -> None:
        """End the connection; the thread reads what has come, and ends."""
        with contextlib.suppress(OSError):
            self._sock.shutdown(socket.SHUT_RDWR)

    def _hear_out(self) -> None:
        """Take all that came before the connection broke: its last words may not be read yet."""
        self._shut_down()
        self._thread.join()
        self.text_so_far()

    def _next(self, until: float) -> Event:
        try:
            event = self._events.get(timeout=max(0.0, until - time.monotonic()))
        except queue.Empty:
            raise self._failed("did not answer in time") from None
        if event is None:
            self._events.put(None)
            raise self._failed("ended the connection without an answer")
        return event

    def _take(self, event: Event) -> None:
        try:
            if Transcript.is_type(event.type):
                heard = Transcript.from_event(event)
                self._answer = Answer(str(heard.text), heard.language)
            elif TranscriptChunk.is_type(event.type):
                self._chunks.append(str(TranscriptChunk.from_event(event).text))
            elif Error.is_type(event.type):
                said = str(Error.from_event(event).text)[:200]
                raise self._failed(f"reported an error ({said})")
        except KeyError as error:
            raise self._failed("sent what is no Wyoming event") from error

    def _read(self) -> None:
        """Queue events until the connection ends; None is the last."""
        events = WyomingEvents(self._sock)
        with contextlib.suppress(OSError):
            while (event := events.next()) is not None:
                self._events.put(event)
        self._events.put(None)

    def _failed(self, how: str) -> StreamFailed:
        return StreamFailed(
            f"The speech recogniser at {self._server} {how}.",
            cure="Look at the server's log, then say it again.",
        )


def _timeval(seconds: float) -> bytes:
    """Return a struct timeval, as setsockopt(2) takes it."""
    whole = int(seconds)
    return struct.pack("@ll", whole, round((seconds - whole) * 1e6))
