"""One commit for the events of many requests: each waits until its own are on disk."""

import threading
from collections import deque
from collections.abc import Callable, Sequence

from ova.storage import StoredEvent

MOST_AT_ONCE = 500
"""Events of so many requests go into one commit."""


class _Ticket:
    __slots__ = ("done", "error", "events")

    def __init__(self, events: Sequence[StoredEvent]) -> None:
        self.events = events
        self.done = False
        self.error: BaseException | None = None


class GroupCommit:
    """Gathers what comes while a commit is under way into the next one.

    There is no thread of its own: of the requests that wait, the one whose turn it is commits for
    all that came meanwhile, so a lone request waits for nobody. Do not call it inside a
    transaction: what is gathered by others would wait for that, and that for them.
    """

    def __init__(self, commit: Callable[[list[StoredEvent]], object]) -> None:
        """``commit`` stores a list, all or nothing, and returns when it is on disk."""
        self._commit = commit
        self._waiting: deque[_Ticket] = deque()
        self._turn = threading.Lock()

    def add(self, events: Sequence[StoredEvent]) -> None:
        """Store events; they are on disk when this returns. Raises what storing them raised."""
        ticket = _Ticket(events)
        self._waiting.append(ticket)
        with self._turn:
            while not ticket.done:
                self._store(self._gathered())
        if ticket.error is not None:
            raise ticket.error

    def _gathered(self) -> list[_Ticket]:
        count = min(len(self._waiting), MOST_AT_ONCE)
        return [self._waiting.popleft() for _ in range(count)]

    def _store(self, tickets: list[_Ticket]) -> None:
        try:
            self._commit([event for ticket in tickets for event in ticket.events])
        except BaseException as error:  # noqa: BLE001 - raised again where it belongs
            if len(tickets) == 1:
                tickets[0].error = error
            else:
                for ticket in tickets:  # one that cannot be stored must not take others with it
                    self._store([ticket])
        for ticket in tickets:
            ticket.done = True
