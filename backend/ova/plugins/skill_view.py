"""The hub as one skill sees it: what the skill subscribes to ends with the skill."""

from collections.abc import Callable
from typing import Any

Call = Callable[[Callable[[Any], object], Any], None]


class SkillEvents:
    """``ova.events`` of one skill."""

    def __init__(self, events: Any, call: Call) -> None:
        """``call`` runs a callback of the skill with an event, and keeps what it raises away."""
        self._events = events
        self._call = call
        self._ends: list[Callable[[], None]] = []

    def subscribe(
        self,
        callback: Callable[[Any], object],
        type: str | None = None,  # noqa: A002 - the event's own word
    ) -> Callable[[], None]:
        """Call ``callback`` with every later event, or those of a type, until the skill is unloaded.

        Returns what ends it earlier.
        """
        end: Callable[[], None] = self._events.subscribe(
            lambda event: self._call(callback, event), type
        )
        self._ends.append(end)

        def unsubscribe() -> None:
            if end in self._ends:
                self._ends.remove(end)
                end()

        return unsubscribe

    def recent(self, limit: int = 50, **filters: Any) -> list[dict[str, Any]]:
        """Return stored events, newest first; see EventsApi."""
        found: list[dict[str, Any]] = self._events.recent(limit, **filters)
        return found

    def end(self) -> None:
        """End every subscription."""
        while self._ends:
            self._ends.pop()()


class SkillView:
    """``ova`` of one skill: the hub, with ``events`` of its own."""

    def __init__(self, hub: Any, call: Call) -> None:
        self._hub = hub
        self._call = call
        self._own: SkillEvents | None = None

    @property
    def events(self) -> SkillEvents:
        """What integrations tell."""
        if self._own is None:
            self._own = SkillEvents(self._hub.events, self._call)
        return self._own

    def end_subscriptions(self) -> None:
        """End what the skill subscribed to."""
        if self._own is not None:
            self._own.end()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._hub, name)
