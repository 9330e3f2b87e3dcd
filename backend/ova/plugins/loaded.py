"""The integrations that are loaded, and what is noted of them while they are."""

from collections.abc import Sequence

from ova.core import OvaError, PluginState
from ova.plugins.entry import Entry
from ova.plugins.errors import IntegrationNotLoaded, PluginFault
from ova.plugins.fence import redact
from ova.plugins.health import Health
from ova.plugins.record import Live, PluginRecord, not_loaded_cure
from ova.plugins.requiring import Requiring


class Loaded(Requiring):
    """Finds loaded integrations, and shows on each what its code and the other side tell."""

    def entry(self, entry_id: str) -> Entry:
        """Return a loaded integration. Raises PluginNotFound, IntegrationNotLoaded."""
        record = self._record(entry_id)
        if record.live is None:
            raise self._not_loaded(record, entry_id)
        entry: Entry = record.live.entry
        return entry

    def entries(self) -> list[Entry]:
        """Return everything that is loaded, by id."""
        records = sorted(self._records.copy().items())
        return [record.live.entry for _, record in records if record.live is not None]

    def note(self, entry: Entry, about: str, texts: Sequence[str]) -> None:
        """Show warnings on a loaded integration, in place of the earlier ones about the same."""
        if entry.notes.get(about, []) != list(texts):
            entry.notes[about] = list(texts)
            self._tell(entry.id)

    def call_failed(self, entry: Entry, error: OvaError) -> str:
        """Show on an integration that a call of its code failed; returns why, for its author."""
        record = self._records.get(entry.id)
        if record is None or record.live is None:
            return error.reason if isinstance(error, PluginFault) else error.message
        return self._failed(record, record.live, error)

    def set_health(self, entry_id: str, health: Health | None) -> None:
        """Take what an integration's own code says of how it is, and tell it when it is news."""
        record = self._records.get(entry_id)
        if record is not None and record.health != health:
            record.health = health
            self._tell(entry_id)

    def _refused(self, entry_id: str, error: OvaError) -> None:
        """Note that the other side took no credentials any more; the object stays in use."""
        record = self._records.get(entry_id)
        if record is not None and record.state == PluginState.LOADED:
            record.settle(PluginState.REAUTH, error)
            self._tell(entry_id)

    def _accepted(self, entry_id: str) -> None:
        """Note that the other side takes the same credentials again: nobody must give new ones."""
        record = self._records.get(entry_id)
        if record is None or record.state != PluginState.REAUTH or record.live is None:
            return
        record.live.entry.refusals.clear()
        record.settle(PluginState.LOADED)
        self._tell(entry_id)

    def _entity_news(
        self, record: PluginRecord, live: Live, count: int | None, reason: str
    ) -> None:
        record.entities = record.entities if count is None else count
        notes = [redact(reason, live.secrets)] if reason else []
        if record.live_notes != notes:
            record.live_notes[:] = notes
            self._tell(record.id)

    def _not_loaded(self, record: PluginRecord | None, entry_id: str) -> IntegrationNotLoaded:
        return IntegrationNotLoaded(
            f"{record.name if record else entry_id} is not set up.",
            cure=not_loaded_cure(record, self.kind),
        )
