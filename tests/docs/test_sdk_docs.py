"""Everything plugin authors import is in the documents they read."""

from pathlib import Path

import ova.sdk
from ova.core import RunEventType
from ova.hub import NewsKind

DOCS = Path(__file__).parents[2] / "docs"


def test_every_name_of_the_sdk_is_documented():
    text = (DOCS / "sdk.md").read_text()

    missing = [name for name in ova.sdk.__all__ if f"`{name}" not in text]
    assert missing == []


def test_every_event_of_a_run_and_every_kind_of_news_is_documented():
    text = (DOCS / "socket-io.md").read_text()

    names = [kind.value for kind in RunEventType] + [kind.value for kind in NewsKind]
    assert [name for name in names if f"`{name}`" not in text] == []


def test_every_room_is_on_the_map():
    root = Path(ova.sdk.__file__).parents[1]
    rooms = {path.parent.name for path in root.glob("*/__init__.py")}
    text = (DOCS / "architecture.md").read_text()

    assert "core" in rooms
    assert sorted(room for room in rooms if f"| `{room}` |" not in text) == []
