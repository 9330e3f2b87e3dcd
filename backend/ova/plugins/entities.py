"""A loaded integration's things in the home: asked for, controlled, and let go."""

from collections.abc import Callable, Iterable
from typing import Any

from ova.core import Entity, EntityState, OvaError
from ova.home import Home
from ova.plugins.declared.collect import ANY_DOMAIN
from ova.plugins.entry import Entry
from ova.plugins.errors import PluginFault
from ova.plugins.fence import arguments_taken
from ova.sdk import ActionError, Device, NotReady

Failed = Callable[[Entry, OvaError], str]


class EntityLink:
    """Connects integrations with the home."""

    def __init__(self, home: Home, failed: Failed) -> None:
        """``failed`` notes a call that failed and returns the reason for its author."""
        self._home = home
        self._failed = failed

    def attach(self, entry: Entry) -> None:
        """Take commands for its things, and ask for them. Raises OvaError but for NotReady."""
        if entry.capabilities.controls:
            self._home.set_controller(entry.id, self._controller(entry))
        try:
            self.sync(entry)
        except NotReady as error:  # it stays loaded, and declares its devices when it can
            entry.context.entities.unavailable(str(error))

    def detach(self, entry: Entry, *, final: bool) -> None:
        """Take no more commands; ``final``: nothing replaces it."""
        entry.context.entities.close()
        self._home.remove_controller(entry.id)
        if final:
            self._home.mark_unavailable(entry.id)

    def sync(self, entry: Entry) -> None:
        """Ask for its things again. Raises what its ``entities`` raises."""
        hook = entry.hook("entities")
        if hook is None:
            return

        def listed() -> list[Device] | None:
            told = entry.loop.finish(hook(*(entry.context,)[: arguments_taken(hook, 1)]))
            return None if told is None else list(_devices(told))

        devices = entry.call("entities", listed)
        if devices is not None:  # None: it declares them itself, through ctx
            entry.context.entities.declare(devices)

    def _controller(
        self, entry: Entry
    ) -> Callable[[Entity, str, dict[str, Any]], EntityState | None]:
        def controller(entity: Entity, service: str, data: dict[str, Any]) -> EntityState | None:
            controls = entry.capabilities.controls
            method = controls.get(entity.domain) or controls.get(ANY_DOMAIN)
            if method is None:
                raise ActionError(f"{entry.name} cannot control a {entity.domain}.")
            given = (entity, service, data, entry.context)[: arguments_taken(method, 4)]
            try:
                return _state(entry.call("control", method, *given))
            except PluginFault as error:
                reason = self._failed(entry, error)
                raise ActionError(
                    f"something went wrong in {entry.name}", cure=f"For its author: {reason}."
                ) from error
            except OvaError as error:
                self._failed(entry, error)
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
