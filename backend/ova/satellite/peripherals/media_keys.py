"""Keys for volume, mute and calls, as USB speakerphones have them, by the kernel's input events."""

import logging
import os
import select
import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from ova.satellite.errors import DeviceUnavailable
from ova.satellite.peripherals.protocol import Press, Shown

log = logging.getLogger(__name__)

DEVICES = Path("/dev/input")
KNOWN = Path("/sys/class/input")
EVENT = struct.Struct("@llHHi")
"""``struct input_event``: a time, type, code and value."""
KEY_EVENT = 1
UP, DOWN, REPEATED = 0, 1, 2
KEYS = {
    113: Press.SILENCE,  # KEY_MUTE
    114: Press.VOLUME_DOWN,
    115: Press.VOLUME_UP,
    164: Press.TALK,  # KEY_PLAYPAUSE
    169: Press.TALK,  # KEY_PHONE
    248: Press.MUTE,  # KEY_MICMUTE
    582: Press.TALK,  # KEY_VOICECOMMAND
}
"""What keys do, by their number in linux/input-event-codes.h."""
LOUDNESS = frozenset({Press.VOLUME_UP, Press.VOLUME_DOWN})
LOOK_AGAIN_S = 2.0
_CLOSE_S = 3.0
_PIECE = 64 * EVENT.size


class MediaKeys:
    """Reads the keys of every input device of a name, also after it was unplugged."""

    def __init__(self, name: str, devices: Path = DEVICES, known: Path = KNOWN) -> None:
        """``name`` is a part of what the device calls itself, such as ``Jabra``."""
        self._name = name
        self._devices = devices
        self._known = known
        self._pressed: Callable[[Press], None] = lambda _press: None
        self._open: list[int] = []
        self._wake: tuple[int, int] | None = None
        self._thread = threading.Thread(target=self._work, name="ova-keys", daemon=True)

    def open(self, pressed: Callable[[Press], None]) -> None:
        """Take hold of the keys. Raises DeviceUnavailable."""
        self._pressed = pressed
        try:
            self._open = self._found()
        except OSError as error:
            raise DeviceUnavailable(
                f"The keys of {self._name!r} cannot be read: {error.strerror}.",
                cure="Be in the group input (sudo usermod -aG input $USER, then sign in again).",
            ) from error
        if not self._open:
            names = sorted(set(self._names().values()))
            raise DeviceUnavailable(
                f"There is no device with keys that is called {self._name!r}.",
                cure=f"Use a part of one of these names: {', '.join(names) or 'none is there'}.",
            )
        self._wake = os.pipe()
        self._thread.start()

    def show(self, shown: Shown) -> None:
        """Do nothing: they have no light."""

    def close(self) -> None:
        """Let go of the keys."""
        if self._wake is None:
            return
        os.close(self._wake[1])
        self._thread.join(_CLOSE_S)
        os.close(self._wake[0])
        self._wake = None

    def _work(self) -> None:
        end = self._wake[0] if self._wake is not None else -1
        while True:
            ready, _, _ = select.select([*self._open, end], [], [], self._patience_s())
            if end in ready:
                break
            for keys in ready:
                self._read(keys)
            if not self._open:
                with suppress(OSError):  # it is not quite there yet
                    self._open = self._found()
        for keys in self._open:
            os.close(keys)

    def _patience_s(self) -> float | None:
        return None if self._open else LOOK_AGAIN_S

    def _read(self, keys: int) -> None:
        try:
            events = os.read(keys, _PIECE)
        except OSError:  # it was unplugged
            os.close(keys)
            self._open.remove(keys)
            return
        whole = len(events) // EVENT.size * EVENT.size
        for _, _, kind, code, value in EVENT.iter_unpack(events[:whole]):
            if kind == KEY_EVENT and code in KEYS:
                self._key(KEYS[code], value)

    def _key(self, press: Press, value: int) -> None:
        if value == DOWN or (value == REPEATED and press in LOUDNESS):
            self._pressed(press)
        elif value == UP and press is Press.TALK:
            self._pressed(Press.TALK_OVER)

    def _found(self) -> list[int]:
        """Open the devices. Raises OSError when none of those that are there can be."""
        wanted = [
            self._devices / event
            for event, name in self._names().items()
            if self._name.casefold() in name.casefold()
        ]
        opened: list[int] = []
        failure: OSError | None = None
        for path in wanted:
            try:
                opened.append(os.open(path, os.O_RDONLY | os.O_NONBLOCK))
            except OSError as error:
                failure = error
        if failure is not None and not opened:
            raise failure
        return opened

    def _names(self) -> dict[str, str]:
        """Return what the input devices call themselves, by their file's name."""
        names = {}
        for event in sorted(self._known.glob("event*")):
            with suppress(OSError):
                names[event.name] = (event / "device" / "name").read_text().strip()
        return names
