"""A loaded integration's things in the home: asked for, controlled, and let go."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from ova.core import Entity, EntityState, OvaError
from ova.home import SERVICES, Home, SyncResult
from ova.plugins.commands import action_input, state_after
from ova.plugins.declared.collect import ANY_DOMAIN
from ova.plugins.entry import Entry
from ova.plugins.errors import PluginFault
from ova.plugins.fence import arguments_taken
from ova.sdk import ActionError, ActionResult, Device, FetchResponse, InputInvalid, NotReady

Failed = Callable[[Entry, OvaError], str]


class EntityLink:
    """Connects integrations with the home."""

    def __init__(self, home: Home, failed: Failed) -> None:
        """``failed`` notes a call that failed and returns the reason for its author."""
        self._home = home
        self._failed = failed
        self.run_action: Callable[[Entry, str, dict[str, Any]], Any] = run_plainly
        """Carries out an entity's action; what runs all actions of the hub may take its place."""

    def attach(self, entry: Entry) -> None:
        """Take commands for its things, and ask for them. Raises OvaError but for NotReady."""
        if entry.capabilities.controls or entry.capabilities.actions:
            self._home.set_controller(entry.id, self._controller(entry))
        try:
            self.sync(entry)
        except NotReady as error:  # it stays loaded, and declares its devices when it can
            entry.context.entities.unavailable(str(error))

    def controllable(self, entry_id: str) -> list[Entity]:
        """Return the things of an integration that can be controlled."""
        return [
            one
            for one in self._home.entities()
            if one.source == entry_id and not one.detached and SERVICES.get(one.domain)
        ]

    def named(self, names: Iterable[str]) -> tuple[list[Entity], list[str]] | None:
        """Return what can be controlled among things and areas called so, and the areas' ids.

        A thing is called by its name, another name or its id. None when something is not known.
        """
        known = [one for one in self._home.entities() if SERVICES.get(one.domain)]
        things: list[Entity] = []
        areas: list[str] = []
        for name in names:
            area = self._home.find_area(name)
            called = name.casefold()
            found = [
                one
                for one in known
                if one.id == name or called in map(str.casefold, (one.name, *one.aliases))
            ]
            if area is not None:
                areas.append(area.id)
                found += [one for one in known if one.area_id == area.id]
            elif not found:
                return None
            things += found
        return things, areas

    def detach(self, entry: Entry, *, final: bool) -> None:
        """Take no more commands; ``final``: nothing replaces it."""
        entry.context.entities.close()
        self._home.remove_controller(entry.id)
        if final:
            self._home.mark_unavailable(entry.id)

    def sync(self, entry: Entry) -> SyncResult:
        """Ask for its things again; return what changed. Raises what its ``entities`` raises.

        An integration that declares its things by itself is taken at its last word.
        """
        devices = self.read(entry)
        if devices is None and entry.hook("entities") is None and not entry.context.entities.told():
            return SyncResult()
        book = entry.context.entities
        return book.take(book.told() if devices is None else devices)

    def read(self, entry: Entry) -> list[Device] | None:
        """Return what its ``entities`` gives to the end; None when it declares by itself."""
        hook = entry.hook("entities")
        if hook is None:
            return None

        def listed() -> list[Device] | None:
            told = entry.loop.finish(hook(*(entry.context,)[: arguments_taken(hook, 1)]))
            return None if told is None else list(_devices(told))

        found: list[Device] | None = entry.call("entities", listed)
        return found

    def _controller(
        self, entry: Entry
    ) -> Callable[[Entity, str, dict[str, Any]], EntityState | None]:
        def controller(entity: Entity, service: str, data: dict[str, Any]) -> EntityState | None:
            try:
                return _clean(entry, self._controlled(entry, entity, service, data))
            except PluginFault as error:
                reason = self._failed(entry, error)
                raise ActionError(
                    f"something went wrong in {entry.name}", cure=f"For its author: {reason}."
                ) from error
            except OvaError as error:
                self._failed(entry, error)
                raise

        return controller

    def _controlled(
        self, entry: Entry, entity: Entity, service: str, data: dict[str, Any]
    ) -> EntityState | None:
        device = entry.context.entities.device(entity.key)
        if device is not None and device.control:
            action = entry.capabilities.action(device.control)
            given = action_input(action.input.schema, device.key, entity, service, data)
            answer = self.run_action(entry, action.name, given)
            return state_after(entity, service, data, answer)
        controls = entry.capabilities.controls
        method = controls.get(entity.domain) or controls.get(ANY_DOMAIN)
        if method is None:
            raise ActionError(f"{entry.name} cannot control a {entity.domain}.")
        arguments = (entity, service, data, entry.context)[: arguments_taken(method, 4)]
        return _state(entry.call("control", method, *arguments))


def run_plainly(entry: Entry, name: str, given: dict[str, Any]) -> Any:
    """Check an action's input, run it, and return the data it gives. Raises InputInvalid, PluginFault."""
    action = entry.capabilities.action(name)
    faults = action.input.faults(given)
    if faults:
        first = faults[0]
        raise InputInvalid(
            f"{name} cannot do that: {first['field'].lstrip('/') or 'its input'}: {first['detail']}.",
            cure="Ask for it in another way, or correct the action's input schema.",
        )
    answer = entry.call(f"action {name}", action.run, action.input.made(given), entry.context)
    if isinstance(answer, ActionResult | FetchResponse):
        return answer.data
    return answer


def _devices(told: Any) -> Iterable[Device]:
    for device in told:
        if not isinstance(device, Device):
            raise TypeError(f"entities gave a {type(device).__name__}, not an ova.sdk.Device")
        yield device


def _clean(entry: Entry, state: EntityState | None) -> EntityState | None:
    if state is None or not entry.secrets:
        return state
    shown = entry.clean_data(state.state)
    return replace(state, state=shown, attributes=entry.clean_data(state.attributes))


def _state(answer: Any) -> EntityState | None:
    if answer is None or isinstance(answer, EntityState):
        return answer
    raise PluginFault(
        "A command ended in something unusable.",
        reason=f"control returned a {type(answer).__name__}",
        cure="Return an EntityState or None.",
    )
