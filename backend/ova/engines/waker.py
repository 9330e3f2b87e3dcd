"""Ends another thread's wait for sockets."""

import socket


class Waker:
    """A socket that becomes readable when someone calls ``wake``."""

    def __init__(self) -> None:
        self._write, self._read = socket.socketpair()
        self._write.setblocking(False)
        self._read.setblocking(False)

    def fileno(self) -> int:
        """Return the descriptor to wait for."""
        return self._read.fileno()

    def wake(self) -> None:
        """Make the descriptor readable; does nothing once closed."""
        try:
            self._write.send(b"\0")
        except OSError:  # full: it is readable already; closed: nobody waits
            return

    def drain(self) -> None:
        """Make it unreadable again."""
        try:
            while self._read.recv(4096):
                pass
        except OSError:
            return

    def close(self) -> None:
        """Free both ends."""
        self._write.close()
        self._read.close()
