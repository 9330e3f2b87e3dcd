"""Everything one integration can do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from ova.core import NotFound
from ova.plugins.declared.action import ActionDef
from ova.plugins.declared.data import DataDef
from ova.plugins.declared.poll import PollDef
from ova.plugins.declared.webhook import WebhookDef


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What was found on an integration's object."""

    actions: Mapping[str, ActionDef] = field(default_factory=lambda: MappingProxyType({}))
    polls: Mapping[str, PollDef] = field(default_factory=lambda: MappingProxyType({}))
    webhook: WebhookDef | None = None
    data: DataDef | None = None
    events: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Types of events it may tell, with a sentence each."""
    controls: Mapping[str, Callable[..., Any]] = field(default_factory=lambda: MappingProxyType({}))
    """By domain; an empty one stands for every other."""
    problems: tuple[str, ...] = ()
    """What was declared and has no code."""

    def telling_of(self, integration_id: str) -> "Capabilities":
        """Return the same with an event declared for every trigger: ``<integration id>.<name>``."""
        polled = {f"{integration_id}.{name}": one.description for name, one in self.polls.items()}
        return replace(self, events={**polled, **self.events})

    def action(self, name: str) -> ActionDef:
        """Return an action. Raises NotFound that names all."""
        found = self.actions.get(name)
        if found is None:
            known = ", ".join(self.actions) or "none"
            raise NotFound(f"There is no action {name!r}.", cure=f"The actions are: {known}.")
        return found

    def poll(self, name: str) -> PollDef:
        """Return a polling trigger. Raises NotFound that names all."""
        found = self.polls.get(name)
        if found is None:
            known = ", ".join(self.polls) or "none"
            raise NotFound(f"There is no trigger {name!r}.", cure=f"The triggers are: {known}.")
        return found
