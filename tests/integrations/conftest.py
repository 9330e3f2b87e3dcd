"""The bundled plugins in a real hub's home."""

from dataclasses import dataclass

import pytest

from ova.home import Home
from ova.plugins import IntegrationManager, PluginFolders, PluginStorage
from ova.plugins.discovery import bundled_folder
from ova.storage import Database


@dataclass
class Hub:
    """What integrations receive as ``ova``, as far as these tests need it."""

    home: Home
    integration_manager: IntegrationManager


@pytest.fixture
def start(tmp_path):
    """Return a function that starts a hub over the same database, as often as it is called."""
    with Database.open(tmp_path / "ova.sqlite3", key_file=tmp_path / "key") as database:
        hubs = []

        def start():
            home = Home(database)
            folders = PluginFolders(bundled_folder(), tmp_path, packages=False)
            hub = Hub(home, IntegrationManager(PluginStorage(database), folders, home))
            hub.integration_manager.load_all(hub)
            hubs.append(hub)
            return hub

        yield start
        for hub in hubs:
            hub.integration_manager.unload_all()
