"""Collects what a listening session tells."""

import queue

WAIT_S = 60.0


class Heard:
    """Collects a session's events."""

    def __init__(self):
        self.events = queue.Queue()

    def __call__(self, event):
        self.events.put(event)

    def until_end(self):
        """Return all events up to the final one."""
        events = []
        while not events or events[-1].kind not in ("final", "error"):
            events.append(self.events.get(timeout=WAIT_S))
        return events
