"""The integrations: their objects, entities and controls."""

import logging
from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from ova.core import Entity, EntityState, OvaError, PluginInfo, PluginKind, PluginState
from ova.home import Home
from ova.plugins.context import Entities, PluginContext, Store
from ova.plugins.discovery import PluginFolders
from ova.plugins.errors import IntegrationNotLoaded, PluginFault
from ova.plugins.fence import arguments_taken, fenced, redact
from ova.plugins.manager import PluginManager
from ova.plugins.marks import marked_methods
from ova.plugins.record import Live, PluginRecord, not_loaded_cure
from ova.plugins.store import PluginStorage
from ova.sdk import ActionError, Device, NotReady
from ova.sdk.decorators import CONTROL_MARK

ANY_DOMAIN = ""


class IntegrationManager(PluginManager):
    """Holds the integrations and connects them with the home."""

    kind: ClassVar[PluginKind] = PluginKind.INTEGRATION
    bundled_enabled: ClassVar[bool] = False

    def __init__(self, storage: PluginStorage, folders: PluginFolders, home: Home) -> None:
        super().__init__(storage, folders)
        self._home = home
        self._contexts: dict[str, PluginContext] = {}

    def get_integration_module(self, integration_id: str) -> Any:
        """Return the object an integration built. Ask each time: new settings make a new object.

        Raises IntegrationNotLoaded, which is also a RuntimeError, with what to do about it.
        """
        record = self._records.get(integration_id)
        live = record.live if record is not None else None
        if live is None:
            raise IntegrationNotLoaded(
                f"{record.name if record else integration_id} is not set up.",
                cure=not_loaded_cure(record, self.kind),
            )
        return live.object

    def integration_exists(self, integration_id: str) -> bool:
        """Tell whether an integration is loaded."""
        record = self._records.get(integration_id)
        return record is not None and record.live is not None

    def available(self) -> list[PluginInfo]:
        """Return every integration whose files are there."""
        return [info for info in self.infos() if info.state != PluginState.MISSING]

    def imported(self) -> list[PluginInfo]:
        """Return the enabled integrations."""
        return [info for info in self.infos() if info.enabled]

    def not_imported(self) -> list[PluginInfo]:
        """Return the integrations that may be enabled."""
        return [info for info in self.available() if not info.enabled]

    def sync(self, integration_id: str) -> PluginInfo:
        """Ask a loaded integration for its entities again. Raises what its ``entities`` raises."""
        with self._changing(integration_id) as record:
            live = record.live
            if live is None:
                self.get_integration_module(integration_id)  # raises, saying why
            else:
                self._sync(record, live)
        return self.info(integration_id)

    def _marked(self, built: Any) -> dict[str, Callable[..., Any]]:
        controls: dict[str, Callable[..., Any]] = {}
        for domains, method in marked_methods(built, CONTROL_MARK):
            for domain in domains or (ANY_DOMAIN,):
                controls.setdefault(domain, method)
        named = getattr(built, "control", None)
        if callable(named) and not controls:
            controls[ANY_DOMAIN] = named
        return controls

    def _connect(self, record: PluginRecord, live: Live) -> None:
        def news(count: int | None, reason: str) -> None:
            record.entities = record.entities if count is None else count
            notes = [redact(reason, live.secrets)] if reason else []
            if record.live_notes != notes:
                record.live_notes[:] = notes
                self._tell(record.id)

        self._contexts[record.id] = PluginContext(
            config=live.config,
            logger=logging.getLogger(f"ova.integrations.{record.id}"),
            entities=Entities(record.id, self._home, news),
            store=Store(self._storage, self.kind, record.id),
            ova=self._ova,
        )
        if live.marked:
            self._home.set_controller(record.id, self._controller(record, live))
        try:
            self._sync(record, live)
        except NotReady as error:  # it stays loaded, and declares its devices when it can
            self._contexts[record.id].entities.unavailable(str(error))

    def _disconnect(self, record: PluginRecord, *, final: bool) -> None:
        super()._disconnect(record, final=final)
        context = self._contexts.pop(record.id, None)
        if context is not None:
            context.entities.close()
        self._home.remove_controller(record.id)
        if final:
            self._home.mark_unavailable(record.id)

    def _sync(self, record: PluginRecord, live: Live) -> None:
        entities = getattr(live.object, "entities", None)
        if not callable(entities):
            return
        context = self._contexts[record.id]
        found = record.files()

        def listed() -> list[Device] | None:
            told = entities(*(context,)[: arguments_taken(entities, 1)])
            return None if told is None else list(_devices(told))

        devices = fenced(found, "entities", listed, secrets=live.secrets)
        if devices is not None:  # None: it declares them itself, through ctx
            context.entities.declare(devices)

    def _controller(
        self, record: PluginRecord, live: Live
    ) -> Callable[[Entity, str, dict[str, Any]], EntityState | None]:
        context, found = self._contexts[record.id], record.files()

        def controller(entity: Entity, service: str, data: dict[str, Any]) -> EntityState | None:
            method = live.marked.get(entity.domain) or live.marked.get(ANY_DOMAIN)
            if method is None:
                raise ActionError(f"{record.name} cannot control a {entity.domain}.")
            given = (entity, service, data, context)[: arguments_taken(method, 4)]
            try:
                answer = fenced(found, "control", method, *given, secrets=live.secrets)
                return _state(answer)
            except PluginFault as error:
                reason = self._failed(record, live, error)
                raise ActionError(
                    f"something went wrong in {record.name}", cure=f"For its author: {reason}."
                ) from error
            except OvaError as error:
                self._failed(record, live, error)
                raise

        return controller


def _devices(told: Any) -> Iterable[Device]:
    for device in told:
        if not isinstance(device, Device):
            raise TypeError(f"entities gave a {type(device).__name__}, not an ova.sdk.Device")
        yield device


def _state(answer: Any) -> EntityState | None:
    if answer is None or isinstance(answer, EntityState):
        return answer
    raise PluginFault(
        "A command ended in something unusable.",
        reason=f"control returned a {type(answer).__name__}",
        cure="Return an EntityState or None.",
    )
