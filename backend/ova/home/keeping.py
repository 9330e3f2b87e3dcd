"""What is known of the home, kept and told: every change is stored, then seen, then told."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ova.core import Entity, HomeNames
from ova.home.data import Draft, HomeData
from ova.home.order import PlaceOrder
from ova.home.spoken import home_names
from ova.storage import ChangeFeed, Database


class Keeping:
    """Thread-safe. Readers never wait; changes are stored before they are seen and told:
    so nothing here is called inside a transaction of the caller's.
    """

    def __init__(self, database: Database, *, now: Callable[[], float] = time.time) -> None:
        self._database = database
        self._now = now
        self._writing = database.writing
        self._data = HomeData.load(database, now())
        self._names = home_names(self._data)
        self._entity_feed: ChangeFeed[tuple[Entity, bool]] = ChangeFeed("entity")
        self._names_feed: ChangeFeed[HomeNames] = ChangeFeed("name")
        self._places_feed: ChangeFeed[bool] = ChangeFeed("place")
        self._order = PlaceOrder.load(database.settings)

    def names(self) -> HomeNames:
        """Return every name in the home; the same object while no name changed."""
        return self._names

    def subscribe(self, callback: Callable[[Entity], None]) -> Callable[[], None]:
        """Call back with each entity whose state or registration changed, in order.

        One that was deleted is unavailable the last time; see ``subscribe_removed``.
        """
        return self._entity_feed.subscribe(lambda change: callback(change[0]))

    def subscribe_removed(self, callback: Callable[[Entity], None]) -> Callable[[], None]:
        """Call back with each entity that was deleted, in order with the other changes."""
        return self._entity_feed.subscribe(
            lambda change: callback(change[0]) if change[1] else None
        )

    def subscribe_names(self, callback: Callable[[HomeNames], None]) -> Callable[[], None]:
        """Call back when any name, alias, area, floor or exposure changed."""
        return self._names_feed.subscribe(callback)

    def subscribe_places(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call back when an area or floor came, went or changed, or their order did."""
        return self._places_feed.subscribe(lambda _changed: callback())

    @contextmanager
    def _editing(self, *, names: bool = True) -> Iterator[Draft]:
        """Store a change in one transaction, then show it, then tell about it."""
        with self._writing:
            draft = Draft(self._data, self._database, self._now())
            # a new state may lose to a power cut; a decision of the user may not
            with self._database.transaction(durable=names):
                yield draft
                draft.flush()
            before, self._data = self._data, draft.data()
            if names and (before.areas, before.floors) != (draft.areas, draft.floors):
                self._places_feed.put(True)
            if names and (spoken := home_names(self._data)) != self._names:
                self._names = spoken
                self._names_feed.put(spoken)
            for entity in draft.changed.values():
                self._entity_feed.put((entity, entity.id in draft.gone))
        self._places_feed.deliver()
        self._names_feed.deliver()
        self._entity_feed.deliver()
