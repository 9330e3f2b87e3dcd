"""Everything that helps to find a fault in an integration, without its secrets."""

import platform
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

from ova import __version__
from ova.core import OvaError
from ova.plugins import Entry, IntegrationManager, blot, blot_document

Summary = Callable[[str], Any]
"""Gives what a part of the platform knows of an account, as JSON."""


class Diagnostics:
    """Collects one document. ``summaries`` holds what the parts add, by name."""

    def __init__(self, manager: IntegrationManager, now: Callable[[], float] = time.time) -> None:
        self._manager = manager
        self._now = now
        self.summaries: dict[str, Summary] = {}

    def read(self, entry_id: str) -> dict[str, Any]:
        """Return the document. Raises PluginNotFound; what else fails is told in it."""
        insight = self._manager.insight(entry_id)
        secrets = self._manager.secret_values(entry_id)
        told = {
            **insight,
            **{name: _tried(summary, entry_id) for name, summary in self.summaries.items()},
            "author": self._authors(entry_id),
        }
        return assembled(told, secrets, self._now())

    def _authors(self, entry_id: str) -> Any:
        entry = next((one for one in self._manager.entries() if one.id == entry_id), None)
        hook = entry.hook("diagnostics") if entry is not None else None
        if entry is None or hook is None:
            return None
        return _tried(lambda _id: _asked(entry, hook), entry_id)


def assembled(told: dict[str, Any], secrets: Sequence[str], at: float) -> dict[str, Any]:
    """Return the document about a plugin: what is told of it and of the hub, without its secrets."""
    document: dict[str, Any] = {
        "at": at,
        "hub": {
            "version": __version__,
            "python": sys.version.split()[0],
            "system": platform.platform(),
        },
        **told,
    }
    manifest = _plain(document.pop("manifest"))  # its names of fields are no secrets
    redacted: dict[str, Any] = blot_document(_plain(document), secrets)
    return {**redacted, "manifest": blot(manifest, secrets)}


def _asked(entry: Entry, hook: Callable[..., Any]) -> Any:
    return entry.call("diagnostics", hook, entry.context)


def _tried(summary: Summary, entry_id: str) -> Any:
    try:
        return summary(entry_id)
    except OvaError as error:
        return {"failed": getattr(error, "reason", "") or error.message}


def _plain(value: Any) -> Any:
    """Return JSON; what is none is told by its text."""
    if isinstance(value, dict):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(one) for one in value]
    if isinstance(value, float) and not -1e308 < value < 1e308:
        return str(value)
    return value if value is None or isinstance(value, str | int | float | bool) else repr(value)
