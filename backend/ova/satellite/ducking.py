"""Makes other programs of the device quieter while the satellite listens or is heard."""

import logging
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ova.satellite.ducked_streams import DuckedStreams, Stream
from ova.satellite.errors import DeviceUnavailable
from ova.satellite.peripherals import Press, Shown

log = logging.getLogger(__name__)

QUIETER_FOR = frozenset({Shown.LISTENING, Shown.THINKING, Shown.SPEAKING, Shown.RINGING})
LOOK_EVERY_S = 0.5
"""How often is looked for music that began meanwhile."""
CLIENT = "ova-satellite-ducking"
_CLOSE_S = 5.0
_PIPEWIRES_OWN = "node.link-group"
"""Marks what an echo canceller or a loop of PipeWire plays; PulseAudio's has no process."""


class Ducking:
    """Follows what the lights show, in a thread of its own; needs PulseAudio, or PipeWire in its place.

    What was changed is written down before, so that the next start puts it back after a crash.
    """

    def __init__(self, percent: int, folder: Path) -> None:
        """Leave ``percent`` of each program's volume; ``folder`` need not exist yet."""
        self._share = percent / 100
        self._ducked = DuckedStreams(folder)
        self._changed = threading.Condition()
        self._wanted = False
        self._closed = False
        self._warned = False
        self._done: bool | None = None
        """What the programs were told last."""
        self._thread = threading.Thread(target=self._work, name="ova-ducking", daemon=True)

    def open(self, pressed: Callable[[Press], None]) -> None:
        """Put back what a crash left quiet. Raises DeviceUnavailable without the library."""
        del pressed
        try:
            import pulsectl  # noqa: F401 - whether it can be loaded is what is asked
        except (ImportError, OSError) as error:
            raise DeviceUnavailable(
                "Other programs cannot be made quieter: the Python package pulsectl, or PulseAudio's"
                " library, is not installed.",
                cure='Install both (pip install "openvoiceassistant[satellite]"; sudo apt install'
                " libpulse0), or leave --duck away.",
            ) from error
        self._thread.start()

    def show(self, shown: Shown) -> None:
        """Take another state."""
        with self._changed:
            self._wanted = shown in QUIETER_FOR
            self._changed.notify_all()

    def close(self) -> None:
        """Put everything back."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        if self._thread.is_alive():
            self._thread.join(_CLOSE_S)

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(
                    lambda: self._closed or self._wanted is not self._done,
                    LOOK_EVERY_S if self._wanted or self._ducked else None,
                )
                wanted, closed = self._wanted and not self._closed, self._closed
            if wanted or self._ducked:
                self._tell(quieter=wanted)
            if closed:
                return
            self._done = wanted

    def _tell(self, *, quieter: bool) -> None:
        """Make the programs that play now quieter, or put them back."""
        import pulsectl

        try:
            with pulsectl.Pulse(CLIENT) as pulse:
                playing = [_stream(one) for one in pulse.sink_input_list() if _is_other(one)]
                changes = (
                    self._ducked.duck(playing, self._share)
                    if quieter
                    else self._ducked.put_back(playing)
                )
                for index, volumes in changes.items():
                    try:
                        pulse.sink_input_volume_set(index, pulsectl.PulseVolumeInfo(list(volumes)))
                    except pulsectl.PulseOperationFailed:
                        log.debug("A program has stopped playing before it was changed")
                if not quieter:
                    self._ducked.are_back()
        except (pulsectl.PulseError, OSError) as error:
            if not self._warned:
                log.warning("Other programs cannot be made quieter: %s", error)
            self._warned = True
            return
        self._warned = False


def _is_other(sink_input: Any) -> bool:
    """Tell whether this is a program's sound, not the satellite's own nor the sound server's."""
    told = sink_input.proplist
    process = told.get("application.process.id")
    return process not in (None, str(os.getpid())) and _PIPEWIRES_OWN not in told


def _stream(sink_input: Any) -> Stream:
    told = sink_input.proplist
    program = told.get("module-stream-restore.id") or told.get("application.name") or ""
    return Stream(
        sink_input.index,
        program,
        tuple(round(value, 4) for value in sink_input.volume.values),
    )
