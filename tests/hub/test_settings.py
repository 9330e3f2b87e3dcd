"""The home's settings."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ova.core import InvalidInput
from ova.hub.settings import SettingsKeeper
from ova.storage import Database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "ova.sqlite3") as database:
        yield database


def test_a_change_is_kept(database: Database):
    SettingsKeeper(database.settings).update({"home_name": "Villa", "end_silence_s": 1.0})

    again = SettingsKeeper(database.settings)
    assert again.get("home_name") == "Villa"
    assert again.get("end_silence_s") == 1.0


@pytest.mark.parametrize(
    "change",
    [
        {"time_zone": "Mars/Olympus"},
        {"end_silence_s": -1},
        {"home_name": ""},
        {"home_name": "Villa\u0000"},
        {"home_name": "Villa\nKunterbunt"},
        {"recogniser": "telepathy"},
        {"no_such_setting": 1},
        {"confirm": ["toaster"]},
        {"confirm": "lock"},
    ],
)
def test_a_wrong_value_is_refused_by_name_and_nothing_changes(
    database: Database, change: dict[str, object]
):
    keeper = SettingsKeeper(database.settings)
    before = keeper.values()

    with pytest.raises(InvalidInput, match=next(iter(change))):
        keeper.update({"language": "en", **change})

    assert keeper.values() == before
    assert SettingsKeeper(database.settings).values() == before


def test_domains_to_confirm_are_kept_once_each_and_none_at_first(database: Database):
    keeper = SettingsKeeper(database.settings)
    assert keeper.values()["confirm"] == []

    keeper.update({"confirm": ["lock", "cover", "lock"]})

    again = SettingsKeeper(database.settings)
    assert again.values()["confirm"] == ["lock", "cover"]
    assert again.current.confirm == ("lock", "cover")


def test_a_setting_of_the_past_is_ignored(database: Database):
    database.settings.set("home", {"home_name": "Villa", "colour_of_the_past": "mauve"})

    assert SettingsKeeper(database.settings).get("home_name") == "Villa"
