"""A real database, a real home and two managers over folders the tests write plugins into."""

import textwrap
from dataclasses import dataclass
from pathlib import Path

import pytest

from ova.home import Home
from ova.plugins import IntegrationManager, PluginFolders, PluginStorage, SkillManager
from ova.storage import Database


@dataclass
class Hub:
    """What plugins receive as ``ova``, as far as these tests need it."""

    home: Home
    integration_manager: IntegrationManager
    skill_manager: SkillManager
    language: str = "en"

    def start(self):
        self.integration_manager.load_all(self)
        self.skill_manager.load_all(self)

    def stop(self):
        self.skill_manager.unload_all()
        self.integration_manager.unload_all()


@dataclass
class Workshop:
    """A folder of plugins and the means to start a hub over it, again and again."""

    base: Path
    database: Database

    def write(self, path, text):
        """Write a file below ``user/``: ``integrations/demo.py``."""
        file = self.base / "user" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(textwrap.dedent(text).lstrip(), encoding="utf-8")
        return file

    def bundle(self, path, text):
        """Write a file below ``bundled/``."""
        return self.write(Path("..") / "bundled" / path, text)

    def hub(self, *, packages=False):
        """Return a hub whose plugins are not loaded yet."""
        folders = PluginFolders(self.base / "bundled", self.base / "user", packages=packages)
        home = Home(self.database)
        storage = PluginStorage(self.database)
        integrations = IntegrationManager(storage, folders, home)
        return Hub(home, integrations, SkillManager(storage, folders, integrations))

    def start(self, **options):
        """Return a hub with its plugins loaded."""
        hub = self.hub(**options)
        hub.start()
        return hub


@pytest.fixture
def workshop(tmp_path):
    with Database.open(tmp_path / "ova.sqlite3", key_file=tmp_path / "key") as database:
        yield Workshop(tmp_path, database)
