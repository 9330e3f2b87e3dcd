"""Building plugins, swapping what was built in, and unloading it again."""

import logging
from abc import abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from ova.core import OvaError, PluginState
from ova.plugins.building import build_live, unload_live
from ova.plugins.errors import unusable
from ova.plugins.record import Live, PluginRecord
from ova.plugins.shelf import PluginShelf
from ova.plugins.store import PluginStorage

logger = logging.getLogger(__name__)


class PluginAssembly(PluginShelf):
    """Builds the objects of plugins and keeps those that work. The lock is held by whoever calls."""

    def __init__(self, storage: PluginStorage) -> None:
        super().__init__(storage)
        self._ova: Any = None

    # What the two kinds do differently.

    @abstractmethod
    def _marked(self, built: Any) -> dict[str, Callable[..., Any]]:
        """Return the methods of a built object that the hub will call."""

    def _needs(self, record: PluginRecord) -> dict[str, Any]:  # noqa: ARG002 - skills override it
        """Return the objects a plugin needs. Raises OvaError when one is not there."""
        return {}

    def _imported(self, record: PluginRecord) -> None:
        """Take note of the plugin's files after its code was imported, or failed to be."""
        record.notes.clear()

    @abstractmethod
    def _connect(self, record: PluginRecord, live: Live) -> None:
        """Make a swapped-in object known. Raises OvaError."""

    def _disconnect(self, record: PluginRecord, *, final: bool) -> None:  # noqa: ARG002 - as above
        """Undo ``_connect``; ``final``: nothing replaces it."""
        record.live_notes.clear()

    # The same for both kinds.

    def _save(self, record: PluginRecord, values: Mapping[str, Any], *, enabled: bool) -> None:
        code = record.usable_code()
        plain, secrets = code.form.split(values)
        stored = replace(
            self._stored(record),
            enabled=enabled,
            config=plain,
            config_version=code.manifest.config_version,
        )
        self._storage.save(stored, secrets)

    def _start(self, record: PluginRecord) -> None:
        """Build an enabled plugin from what is stored."""
        self._replace(record, self._values(record), save=False)

    def _replace(
        self, record: PluginRecord, values: dict[str, Any], *, save: bool, check: bool = False
    ) -> None:
        """Build with ``values``, then save, then swap. A failed build is an outcome, not an error.

        With ``check`` what was built must pass its own test first.
        """
        before = record.state
        outcome: Live | OvaError
        if record.live is None:
            record.settle(PluginState.SETUP_IN_PROGRESS)
        try:
            outcome = self._build(record, values)
        except OvaError as error:
            outcome = error
        if save:
            try:
                if check and isinstance(outcome, Live):
                    self._approve(outcome)
                self._save(record, values, enabled=True)
            except BaseException:
                if isinstance(outcome, Live):
                    unload_live(record, outcome)
                record.state = before
                raise
            record.enabled = True
        self._settle(record, outcome)

    def _build(self, record: PluginRecord, values: dict[str, Any]) -> Live:
        record.usable_code().form.check(values)
        needs = self._needs(record)
        return build_live(record, values, self._ova, self._marked, needs)

    def _settle(self, record: PluginRecord, outcome: Live | OvaError) -> None:
        if isinstance(outcome, Live):
            old, record.live = record.live, outcome
            if old is not None:
                self._disconnect(record, final=False)
                unload_live(record, old)
            record.last_failure, record.failures = "", 0
            record.settle(PluginState.LOADED)
            try:
                self._connect(record, outcome)
            except OvaError as error:
                outcome = error
            except Exception as error:
                logger.exception("%s %s cannot be used", self.kind.value, record.id)
                outcome = unusable(record.name, error)
        if isinstance(outcome, OvaError):
            self._unload(record, final=True)
            record.settle(self._state_after(outcome), outcome)
            logger.warning("%s %s: %s", self.kind.value, record.id, record.reason)

    def _approve(self, live: Live) -> None:
        """Let what was built test itself. Raises ConnectionTestFailed."""

    def _state_after(self, error: OvaError) -> PluginState:  # noqa: ARG002 - integrations override it
        """Return the state a failed set-up leaves behind."""
        return PluginState.SETUP_ERROR

    def _unload(self, record: PluginRecord, *, final: bool) -> None:
        live, record.live = record.live, None
        if live is not None:
            self._disconnect(record, final=final)
            unload_live(record, live)

    def _failed(self, record: PluginRecord, live: Live, error: OvaError) -> str:
        """Note a call that failed and tell about it; returns the reason."""
        reason = record.fail(live, error)
        self._tell(record.id)
        return reason
