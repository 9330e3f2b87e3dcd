"""The example of docs/manage-pages.md works as it is told."""

import re
from pathlib import Path

from ova.core import PluginState
from ova.platform import Pages

DOCUMENT = "manage-pages.md"
DOCS = Path(__file__).parents[2] / "docs"


def test_the_notes_can_be_read_and_written(hub_of_examples, examples):
    hub = hub_of_examples(DOCUMENT)
    assert list(examples(DOCUMENT)) == ["integrations/notes/__init__.py"]
    manager = hub.integration_manager
    assert manager.enable("notes").state == PluginState.LOADED
    html = re.search(r"```html\n(.*?)```", (DOCS / DOCUMENT).read_text(), re.DOTALL)
    templates = manager.folder("notes") / "templates"
    templates.mkdir()
    (templates / "list.html").write_text(html[1])
    pages = Pages(manager)
    sent = pages.visit("notes", method="POST", form={"text": "<milk>"}, csrf_token="t")
    assert (sent.status, sent.location) == (303, "/integration/notes/manage?view=list")
    shown = pages.visit("notes", query={"view": "list"}, csrf_token="t").html
    assert "<li>&lt;milk&gt;</li>" in shown
    assert 'value="t"' in shown
    assert "press Add" in pages.visit("notes", query={"view": "help"}).html
