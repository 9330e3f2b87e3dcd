"""Actions: one way from an order to its outcome, whoever gives it."""

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ova.core import Changes, Entity, NotFromHere, OvaError, check_order
from ova.platform.action_errors import as_told
from ova.platform.action_log import ActionLog, Listener, Order
from ova.platform.carrying_out import carried_out
from ova.platform.order_takers import OrderTaker, OrderTakers
from ova.platform.outcome import ActionDone
from ova.platform.shown import for_log
from ova.platform.tools import ActionTool, tool_name
from ova.plugins import ActionDef, Entry, IntegrationManager
from ova.sdk import InputInvalid, PluginError, SecretMissing
from ova.storage import ActionRuns, ActionUsage, PluginStore, StoredActionRun


class Actions:
    """Carries out the actions of loaded integrations, and keeps a log of that. A part; thread-safe."""

    def __init__(
        self,
        manager: IntegrationManager,
        runs: ActionRuns,
        switches: PluginStore,
        now: Callable[[], float],
        things: Callable[[str], Iterable[Entity]] = lambda _entry_id: (),
        named: Callable[[Iterable[str]], tuple[list[Entity], list[str]] | None] = (
            lambda _names: None
        ),
        steady: Callable[[], float] = time.perf_counter,
    ) -> None:
        """``switches`` keeps what people set; ``now`` is seconds since the epoch, ``steady`` never jumps.

        ``things`` are those of an integration that can be controlled; ``named`` gives those called so
        with the ids of the areas called so, None when something is not known.
        """
        self._named = named
        self._things = things
        self._manager = manager
        self._log = ActionLog(runs)
        self._now = now
        self._steady = steady
        self._takers = OrderTakers(manager, switches)
        self.phrases_changed: Callable[[], None] = lambda: None
        """Called when there are other phrases to understand."""

    def run(
        self,
        entry_id: str,
        action: str,
        inputs: Mapping[str, Any] | None = None,
        *,
        source: str = "code",
    ) -> ActionDone:
        """Carry out an action and return what came of it; ``source`` says who orders it.

        Raises NotFound for an integration or action there is not, NotFromHere when it may not be
        ordered from where it is asked for, SecretMissing and
        IntegrationNotLoaded when it is not set up, InputInvalid with every fault under ``errors``,
        OutputInvalid for an answer that is not what was declared, and what else the integration
        raises as a PluginError. Every order of a known action is logged, however it ends.
        """
        return self._run(entry_id, action, inputs, source, self._check)

    def _run(
        self,
        entry_id: str,
        action: str,
        inputs: Mapping[str, Any] | None,
        source: str,
        check: Callable[[Entry, ActionDef], None],
    ) -> ActionDone:
        with self._takers.entering(entry_id) as entry:
            definition = entry.capabilities.action(action)
            given: Any = {} if inputs is None else inputs
            shown = for_log(given, entry.secrets, definition.input.schema)
            at, began = self._now(), self._steady()
            try:
                check(entry, definition)
                result = carried_out(entry, definition, given)
            except OvaError as error:
                told = as_told(entry, error)
                duration_ms = (self._steady() - began) * 1000
                self._log.keep(entry, Order(action, source, at, shown), duration_ms, error=told)
                if _is_its_fault(told):
                    self._manager.call_failed(entry, error)
                if told is error:
                    raise
                raise told from error
            duration_ms = (self._steady() - began) * 1000
            order = Order(action, source, at, shown)
            seq = self._log.keep(entry, order, duration_ms, result=result)
        return ActionDone(result.data, result.cost_usd, result.message, duration_ms, seq)

    def order(
        self, entry_id: str, action: str, inputs: Mapping[str, Any] | None, *, source: str
    ) -> dict[str, Any]:
        """Carry out an action for somebody outside the hub; return the wire form without secrets."""
        entry = self._takers.get(entry_id).entry
        done = self.run(entry_id, action, inputs, source=source)
        return {
            "data": entry.clean(done.data),
            "message": entry.clean(done.message),
            "cost_usd": done.cost_usd,
            "duration_ms": round(done.duration_ms, 3),
            "seq": done.seq,
        }

    def listing(self, entry_id: str, language: str = "en") -> list[dict[str, Any]]:
        """Return the actions of a loaded integration in wire form, told in a language.

        Raises as ``run`` does.
        """
        taker = self._takers.get(entry_id)
        actions = taker.entry.capabilities.actions.values()
        return [self._shown(taker, one, language) for one in actions]

    def expose(self, entry_id: str, action: str, exposed: bool) -> dict[str, Any]:
        """Say whether an action may be ordered by voice and by tools; return it in wire form."""
        taker = self._takers.get(entry_id)
        definition = taker.entry.capabilities.action(action)
        if self._takers.switch(taker, action, exposed) and definition.phrases:
            self.phrases_changed()
        return self._shown(taker, definition)

    def spoken(self) -> list[tuple[Entry, ActionDef]]:
        """Return the actions that have phrases and may be ordered by voice."""
        return [(entry, action) for entry, action in self._takers.exposed() if action.phrases]

    def find(self, entry_id: str, action: str) -> tuple[Entry, ActionDef] | None:
        """Return an action that may be ordered by voice and by tools, or None."""
        return next(
            (
                (entry, one)
                for entry, one in self._takers.exposed()
                if (entry.id, one.name) == (entry_id, action)
            ),
            None,
        )

    def tools(self) -> list[ActionTool]:
        """Return the exposed actions as tools a language model may call."""
        return [
            ActionTool(
                tool_name(entry.id, action.name),
                f"{entry.name}: {action.description or action.name}",
                dict(action.input.schema),
                entry.id,
                action.name,
                action.risky,
            )
            for entry, action in self._takers.exposed()
        ]

    def runs(self, limit: int = 50, **filters: Any) -> list[StoredActionRun]:
        """Return the newest runs; see ActionRuns. Raises NotFound for an integration there is not."""
        entry_id = filters.get("entry")
        if entry_id is not None:
            self._takers.check_exists(entry_id)
        return self._log.recent(limit, **filters)

    def summary(self, entry_id: str) -> list[dict[str, Any]]:
        """Return the newest runs of an account, for whoever looks for a fault."""
        return [run.to_json() for run in self._log.recent(20, entry=entry_id)]

    def for_entity(self, entry: Entry, action: str, inputs: dict[str, Any]) -> Any:
        """Carry out the action behind a command on an entity; return its data. Raises as ``run``."""
        return self._run(entry.id, action, inputs, "entity", _home_has_looked).data

    def may(self, entry_id: str, action: str) -> bool:
        """Tell whether an action may be ordered from where who acts is."""
        found = self.find(entry_id, action)
        try:
            if found is not None:
                self._check(*found)
        except NotFromHere:
            return False
        return found is not None

    def usage(self, entry_id: str | None = None, since: float = 0.0) -> list[ActionUsage]:
        """Return runs, failures and costs of the kept runs by action."""
        return self._log.usage(entry_id, since)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` with every run when it ended; returns what ends it."""
        return self._log.subscribe(listener)

    # What an integration's life does.

    def attach(self, entry: Entry) -> None:
        """Take orders for a loaded integration."""
        self._takers.add(entry)
        self._tell_phrases(entry)

    def detach(self, entry: Entry) -> None:
        """Take no more orders, and wait a while for those that are being carried out."""
        self._takers.drop(entry)
        self._tell_phrases(entry)

    def forget(self, entry_id: str) -> None:
        """Delete the switches and the log of an account."""
        self._takers.forget(entry_id)
        self._log.forget(entry_id)

    # Smaller things.

    def _check(self, entry: Entry, action: ActionDef) -> None:
        changes, things = action.changes, self._things(entry.id)
        areas: list[str] = []
        if action.affects:
            named = self._named(action.affects)
            if named is None:  # it was renamed, or is gone: nobody knows what is changed
                changes = Changes.ANYTHING
            else:
                things, areas = named
        check_order(entry.id, entry.name, changes, things, areas)

    def _shown(self, taker: OrderTaker, action: ActionDef, language: str = "en") -> dict[str, Any]:
        told = taker.entry.translations.action(action.to_json(language), language)
        return {**told, "exposed": action.name not in taker.unexposed}

    def _tell_phrases(self, entry: Entry) -> None:
        if any(action.phrases for action in entry.capabilities.actions.values()):
            self.phrases_changed()


def _is_its_fault(error: OvaError) -> bool:
    """Tell whether an error says something about the integration rather than about the order."""
    return isinstance(error, PluginError) and not isinstance(error, InputInvalid | SecretMissing)


def _home_has_looked(entry: Entry, action: ActionDef) -> None:
    """Check nothing: whether the thing may be controlled was checked before."""
