"""A Wyoming client as others write one: the ``wyoming`` package over TCP."""

import socket
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from wyoming.event import Event, read_event, write_event

from ova.core import AudioClip

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # it loads audioop
    from wyoming.audio import AudioChunk, AudioStart, AudioStop
    from wyoming.info import Describe, Info
    from wyoming.wake import Detect, Detection

__all__ = [
    "AudioChunk",
    "AudioStart",
    "Client",
    "Describe",
    "Detect",
    "Detection",
    "Info",
    "client",
]

WAIT_S = 90.0


class Client:
    """One connection."""

    def __init__(self, port: int) -> None:
        self.sock = socket.create_connection(("127.0.0.1", port), timeout=WAIT_S)
        self._out = self.sock.makefile("wb")
        self._in = self.sock.makefile("rb")

    def send(self, event: Event) -> None:
        write_event(event, self._out)

    def read(self) -> Event | None:
        return read_event(self._in)

    def expect(self, kind: str) -> Event:
        """Return the next event, which must be of a type."""
        event = self.read()
        assert event is not None, f"the hub hung up instead of sending {kind}"
        assert event.type == kind, event
        return event

    def ask(self, event: Event, kind: str) -> Event:
        self.send(event)
        return self.expect(kind)

    def say(self, clip: AudioClip) -> None:
        """Send a recording between its start and stop."""
        fmt = clip.format
        numbers = (fmt.rate, fmt.width, fmt.channels)
        self.send(AudioStart(*numbers).event())
        for at in range(0, len(clip.pcm), 4096):
            self.send(AudioChunk(*numbers, clip.pcm[at : at + 4096]).event())
        self.send(AudioStop().event())

    def close(self) -> None:
        for one in (self._out, self._in, self.sock):
            with suppress(OSError):  # the hub may have hung up before all was sent
                one.close()


@contextmanager
def client(port: int) -> Iterator[Client]:
    """Connect for the time of a block."""
    one = Client(port)
    try:
        yield one
    finally:
        one.close()
