"""Who takes orders: the loaded integrations, and which of their actions are exposed."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from ova.core import PluginState
from ova.plugins import ActionDef, Entry, IntegrationManager, IntegrationNotLoaded, PluginNotFound
from ova.sdk import SecretMissing
from ova.storage import PluginStore

_GRACE_S = 2.0
"""So long an integration's end waits for actions that run; what hangs is left to itself."""


@dataclass(slots=True, eq=False)
class OrderTaker:
    """One loaded integration."""

    entry: Entry
    unexposed: set[str]
    """Actions that are not to be ordered by voice and by tools."""
    running: int = field(default=0)


class OrderTakers:
    """Lets orders in as long as an integration is loaded; its end waits for them. Thread-safe."""

    def __init__(self, manager: IntegrationManager, switches: PluginStore) -> None:
        """``switches`` keeps what people set."""
        self._manager = manager
        self._switches = switches
        self._takers: dict[str, OrderTaker] = {}
        self._changed = threading.Condition()

    def add(self, entry: Entry) -> None:
        """Take orders for a loaded integration."""
        stored = self._switches.items(_owner(entry.id))
        unexposed = {name for name, one in stored.items() if not one.get("exposed", True)}
        with self._changed:
            self._takers[entry.id] = OrderTaker(entry, unexposed)

    def drop(self, entry: Entry) -> None:
        """Take no more orders, and wait a while for those that are being carried out."""
        with self._changed:
            taker = self._takers.pop(entry.id, None)
            if taker is not None:
                self._changed.wait_for(lambda: taker.running == 0, _GRACE_S)

    def forget(self, entry_id: str) -> None:
        """Delete the switches of an account."""
        self._switches.clear(_owner(entry_id))

    @contextmanager
    def entering(self, entry_id: str) -> Iterator[Entry]:
        """Give a loaded integration; its end waits for the block. Raises as ``get``."""
        with self._changed:
            taker = self.get(entry_id)
            taker.running += 1
        try:
            yield taker.entry
        finally:
            with self._changed:
                taker.running -= 1
                if not taker.running:
                    self._changed.notify_all()

    def get(self, entry_id: str) -> OrderTaker:
        """Return who takes the orders of an account.

        Raises NotFound for an integration there is not, SecretMissing and IntegrationNotLoaded when it
        is not set up.
        """
        taker = self._takers.get(entry_id)
        if taker is not None:
            return taker
        self.check_exists(entry_id)
        info = self._manager.info(entry_id)
        if info.state == PluginState.NEEDS_SETUP:
            raise SecretMissing(f"{info.name} is not set up: {info.reason}", cure=info.cure)
        try:
            self._manager.entry(entry_id)
        except IntegrationNotLoaded as error:
            error.__context__ = None
            raise
        raise IntegrationNotLoaded(f"{info.name} is being set up.", cure="Try again.")

    def check_exists(self, entry_id: str) -> None:
        """Raise NotFound for an integration there is not, loaded or not."""
        try:
            self._manager.info(entry_id)
        except PluginNotFound as error:
            known = ", ".join(one.id for one in self._manager.infos()) or "none"
            error.cure = f"{error.cure} The integrations are: {known}."
            raise

    def switch(self, taker: OrderTaker, action: str, exposed: bool) -> bool:
        """Say whether an action is exposed; tell whether that is anything new."""
        self._switches.set(_owner(taker.entry.id), action, {"exposed": exposed})
        before = set(taker.unexposed)
        taker.unexposed = before - {action} if exposed else before | {action}
        return taker.unexposed != before

    def exposed(self) -> list[tuple[Entry, ActionDef]]:
        """Return the actions that may be ordered by voice and by tools."""
        with self._changed:
            takers = [one for _, one in sorted(self._takers.items())]
        return [
            (one.entry, action)
            for one in takers
            for action in one.entry.capabilities.actions.values()
            if action.name not in one.unexposed
        ]


def _owner(entry_id: str) -> str:
    return f"actions:{entry_id}"
