"""The data sources of loaded integrations: series by ``id[endpoint]``. A part of the platform."""

import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from ova.core import InvalidInput, NotFound, OvaError
from ova.platform.faults import told_of
from ova.platform.source import Kept, Source, fingerprint, stale, stored_copy
from ova.plugins import Entry, IntegrationManager, IntegrationNotLoaded
from ova.sdk import DataBatch
from ova.storage import Database

_REFERENCE = re.compile(r"([a-z][a-z0-9_]*)(?:\[(.*)\])?", re.DOTALL)

_AT_ONCE = 8
"""Integrations asked at the same time: one that is slow holds up no other."""


class DataSources:
    """What skills, routines and pages ask for data. Thread-safe."""

    def __init__(
        self,
        database: Database,
        manager: IntegrationManager,
        *,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._database = database
        self._manager = manager
        self._now = now
        self._sources: dict[str, Source] = {}

    def attach(self, entry: Entry) -> None:
        """Take up an integration that has a data source."""
        if entry.capabilities.data is not None:
            self._sources[entry.id] = Source(
                entry, entry.capabilities.data, self._database.data_copies, self._now
            )

    def detach(self, entry: Entry) -> None:
        """Ask it no more. The copies stay."""
        source = self._sources.pop(entry.id, None)
        if source is not None:
            source.close()

    def forget(self, entry_id: str) -> None:
        """Delete the copies of an account's data."""
        self._database.data_copies.forget(entry_id)

    def get(self, reference: str) -> DataBatch:
        """Return the data of ``id[endpoint]``; ``stale`` when its service is down or it is not loaded.

        Raises InvalidInput for what is no reference, NotFound, Unavailable, PluginError.
        """
        found = _REFERENCE.fullmatch(reference) if isinstance(reference, str) else None
        if found is None:
            raise InvalidInput(
                f"{reference!r} does not name data.", cure="Write it as weather[temperature]."
            )
        return self._kept(found[1], found[2] or "").batch

    def data(self, entry_id: str, endpoint: str = "") -> dict[str, Any]:
        """Return an endpoint's data in wire form. Raises as ``get``."""
        kept = self._kept(entry_id, endpoint)
        return {
            "reference": reference_of(entry_id, endpoint),
            "dates": list(kept.batch.dates),
            "series": {name: list(values) for name, values in kept.batch.series.items()},
            "stale": kept.batch.stale,
            "at": kept.at,
            "error": kept.error,
        }

    def endpoints(self, entry_id: str) -> list[str]:
        """Return what may be asked for; nothing while the integration is not connected.

        Raises NotFound for an unknown integration, PluginError for a fault in its code.
        """
        self._manager.info(entry_id)
        source = self._sources.get(entry_id)
        try:
            return source.endpoints() if source is not None else []
        except OvaError as error:
            raise (told_of(source.entry, error) if source is not None else error) from error

    def references(self) -> list[str]:
        """Return every ``id[endpoint]`` there is; an integration with a fault is left out."""
        with ThreadPoolExecutor(_AT_ONCE, "ova-data") as pool:
            found = pool.map(self._references, sorted(self._sources.copy()))
            return [reference for some in found for reference in some]

    def _references(self, entry_id: str) -> list[str]:
        try:
            return [reference_of(entry_id, one) for one in self.endpoints(entry_id)]
        except OvaError:
            return []  # it is told where the integration itself is looked at

    def _kept(self, entry_id: str, endpoint: str) -> Kept:
        source = self._sources.get(entry_id)
        if source is None:
            try:
                name = self._manager.entry(entry_id).name
            except IntegrationNotLoaded as error:
                kept = self._copy(entry_id, endpoint)
                if kept is None:
                    raise
                return stale(kept, error)
            raise NotFound(f"{name} has no data.", cure="GET /api/data lists what there is.")
        try:
            return source.get(endpoint)
        except OvaError as error:
            raise told_of(source.entry, error) from error

    def _copy(self, entry_id: str, endpoint: str) -> Kept | None:
        """Return what an integration told with its settings before it was unloaded."""
        try:
            settings = fingerprint(self._manager.stored_values(entry_id))
        except OvaError:  # its files are broken or gone
            return None
        return stored_copy(self._database.data_copies, entry_id, endpoint, settings)


def reference_of(entry_id: str, endpoint: str) -> str:
    """Return how an endpoint is named: ``weather[temperature]``."""
    return f"{entry_id}[{endpoint}]" if endpoint else entry_id
