"""Chains of APA102 ("DotStar") lights, as on ReSpeaker boards, by SPI or written to a file."""

import logging
import math
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from ova.satellite.errors import BadInput, DeviceUnavailable
from ova.satellite.peripherals.looks import LOOKS, Colour, Motion, lights
from ova.satellite.peripherals.protocol import Press, Shown

log = logging.getLogger(__name__)

SPEED_HZ = 4_000_000
BRIGHTNESS = 10
"""Of 31, for every light: they are glaring otherwise."""
FRAME_S = 0.05
_CLOSE_S = 2.0


def frame(colours: Sequence[Colour], brightness: int = BRIGHTNESS) -> bytes:
    """Return what sets a chain: 32 zero bits, each light as 111 + brightness, blue, green, red, and ones.

    The data reaches each further light half a clock later, so the end must have at least half a bit
    for every light.
    """
    body = b"".join(
        bytes((0b1110_0000 | brightness, blue, green, red)) for red, green, blue in colours
    )
    return bytes(4) + body + b"\xff" * max(4, math.ceil(len(colours) / 16))


class Apa102Lights:
    """Moves the lights in a thread of its own, which sleeps while nothing moves."""

    def __init__(self, count: int, place: str = "0.1") -> None:
        """``place`` is bus and device of the SPI, such as ``0.1``, or a file to write frames to."""
        self._count = count
        self._place = place
        self._write: Callable[[bytes], object] | None = None
        self._free: Callable[[], object] = lambda: None
        self._changed = threading.Condition()
        self._shown = Shown.IDLE
        self._since = time.monotonic()
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="ova-lights", daemon=True)

    def open(self, pressed: Callable[[Press], None]) -> None:
        """Open the SPI or the file. Raises DeviceUnavailable, BadInput."""
        del pressed
        if "/" in self._place:
            self._open_file()
        else:
            self._open_spi()
        self._thread.start()

    def show(self, shown: Shown) -> None:
        """Show another state."""
        with self._changed:
            self._shown, self._since = shown, time.monotonic()
            self._changed.notify_all()

    def close(self) -> None:
        """Go dark."""
        with self._changed:
            if self._closed:
                return
            self._closed = True
            self._changed.notify_all()
        if self._thread.is_alive():
            self._thread.join(_CLOSE_S)
        self._free()

    def _work(self) -> None:
        try:
            while not self._closed:
                with self._changed:
                    look, since = LOOKS[self._shown], self._since
                self._put(lights(look, self._count, time.monotonic() - since))
                self._wait(since, None if look.motion is Motion.STEADY else FRAME_S)
            self._put([(0, 0, 0)] * self._count)
        except OSError as error:
            log.warning("The lights at %s failed and stay dark: %s", self._place, error.strerror)

    def _wait(self, since: float, longest_s: float | None) -> None:
        """Wait until something else is to be shown than what is shown ``since`` then."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._since != since, longest_s)

    def _put(self, colours: Sequence[Colour]) -> None:
        if self._write is not None:
            self._write(frame(colours))

    def _open_file(self) -> None:
        try:
            file = Path(self._place).open("ab", buffering=0)  # noqa: SIM115 - closed by close()
        except OSError as error:
            raise BadInput(
                f"The lights' file {self._place} cannot be written: {error.strerror}.",
                cure="Name a file or pipe that exists and is yours.",
            ) from error
        self._write, self._free = file.write, file.close

    def _open_spi(self) -> None:
        try:
            import spidev
        except ImportError as error:
            raise DeviceUnavailable(
                "The Python package spidev, which lights on SPI need, is not installed.",
                cure='Install the extra: pip install "openvoiceassistant[pi]".',
            ) from error
        bus, _, device = self._place.partition(".")
        spi: Any = spidev.SpiDev()
        try:
            spi.open(int(bus), int(device or 0))
            spi.max_speed_hz, spi.mode = SPEED_HZ, 0
        except OSError as error:
            raise DeviceUnavailable(
                f"The lights at SPI {self._place} cannot be opened: {error.strerror}.",
                cure="Switch SPI on with 'sudo raspi-config' and be in the group spi.",
            ) from error
        self._write, self._free = spi.writebytes2, spi.close
