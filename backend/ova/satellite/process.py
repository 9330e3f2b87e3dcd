"""The process the program runs in: its signals and its log."""

import logging
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from ova.satellite.hub_log import HubLog


@contextmanager
def logged_to(log: HubLog) -> Iterator[None]:
    """Give the hub what this program logs."""
    ours = logging.getLogger("ova.satellite")
    handlers: list[logging.Handler] = [log]
    if not ours.hasHandlers() and logging.lastResort is not None:
        handlers.append(logging.lastResort)  # a logger with a handler would not print any more
    for handler in handlers:
        ours.addHandler(handler)
    try:
        yield
    finally:
        for handler in handlers:
            ours.removeHandler(handler)


@contextmanager
def ended_by_signals(stopping: threading.Event) -> Iterator[None]:
    """Let SIGTERM and SIGINT end the program in order; only the main thread may ask for that."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        stopping.set()

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
