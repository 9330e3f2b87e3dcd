"""The platform over a real database, and integrations written into a folder."""

import textwrap
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from tests.platform.houses import house, whole_house

from ova.home import Home
from ova.platform import Platform
from ova.plugins import IntegrationManager, PluginFolders, PluginStorage, SkillManager
from ova.schedule import Jobs
from ova.storage import Database

__all__ = ["house", "whole_house"]


@dataclass
class Hub:
    """What plugins receive as ``ova``, as far as these tests need it."""

    database: Database
    home: Home
    jobs: Jobs
    integration_manager: IntegrationManager
    skill_manager: SkillManager
    platform: Platform
    external_url: str = ""
    world: dict[str, Any] = field(default_factory=dict)
    """What a test shares with its integrations."""

    @property
    def events(self):
        return self.platform.subscriptions

    @property
    def webhooks(self):
        return self.platform.webhooks

    def now(self):
        return datetime.now(UTC)


@pytest.fixture
def folder(tmp_path):
    """Write a file below the hub's folder: ``folder("integrations/x.py", text)``."""

    def write(path, text):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(textwrap.dedent(text).lstrip(), encoding="utf-8")
        return file

    write.path = tmp_path
    return write


@pytest.fixture
def run(folder):
    """Return a context manager that runs the platform on the folder, again and again.

    ``jobs`` take the place of the hub's own; ``enable`` are integrations with their settings.
    """

    @contextmanager
    def run(jobs=None, bundled=None, **enable):
        path = folder.path
        jobs = jobs or Jobs()
        with Database.open(path / "ova.sqlite3", key_file=path / "key") as database:
            home, storage = Home(database), PluginStorage(database)
            folders = PluginFolders(bundled or path / "none", path, packages=False)
            integrations = IntegrationManager(storage, folders, home, jobs=jobs)
            platform = Platform(database, integrations, jobs, external_url=lambda: hub.external_url)
            skills = SkillManager(storage, folders, integrations)
            hub = Hub(database, home, jobs, integrations, skills, platform)
            try:
                integrations.load_all(hub)
                skills.load_all(hub)
                for name, config in enable.items():
                    integrations.enable(name, config or None)
                yield hub
            finally:
                skills.unload_all()
                integrations.unload_all()
                jobs.close()

    return run
