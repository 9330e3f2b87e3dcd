"""The examples of a document, written where a reader would put them, in a hub."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from ova.home import Home
from ova.plugins import IntegrationManager, PluginFolders, PluginStorage, SkillManager
from ova.storage import Database

DOCS = Path(__file__).parents[2] / "docs"
BLOCK = re.compile(r"```(?:python|yaml|json)\n(.*?)```", re.DOTALL)


@dataclass
class Hub:
    """What plugins receive as ``ova``, as far as the examples need it."""

    home: Home
    integration_manager: IntegrationManager
    skill_manager: SkillManager


def examples_of(document):
    """Return the blocks of a document by the path in their first line."""
    found = {}
    for block in BLOCK.findall((DOCS / document).read_text(encoding="utf-8")):
        first, _, rest = block.partition("\n")
        assert first.startswith("# "), f"a block of {document} does not name its file: {first}"
        found[first.removeprefix("# ")] = rest
    return found


@pytest.fixture
def examples():
    """Return the function that reads a document's examples."""
    return examples_of


@pytest.fixture
def hub_of_examples(tmp_path):
    """Return a function that starts a hub with the examples of some documents."""
    with Database.open(tmp_path / "ova.sqlite3", key_file=tmp_path / "key") as database:
        hubs = []

        def start(*documents):
            for document in documents:
                for path, text in examples_of(document).items():
                    file = tmp_path / path
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_text(text, encoding="utf-8")
            storage = PluginStorage(database)
            folders = PluginFolders(user=tmp_path, packages=False)
            home = Home(database)
            integrations = IntegrationManager(storage, folders, home)
            hub = Hub(home, integrations, SkillManager(storage, folders, integrations))
            integrations.load_all(hub)
            hub.skill_manager.load_all(hub)
            hubs.append(hub)
            return hub

        yield start
        for hub in hubs:
            hub.skill_manager.unload_all()
            hub.integration_manager.unload_all()
