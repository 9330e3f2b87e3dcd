"""A satellite's own network: a machine of its own as far as the network goes, and as bad as is wanted."""

import fcntl
import heapq
import itertools
import os
import random
import select
import struct
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tests.peers import require

REASON = "a network of one's own needs root, ip and /dev/net/tun"
TUNSETIFF, IFF_TAP, IFF_NO_PI = 0x400454CA, 0x0002, 0x1000
LONGEST_FRAME = 2_048
_counted = itertools.count(1)


class Wire:
    """A cable from this machine, where the hub is, to a network namespace, where the satellite is.

    Frames go through this process, which may lose and delay them: kernels without netem do, too.
    """

    def __init__(self) -> None:
        require("ip", REASON)
        number = (os.getpid() + next(_counted) * 17) % 60_000
        self.name = f"ova{number}"
        self._ends = (f"{self.name}h", f"{self.name}s")
        net = f"10.{77 + number // 250 % 100}.{number % 250}"
        self.hub_ip, self.far_ip = f"{net}.1", f"{net}.2"
        self._taps: list[int] = []
        require(self._lay, REASON)
        self._loss, self._jitter_s = 0.0, 0.0
        self._rng = random.Random(7)  # noqa: S311 - not for secrets
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._carry, name="wire", daemon=True)
        self._thread.start()

    @property
    def inside(self) -> tuple[str, ...]:
        """What a command is run by in the satellite's network."""
        return ("ip", "netns", "exec", self.name)

    def spoil(self, loss: float = 0.0, jitter_s: float = 0.0) -> None:
        """Lose this share of all frames, and delay each by up to ``jitter_s``, in both directions."""
        self._loss, self._jitter_s = loss, jitter_s

    def move_hub(self) -> str:
        """Give the hub's end another address instead of its own, and return it."""
        moved = self.hub_ip.rsplit(".", 1)[0] + ".7"
        _ip("addr", "del", f"{self.hub_ip}/24", "dev", self._ends[0])
        _ip("addr", "add", f"{moved}/24", "dev", self._ends[0])
        self.hub_ip = moved
        return moved

    def close(self) -> None:
        """Take the cable away."""
        self._closing.set()
        self._thread.join(10)
        self._take_away()

    def _lay(self) -> bool:
        hub_end, far_end = self._ends
        try:
            _ip("netns", "add", self.name)
            for end in self._ends:
                tap = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
                self._taps.append(tap)
                fcntl.ioctl(tap, TUNSETIFF, struct.pack("16sH", end.encode(), IFF_TAP | IFF_NO_PI))
            _ip("link", "set", far_end, "netns", self.name)
            _ip("addr", "add", f"{self.hub_ip}/24", "dev", hub_end)
            _ip("link", "set", hub_end, "up")
            for arguments in (
                ("addr", "add", f"{self.far_ip}/24", "dev", far_end),
                ("link", "set", far_end, "up"),
                ("link", "set", "lo", "up"),
            ):
                _ip("-n", self.name, *arguments)
        except (OSError, subprocess.CalledProcessError):
            self._take_away()
            return False
        return True

    def _take_away(self) -> None:
        for tap in self._taps:
            os.close(tap)
        self._taps = []
        subprocess.run(["ip", "netns", "del", self.name], capture_output=True, check=False)

    def _carry(self) -> None:
        other = dict(zip(self._taps, reversed(self._taps), strict=True))
        late: list[tuple[float, int, int, bytes]] = []
        numbers = itertools.count()
        while not self._closing.is_set():
            wait_s = 0.1 if not late else min(0.1, max(0.0, late[0][0] - time.monotonic()))
            for tap in select.select(self._taps, [], [], wait_s)[0]:
                with suppress(OSError):  # an interface that is not up yet
                    frame = os.read(tap, LONGEST_FRAME)
                    if self._rng.random() >= self._loss:
                        due = time.monotonic() + self._rng.random() * self._jitter_s
                        heapq.heappush(late, (due, next(numbers), other[tap], frame))
            while late and late[0][0] <= time.monotonic():
                with suppress(OSError):
                    os.write(late[0][2], late[0][3])
                heapq.heappop(late)


@contextmanager
def wire() -> Iterator[Wire]:
    """Lay a cable for a test."""
    cable = Wire()
    try:
        yield cable
    finally:
        cable.close()


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True, capture_output=True)
