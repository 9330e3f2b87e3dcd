"""The home's settings."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ova.core import ChangedMeanwhile, InvalidInput
from ova.hub.settings_keeper import SettingsKeeper
from ova.hub.speech import Hearing
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
        {"end_silence_s": "1.0"},
        {"keep_audio_days": True},
        {"endpointing": "never"},
        {"home_name": ""},
        {"home_name": "Villa\u0000"},
        {"home_name": "Villa\nKunterbunt"},
        {"recogniser": "telepathy"},
        {"recognisers": {"de": "telepathy"}},
        {"recognisers": {"tlh": "vosk"}},
        {"recogniser_models": {"de": "../../etc"}},
        {"recogniser_models": {"de": ""}},
        {"recogniser_server": "http://asr.local"},
        {"voice_server": "http://speaker"},
        {"voice_server": "tcp://anna:hunter2@speaker:10200"},
        {"no_such_setting": 1},
        {"latitude": 91.0, "longitude": 15.0},
        {"longitude": -180.5, "latitude": 47.0},
        {"longitude": 15.0},
        {"latitude": "47", "longitude": 15.0},
        {"latitude": float("nan"), "longitude": 15.0},
        {"external_url": "ova.example.org"},
        {"external_url": "ftp://ova.example.org"},
        {"external_url": "https://"},
        {"external_url": "https://anna:hunter2@ova.example.org"},
        {"external_url": "https://ova.example.org:99999"},
        {"external_url": "https://ova example.org"},
        {"external_url": "javascript:alert(1)"},
        {"recogniser_order": []},
        {"recogniser_order": ["telepathy"]},
        {"recogniser_order": ["auto"]},
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


@pytest.mark.parametrize("change", [{"recogniser": "wyoming"}, {"recognisers": {"de": "wyoming"}}])
def test_a_recogniser_on_the_network_needs_an_address(
    database: Database, change: dict[str, object]
):
    keeper = SettingsKeeper(database.settings)
    with pytest.raises(InvalidInput, match="recogniser_server"):
        keeper.update(change)

    keeper.update({**change, "recogniser_server": " asr.local "})

    assert keeper.get("recogniser_server") == "tcp://asr.local:10300"
    with pytest.raises(InvalidInput, match="recogniser_server"):
        keeper.update({"recogniser_server": ""})


def test_the_address_of_a_voice_server_is_kept_in_full(database: Database):
    SettingsKeeper(database.settings).update({"voice_server": " speaker "})

    assert SettingsKeeper(database.settings).get("voice_server") == "tcp://speaker:10200"


def test_a_password_for_a_server_is_neither_kept_nor_repeated(database: Database):
    keeper = SettingsKeeper(database.settings)
    for name in ("voice_server", "recogniser_server"):
        with pytest.raises(InvalidInput, match="no user name or password") as refusal:
            keeper.update({name: "tcp://anna:hunter2@speaker"})
        assert "hunter2" not in str(refusal.value)


def test_a_hub_starts_with_an_address_earlier_ones_took(database: Database, caplog):
    database.settings.set("home", {"home_name": "Villa", "voice_server": "tcp://a:hunter2@b"})

    keeper = SettingsKeeper(database.settings)

    assert (keeper.get("home_name"), keeper.get("voice_server")) == ("Villa", "")
    assert "Settings went back" in caplog.text
    assert "hunter2" not in caplog.text


def test_every_language_may_have_its_own_recogniser_and_model(database: Database, tmp_path: Path):
    keeper = SettingsKeeper(database.settings)
    keeper.update(
        {
            "recogniser": "pocketsphinx",
            "recognisers": {"de": "vosk", "fr": "wyoming"},
            "recogniser_models": {"de": "vosk-model-de-0.21"},
            "recogniser_server": "tcp://asr.local:4000",
        }
    )

    def heard_with(language: str) -> tuple[str, str]:
        keeper.update({"language": language})
        pool = Hearing(keeper, tmp_path, workers=0).pool
        settings = pool.settings
        pool.close()
        assert settings.server == "tcp://asr.local:4000"
        return settings.stt, settings.model

    assert heard_with("en") == ("pocketsphinx", "")
    assert heard_with("de") == ("vosk", "vosk-model-de-0.21")
    assert heard_with("fr") == ("wyoming", "")


def test_every_wrong_value_is_pointed_at(database: Database):
    keeper = SettingsKeeper(database.settings)
    with pytest.raises(InvalidInput) as refused:
        keeper.update({"voice_speed": 9, "recognisers": {"de": "telepathy"}})
    assert [one["pointer"] for one in refused.value.errors] == ["/recognisers/de", "/voice_speed"]
    with pytest.raises(InvalidInput) as refused:
        keeper.update({"colour": 1})
    assert refused.value.code == "unknown_setting"
    assert [one["pointer"] for one in refused.value.errors] == ["/colour"]


@pytest.mark.parametrize(
    "address", ["", "https://ova.example.org", "http://192.168.1.2:7123", "https://[fe80::1]/ova/"]
)
def test_an_address_of_the_hub_is_taken_as_people_write_it(database: Database, address: str):
    keeper = SettingsKeeper(database.settings)

    assert keeper.update({"external_url": address}).external_url == address.rstrip("/")


def test_a_setting_somebody_else_changed_meanwhile_is_not_overwritten(database: Database):
    keeper = SettingsKeeper(database.settings)
    keeper.update({"home_name": "Villa"}, was={"home_name": "Home", "latitude": None})

    with pytest.raises(ChangedMeanwhile, match="home_name"):
        keeper.update({"home_name": "Castle"}, was={"home_name": "Home"})
    keeper.update({"language": "de"}, was={"language": "en"})

    assert keeper.current.home_name == "Villa"


def test_the_order_of_recognisers_counts(database: Database):
    keeper = SettingsKeeper(database.settings)
    order = ["whisper", "vosk", "whisper", "pocketsphinx"]
    assert keeper.update({"recogniser_order": order}).recogniser_order == (
        "whisper",
        "vosk",
        "pocketsphinx",
    )

    with pytest.raises(ChangedMeanwhile):
        keeper.update(
            {"recogniser_order": ["vosk"]},
            was={"recogniser_order": ["vosk", "whisper", "pocketsphinx"]},
        )


def test_a_stored_setting_that_is_taken_no_more_goes_back_and_the_others_stay(database: Database):
    database.settings.set("home", {"home_name": "Villa", "external_url": "https://x@y"})

    keeper = SettingsKeeper(database.settings)

    assert (keeper.current.home_name, keeper.current.external_url) == ("Villa", "")
