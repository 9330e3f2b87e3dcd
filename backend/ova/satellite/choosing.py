"""Choosing the hub to belong to, among those that are found."""

import random
import threading
import time
from collections.abc import Callable

from ova.satellite.backoff import Backoff
from ova.satellite.errors import BadInput, HubUnreachable
from ova.satellite.hub_search import FoundHub, HubSearch
from ova.satellite.report import TerminalReport

FIRST_RETRY_S = 2.0
LONGEST_RETRY_S = 30.0


class Choosing:
    """Looks until there is one hub to belong to: the only one, the one named, or the one picked."""

    def __init__(
        self,
        search: HubSearch,
        report: TerminalReport,
        stopping: threading.Event,
        *,
        pick: Callable[[list[FoundHub]], FoundHub] | None = None,
        patience_s: float | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``pick`` asks a person who sits there; ``patience_s`` is how long is looked, None: for ever."""
        self._search = search
        self._report = report
        self._stopping = stopping
        self._pick = pick
        self._give_up_at = None if patience_s is None else clock() + patience_s
        self._clock = clock
        self._backoff = Backoff(
            FIRST_RETRY_S,
            LONGEST_RETRY_S,
            random.Random(),  # noqa: S311 - spreads retries, guards nothing
        )

    def hub(self, name: str | None) -> FoundHub | None:
        """Return the hub; None when the program is to end meanwhile.

        Raises BadInput when there are several and nobody to ask, HubUnreachable when patience is over.
        """
        self._report.note("looking", "Looking for a hub on the network")
        while not self._stopping.is_set():
            found = self._search.look(self._stopping, None if name is None else _named(name))
            fitting = found if name is None else [hub for hub in found if _named(name)(hub)]
            if fitting:
                chosen = fitting[0] if len(fitting) == 1 else self._one_of(fitting)
                self._report.note("found", f"{chosen.name} at {chosen.url}", hub_id=chosen.id)
                return chosen
            missing = self._missing(name, found)
            if self._give_up_at is not None and self._clock() > self._give_up_at:
                raise missing
            wait_s = self._backoff.next()
            self._report.warn(f"{missing} Looking again in {wait_s:.0f} s.")
            self._stopping.wait(wait_s)
        return None

    def _one_of(self, hubs: list[FoundHub]) -> FoundHub:
        if self._pick is not None:
            return self._pick(hubs)
        listed = ", ".join(f"{hub.name} ({hub.url})" for hub in hubs)
        raise BadInput(
            f"There are {len(hubs)} hubs on the network: {listed}.",
            cure="Choose one with --hub and its name or address.",
            code="several_hubs",
        )

    def _missing(self, name: str | None, found: list[FoundHub]) -> HubUnreachable:
        if self._search.problem:
            return HubUnreachable(
                self._search.problem, cure="Name the hub's address with --hub.", code="no_hub"
            )
        if name is not None and found:
            listed = ", ".join(hub.name for hub in found)
            return HubUnreachable(
                f"No hub called {name} answers on the network, only: {listed}.",
                cure="Choose one of these with --hub.",
                code="no_hub",
            )
        called = f" called {name}" if name is not None else ""
        return HubUnreachable(
            f"No hub{called} answers on the network.",
            cure="Start it with 'ova run --host 0.0.0.0', or name its address with --hub.",
            code="no_hub",
        )


def _named(name: str) -> Callable[[FoundHub], bool]:
    return lambda hub: hub.name.casefold() == name.strip().casefold()
