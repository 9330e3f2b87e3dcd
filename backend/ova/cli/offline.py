"""Using the hub's rooms in this process, without a server."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ova.folder import HomeFolder

if TYPE_CHECKING:
    from ova.hub import Accounts, OpenVoiceAssistant, People
    from ova.plugins import IntegrationManager, SkillManager


@contextmanager
def offline_hub(folder: HomeFolder, *, speech: bool = False) -> Iterator["OpenVoiceAssistant"]:
    """Build a hub on a folder no other hub uses; ``speech`` starts one decoding worker."""
    from ova.hub import HubOptions, OpenVoiceAssistant

    folder.prepare()
    hub = OpenVoiceAssistant(HubOptions(folder=folder, workers=1 if speech else 0))
    try:
        hub.start()
        hub.wait_ready()
        yield hub
    finally:
        hub.close()


class LocalPlugins:
    """The plugins of a hub in this process."""

    def __init__(self, manager: "IntegrationManager | SkillManager") -> None:
        self._manager = manager

    def all(self) -> list[dict[str, Any]]:
        """Return every plugin in wire form."""
        return [info.to_json() for info in self._manager.infos()]

    def info(self, plugin_id: str) -> dict[str, Any]:
        """Return a plugin in wire form."""
        return self._manager.info(plugin_id).to_json()

    def enable(
        self, plugin_id: str, config: dict[str, Any] | None = None, *, force: bool = False
    ) -> dict[str, Any]:
        """Switch a plugin on, with settings laid over those it has."""
        return self._manager.enable(plugin_id, config, force=force).to_json()

    def reload(self, plugin_id: str) -> dict[str, Any]:
        """Load a plugin anew from its files."""
        return self._manager.reload(plugin_id).to_json()

    def disable(self, plugin_id: str) -> dict[str, Any]:
        """Switch a plugin off."""
        return self._manager.disable(plugin_id).to_json()


@contextmanager
def open_accounts() -> Iterator["Accounts"]:
    """Open the accounts of the default folder; the hub may be running."""
    from ova.hub import Accounts, open_database

    folder = HomeFolder.default()
    folder.prepare()
    database = open_database(folder)
    try:
        yield Accounts(database)
    finally:
        database.close()


@contextmanager
def open_accounts_and_people() -> Iterator[tuple["Accounts", "People"]]:
    """Open the accounts of the default folder and what can be done with them; no hub runs."""
    from ova.hub import Accounts, People, open_database

    folder = HomeFolder.default()
    folder.prepare()
    database = open_database(folder)
    try:
        accounts = Accounts(database)
        yield accounts, People(database, accounts)
    finally:
        database.close()
