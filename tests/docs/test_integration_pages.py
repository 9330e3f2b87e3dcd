"""Each page of docs/integrations says what to do; one that lists settings lists everything there is."""

from pathlib import Path

import pytest

from ova.core import PluginKind
from ova.home import Home
from ova.plugins import IntegrationManager, PluginFolders, PluginStorage
from ova.plugins.declared import capabilities_of
from ova.plugins.discovery import bundled_folder
from ova.storage import Database

PAGES = sorted((Path(__file__).parents[2] / "docs" / "integrations").glob("*.md"))


LISTING = [page for page in PAGES if "| setting |" in page.read_text(encoding="utf-8")]


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_the_page_tells_how_to_set_up_and_what_to_do_when_it_fails(page):
    headings = page.read_text(encoding="utf-8").splitlines()
    assert "## Set up" in headings
    assert "## Troubleshooting" in headings


@pytest.mark.parametrize("page", LISTING, ids=[page.stem for page in LISTING])
def test_the_page_names_everything_the_integration_has(page, tmp_path):
    text = page.read_text(encoding="utf-8")
    with Database.open(tmp_path / "ova.sqlite3", key_file=tmp_path / "key") as database:
        folders = PluginFolders(bundled_folder(), packages=False)
        manager = IntegrationManager(PluginStorage(database), folders, Home(database))
        manager.load_all(None)
        try:
            settings = set(manager.schema(page.stem)["properties"])
            code = manager._record(page.stem).usable_code()
            built = code.build(manager.default_config(page.stem), None)
        finally:
            manager.unload_all()
    assert manager.info(page.stem).kind == PluginKind.INTEGRATION
    has = capabilities_of(built, code.manifest)
    names = settings | set(has.actions) | set(has.polls) | set(has.events)
    assert sorted(name for name in names if f"`{name}`" not in text) == []
