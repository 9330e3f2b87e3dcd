"""What integrations can do beyond skills, as the web room asks for it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from ova.core import PluginInfo
from ova.web.ports.plugins import PluginsPort
from ova.web.ports.requirements import RequirementsPort
from ova.web.ports.wire import Json


class WirePort(Protocol):
    """Something with a wire form."""

    def to_json(self) -> Mapping[str, object]:
        """Return it."""
        ...


class IntegrationsPort(PluginsPort, RequirementsPort, Protocol):
    """The integrations: accounts, states, entities."""

    def rescan(self) -> Sequence[PluginInfo]:
        """Look for integrations again; return every one."""
        ...

    def available(self) -> Sequence[PluginInfo]:
        """Return every integration whose files are there."""
        ...

    def imported(self) -> Sequence[PluginInfo]:
        """Return the enabled ones."""
        ...

    def not_imported(self) -> Sequence[PluginInfo]:
        """Return those that may be enabled."""
        ...

    def test(self, plugin_id: str, config: Json | None = None) -> str:
        """Try settings without saving them. Raises InvalidInput."""
        ...

    def activate(self, plugin_id: str, config: Json | None = None) -> PluginInfo:
        """Enable, or end a pause. Raises InvalidInput with the form to fill in."""
        ...

    def pause(self, plugin_id: str) -> PluginInfo:
        """Unload for a while."""
        ...

    def resume(self, plugin_id: str) -> PluginInfo:
        """Load what was paused."""
        ...

    def reauth(self, plugin_id: str, credentials: Json) -> PluginInfo:
        """Take new credentials of the same account. Raises InvalidInput, Conflict, NotAllowed."""
        ...

    def add_account(
        self, integration_id: str, title: str = "", config: Json | None = None
    ) -> PluginInfo:
        """Add an account. Raises InvalidInput."""
        ...

    def default_config(self, plugin_id: str) -> Json:
        """Return the settings it starts with."""
        ...

    def quality(self, entry_id: str) -> WirePort:
        """Return how good it is, rule by rule. Raises NotFound, Unavailable."""
        ...

    def sync(self, integration_id: str) -> WirePort:
        """Ask for the entities again; return what changed. Raises Unavailable."""
        ...

    def preview(self, entry_id: str) -> Json:
        """Return what it offers and what a sync would change. Raises Unavailable, InvalidInput."""
        ...

    def choose_entities(self, entry_id: str, keys: Sequence[str] | None) -> WirePort:
        """Keep which of its things are wanted; return what changed."""
        ...

    def removal(self, plugin_id: str, mode: str = "safe") -> Json:
        """Return what ``remove`` would do."""
        ...

    def remove(self, plugin_id: str, *, mode: str = "safe", confirm: bool = True) -> WirePort:
        """Delete everything of it. Raises Conflict without ``confirm``."""
        ...


class PagePort(Protocol):
    """A page, or where to go on."""

    @property
    def html(self) -> str:
        """The whole page."""
        ...

    @property
    def status(self) -> int:
        """HTTP status."""
        ...

    @property
    def location(self) -> str:
        """Where to go on; blank for a page."""
        ...


class PagesPort(Protocol):
    """Pages of integrations."""

    def visit(
        self,
        entry_id: str,
        *,
        method: str,
        query: Mapping[str, str],
        form: Mapping[str, str],
        csrf_token: str,
    ) -> PagePort:
        """Return the page of a visit. Raises NotFound."""
        ...

    def guide(self, entry_id: str) -> str:
        """Return the page about an integration as HTML. Raises NotFound."""
        ...

    def static_folder(self, entry_id: str) -> Path:
        """Return where its files for browsers lie. Raises NotFound."""
        ...


class IssuesPort(Protocol):
    """Repairs."""

    def all(self, entry_id: str | None = None) -> Sequence[WirePort]:
        """Return the open issues."""
        ...

    def ignore(self, entry_id: str, issue_id: str, ignored: bool = True) -> WirePort:
        """Put an issue aside, or take it up again. Raises NotFound."""
        ...

    def fix(self, entry_id: str, issue_id: str) -> str:
        """Have an issue mended. Raises NotFound, Conflict, Unavailable."""
        ...


class JournalPort(Protocol):
    """What integrations log."""

    def read(
        self, entry_id: str, *, level: str = "debug", limit: int = 200, before: int | None = None
    ) -> Sequence[Json]:
        """Return lines of at least a level in wire form, newest first. Raises NotFound."""
        ...


class DiagnosticsPort(Protocol):
    """What helps to find a fault."""

    def read(self, entry_id: str) -> Json:
        """Return the document, without secrets. Raises NotFound."""
        ...
