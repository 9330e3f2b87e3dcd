"""What is done for satellites again and again."""

import logging
import threading
from collections.abc import Callable, Sequence

log = logging.getLogger(__name__)

EVERY_S = 0.5


class Pulse:
    """Calls some functions again and again in a thread of its own."""

    def __init__(self, *beats: Callable[[], None], every_s: float = EVERY_S) -> None:
        """Nothing is called before ``start``."""
        self._beats: Sequence[Callable[[], None]] = beats
        self._every_s = every_s
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="ova-pulse", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def close(self) -> None:
        """Stop. May be called twice, and without a start."""
        self._closing.set()
        if self._thread.is_alive():
            self._thread.join(2.0)

    def _run(self) -> None:
        while not self._closing.wait(self._every_s):
            for beat in self._beats:
                try:
                    beat()
                except Exception:
                    log.exception("Looking after the satellites failed")
