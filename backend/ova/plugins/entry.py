"""One account of an integration while it is loaded: what the parts of the platform work with."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable

from ova.core import OvaError
from ova.plugins.context import PluginContext
from ova.plugins.declared import Capabilities
from ova.plugins.fence import fenced
from ova.plugins.found import FoundPlugin
from ova.plugins.loop import AsyncLoop
from ova.plugins.manifest import Manifest
from ova.plugins.patience import Patience
from ova.plugins.redaction import CERTAIN, blot
from ova.plugins.translations import Translations
from ova.sdk import AuthFailed, IntegrationOAuth

logger = logging.getLogger(__name__)
_MOST_HIDDEN = 32


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A loaded integration. It lives from one build to the unload that follows."""

    id: str
    """The integration's id for the first account."""
    integration_id: str
    name: str
    found: FoundPlugin
    manifest: Manifest
    capabilities: Capabilities
    object: Any
    """What the author's build returned."""
    context: PluginContext
    loop: AsyncLoop
    secrets: list[str] = field(default_factory=list)
    """Values that must not be shown; access tokens come and go."""
    patience: Patience = field(default_factory=Patience)
    refused: Callable[[OvaError], None] = lambda _error: None
    """Is told when the other side refuses the credentials."""
    accepted: Callable[[], None] = lambda: None
    """Is told when the other side takes the credentials again."""
    refusals: set[str] = field(default_factory=set)
    """Calls that ended in refused credentials since the other side took them last."""
    notes: dict[str, list[str]] = field(default_factory=dict)
    """Warnings by what they are about; see ``IntegrationManager.note``."""
    sign_in: IntegrationOAuth | None = None
    """What the author wrote of the sign-in, beside the object."""
    translations: Translations = field(default_factory=Translations)
    """Its texts by language."""
    fixed_secrets: int = 0
    """How many of the secrets are settings."""

    def call(self, doing: str, function: Callable[..., Any], *args: Any) -> Any:
        """Call the author's code, plain or async, and return what it returns.

        Raises PluginError for what went wrong at the other side, PluginFault for what the code did
        wrong or when it takes too long; both without secrets.
        """
        answers = self.context.fetch.signed_answers
        try:
            told = fenced(
                self.found,
                doing,
                self.patience.call,
                self._finished,
                function,
                args,
                secrets=self.secrets,
                service=self.name,
            )
        except AuthFailed as error:
            self.refusals.add(doing)
            self.refused(error)
            raise
        if self.refusals and (
            doing in self.refusals or self.context.fetch.signed_answers > answers
        ):
            self.refusals.clear()
            self.accepted()
        return told

    def hide(self, *values: str) -> None:
        """Let values not be shown from now on; long after, when there are many, the oldest are."""
        self.secrets.extend(value for value in values if value and value not in self.secrets)
        first = self.fixed_secrets
        del self.secrets[first : max(first, len(self.secrets) - _MOST_HIDDEN)]

    def hook(self, name: str) -> Callable[..., Any] | None:
        """Return an optional method of the author's object, or None."""
        found = getattr(self.object, name, None)
        return found if callable(found) else None

    def clean(self, value: Any) -> Any:
        """Return JSON or a text of its code without secrets."""
        return blot(value, self.secrets)

    def clean_data(self, value: Any) -> Any:
        """Return JSON or a text that is part of the home: only what is surely a secret goes."""
        return blot(value, self.secrets, CERTAIN)

    def end(self) -> None:
        """Call its goodbyes and end what runs for it; nothing its code does keeps this from ending."""
        for goodbye in reversed(self.context.goodbyes):
            try:
                self.call("on_unload", goodbye)
            except OvaError as error:
                logger.warning("integration %s: %s", self.id, error)
        self.context.goodbyes.clear()
        self.context.coordinator.close()
        self.patience.end()
        self.context.entities.close()
        self.loop.close()
        self.context.fetch.close()

    def _finished(self, function: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        return self.loop.finish(function(*args))


class Part(Protocol):
    """Something the platform does for loaded integrations: actions, polling, webhooks and so on."""

    def attach(self, entry: Entry) -> None:
        """Take up an integration that was loaded. Raises OvaError, which is its set-up error."""

    def detach(self, entry: Entry) -> None:
        """Let go of it: nothing of it runs any more when this returns. What is stored stays."""

    def forget(self, entry_id: str) -> None:
        """Delete what is stored for an account that is removed for good."""


@runtime_checkable
class RetiringPart(Protocol):
    """A part that does something more when a person switches an integration off."""

    def retire(self, entry: Entry) -> None:
        """Undo what was set up at the other side; called before ``deactivate`` and ``detach``."""
