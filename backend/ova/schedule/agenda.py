"""What is due when, by a clock that never steps."""

import heapq
import time


def steady_clock() -> float:
    """Return seconds that never step, counting time the machine was asleep where it can be known."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


class Agenda:
    """Ids with their deadlines. Not thread-safe: its owner holds a lock.

    A heap of our own, because APScheduler reads the machine's wall clock itself: it cannot be
    driven by a given clock, and a step of the wall clock would fire its jobs early or late.
    """

    def __init__(self) -> None:
        self._deadlines: dict[str, float] = {}
        self._heap: list[tuple[float, str]] = []

    def put(self, item_id: str, deadline: float) -> None:
        """Set or move a deadline."""
        self._deadlines[item_id] = deadline
        heapq.heappush(self._heap, (deadline, item_id))

    def remove(self, item_id: str) -> None:
        """Forget an id."""
        self._deadlines.pop(item_id, None)

    def next(self) -> float | None:
        """Return the earliest deadline."""
        heap = self._heap
        while heap and self._deadlines.get(heap[0][1]) != heap[0][0]:
            heapq.heappop(heap)  # moved or removed since
        return heap[0][0] if heap else None

    def take_due(self, now: float) -> list[str]:
        """Remove and return the ids whose deadline has come, in order."""
        due = []
        while (deadline := self.next()) is not None and deadline <= now:
            item_id = heapq.heappop(self._heap)[1]
            del self._deadlines[item_id]
            due.append(item_id)
        return due
