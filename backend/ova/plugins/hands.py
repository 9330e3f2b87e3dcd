"""Threads that do one thing after another: starting one costs more than most of what it is to do."""

import queue
import threading
from collections.abc import Callable

IDLE_S = 0.1
"""A thread with nothing to do for so long ends."""
_idle: list["_Hand"] = []
_lock = threading.Lock()


def do(work: Callable[[], None]) -> None:
    """Have ``work`` done at once in a thread of its own; it must not raise."""
    with _lock:
        hand = _idle.pop() if _idle else None
    if hand is None:
        hand = _Hand()
        threading.Thread(target=hand.run, name="ova-plugin", daemon=True).start()
    hand.work.put(work)


class _Hand:
    __slots__ = ("work",)

    def __init__(self) -> None:
        self.work: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()

    def run(self) -> None:
        while True:
            try:
                work = self.work.get(timeout=IDLE_S)
            except queue.Empty:
                with _lock:
                    if self in _idle:
                        _idle.remove(self)
                        return
                continue  # somebody has just taken it, and the work is on its way
            work()
            del work  # nothing of a plugin is held while there is nothing to do
            with _lock:
                _idle.append(self)
