"""The data source of one loaded integration."""

import difflib
import hashlib
import json
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ova.core import InvalidInput, NotFound, OvaError, Unavailable
from ova.platform.batches import batch_of
from ova.platform.faults import reason_of
from ova.platform.pauses import asked_s
from ova.plugins import DataDef, Entry, Flights
from ova.sdk import AuthFailed, DataBatch, FetchResponse, OutputInvalid, SecretMissing
from ova.storage import DataCopies

_log = logging.getLogger(__name__)
REST_S = 30.0
"""A service that is down is not asked again sooner, as long as there is a copy."""
MOST_KEPT = 500
"""Endpoints in memory; the copies of others are read from disk."""
MAX_NAME = 200


@dataclass(frozen=True, slots=True)
class Kept:
    """Data, and when they were fetched in seconds since the epoch."""

    at: float
    batch: DataBatch
    error: str = ""
    """Why they are stale."""


@dataclass(frozen=True, slots=True)
class _Trouble:
    """An endpoint that could not be asked, and until when it is left alone."""

    until: float
    error: OvaError


class Source:
    """Asks an integration for data, and keeps them for the time its author declares. Thread-safe."""

    def __init__(
        self, entry: Entry, declared: DataDef, copies: DataCopies, now: Callable[[], float]
    ) -> None:
        self.entry = entry
        self._declared = declared
        self._copies = copies
        self._now = now
        self._flights = Flights()
        self._kept: dict[str, Kept] = {}
        self._troubles: dict[str, _Trouble] = {}
        self._names: tuple[float, list[str]] | None = None
        self._names_trouble: _Trouble | None = None
        self._settings = fingerprint(entry.context.config)
        """Tells data of these settings from data of others."""
        self._closed = False

    def get(self, endpoint: str) -> Kept:
        """Return an endpoint's data, kept, fetched, or stale when the service is down.

        Raises NotFound for an unknown endpoint, OutputInvalid, and what the fetch raised when there
        is no copy.
        """
        self._check(endpoint)
        kept = self._latest(endpoint)
        if kept is not None and self._is_fresh(kept.at):
            return kept
        found: Kept = self._flights.share(endpoint, lambda: self._renewed(endpoint))
        return found

    def endpoints(self) -> list[str]:
        """Return what may be asked for; nothing while the other side cannot or will not tell."""
        if self._declared.endpoints is None:
            return [""]
        if self._names is not None and self._is_fresh(self._names[0]):
            return list(self._names[1])
        names: list[str] = self._flights.share(None, self._listed)
        return list(names)

    def close(self) -> None:
        """Keep nothing of what is still under way."""
        self._closed = True

    def _renewed(self, endpoint: str) -> Kept:
        old = self._latest(endpoint)
        if old is not None and self._is_fresh(old.at):  # somebody else was just before
            return old
        trouble = self._troubles.get(endpoint)
        if trouble is not None and self._now() < trouble.until:
            if old is None:
                raise trouble.error
            return stale(old, trouble.error)
        entry = self.entry
        at = self._now()
        try:
            told = entry.call("get_data", self._declared.get, endpoint, entry.context)
            kept = Kept(at, batch_of(told))
        except OvaError as error:
            return self._instead(endpoint, error, old)
        self._keep(endpoint, kept)
        return kept

    def _instead(self, endpoint: str, error: OvaError, old: Kept | None) -> Kept:
        """Return the stale copy, or raise."""
        self._check_listed(endpoint, error)
        if endpoint not in self._troubles:
            _log.warning("integration %s: no data of %r: %s", self.entry.id, endpoint, error)
        asked = asked_s(error)
        rest = max(asked, min(REST_S, self._declared.cache_s)) if old is not None else asked
        self._troubles[endpoint] = _Trouble(self._now() + rest, error)
        if old is None or isinstance(error, OutputInvalid | InvalidInput | NotFound):
            raise error
        return stale(old, error)

    def _keep(self, endpoint: str, kept: Kept) -> None:
        if self._troubles.pop(endpoint, None) is not None:
            _log.info("integration %s: data of %r come again", self.entry.id, endpoint)
        if self._closed:
            return
        self._remember(endpoint, kept)
        value = {
            "settings": self._settings,
            "dates": list(kept.batch.dates),
            "series": {name: list(values) for name, values in kept.batch.series.items()},
        }
        try:
            self._copies.put(self.entry.id, endpoint, kept.at, value)
        except OvaError as error:  # a full disk must not keep people from their data
            _log.warning("integration %s: %s", self.entry.id, error)

    def _latest(self, endpoint: str) -> Kept | None:
        kept = self._kept.get(endpoint)
        if kept is not None:
            return kept
        kept = stored_copy(self._copies, self.entry.id, endpoint, self._settings)
        if kept is not None:
            self._remember(endpoint, kept)
        return kept

    def _remember(self, endpoint: str, kept: Kept) -> None:
        newest = {name: one for name, one in self._kept.items() if name != endpoint}
        self._kept = {**dict(list(newest.items())[1 - MOST_KEPT :]), endpoint: kept}

    def _is_fresh(self, at: float) -> bool:
        return 0 <= self._now() - at < self._declared.cache_s

    def _listed(self) -> list[str]:
        entry, listing = self.entry, self._declared.endpoints
        at = self._now()
        trouble = self._names_trouble
        if trouble is not None and at < trouble.until:
            return self._names_instead(trouble.error)

        def ask() -> Any:
            told = entry.loop.finish(listing(entry.context)) if listing else []
            told = told.data if isinstance(told, FetchResponse) else told
            listable = isinstance(told, Iterable) and not isinstance(told, str | Mapping)
            return list(told) if listable else told

        try:
            names = _names(entry.call("get_data_endpoints", ask))
        except OutputInvalid:
            raise
        except OvaError as error:
            self._names_trouble = _Trouble(self._now() + max(REST_S, asked_s(error)), error)
            return self._names_instead(error)
        self._names, self._names_trouble = (at, names), None
        return names

    def _names_instead(self, error: OvaError) -> list[str]:
        """Return what is known when nothing is told. Raises the error when the code is at fault."""
        if not isinstance(error, Unavailable | AuthFailed | SecretMissing):
            raise error
        return self._names[1] if self._names is not None else []

    def _check(self, endpoint: str) -> None:
        if len(endpoint) > MAX_NAME:
            raise InvalidInput(
                "The endpoint's name is too long.", cure=f"Names have {MAX_NAME} signs at most."
            )
        if self._names is not None and self._is_fresh(self._names[0]):
            self._check_among(endpoint, self._names[1])

    def _check_listed(self, endpoint: str, error: OvaError) -> None:
        """Raise NotFound when a fetch failed because there is no such endpoint."""
        if isinstance(error, Unavailable | AuthFailed) or self._declared.endpoints is None:
            return
        try:
            names = self.endpoints()
        except OvaError:
            return
        if names:
            self._check_among(endpoint, names)

    def _check_among(self, endpoint: str, names: list[str]) -> None:
        if endpoint in names:
            return
        near = difflib.get_close_matches(endpoint, names) or names[:5]
        raise NotFound(
            f"{self.entry.name} has no data {endpoint!r}.",
            cure=f"Did you mean {' or '.join(near)}?" if near else "It has none just now.",
        )


def stored_copy(copies: DataCopies, entry_id: str, endpoint: str, settings: str) -> Kept | None:
    """Return what is on disk of an endpoint, of the same settings (see ``fingerprint``)."""
    stored = copies.get(entry_id, endpoint)
    if stored is None or stored[1].get("settings") != settings:
        return None
    series = {name: tuple(values) for name, values in stored[1]["series"].items()}
    return Kept(stored[0], DataBatch(tuple(stored[1]["dates"]), series))


def stale(kept: Kept, error: OvaError) -> Kept:
    return Kept(kept.at, replace(kept.batch, stale=True), reason_of(error))


def _names(told: Any) -> list[str]:
    if not isinstance(told, list) or not all(isinstance(one, str) and one for one in told):
        raise OutputInvalid(
            "get_data_endpoints returned something else than names.",
            cure='Return a list of texts, as in ["temperature", "rain"].',
        )
    return list(dict.fromkeys(told))


def fingerprint(settings: Mapping[str, Any]) -> str:
    """Return a few signs that change with the settings and tell nothing of them."""
    text = json.dumps(settings, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
