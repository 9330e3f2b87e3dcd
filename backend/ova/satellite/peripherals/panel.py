"""All peripherals of a device together."""

import logging
from collections.abc import Callable, Sequence

from ova.satellite.peripherals.protocol import Peripheral, Press, Shown

log = logging.getLogger(__name__)


class Panel:
    """Shows a state on everything there is. One that fails is given up; the rest goes on."""

    def __init__(self, peripherals: Sequence[Peripheral]) -> None:
        """Own these; ``close`` frees them."""
        self._peripherals = list(peripherals)
        self._shown: Shown | None = None

    def open(self, pressed: Callable[[Press], None]) -> None:
        """Take hold of the hardware. Raises SatelliteError: a wish that cannot be met is told."""
        for one in self._peripherals:
            one.open(pressed)

    def show(self, shown: Shown) -> None:
        """Show a state; one that is shown already costs nothing."""
        if shown is self._shown:
            return
        self._shown = shown
        for one in list(self._peripherals):
            try:
                one.show(shown)
            except Exception:
                log.exception("A light failed and is used no more")
                self._peripherals.remove(one)

    def close(self) -> None:
        """Go dark."""
        for one in self._peripherals:
            try:
                one.close()
            except Exception:
                log.exception("A light or button could not be let go of")
