"""Setting the home up, once."""

from pathlib import Path

import pytest
from tests.hubs import PASSWORD, hub_in_process

from ova.core import Conflict, InvalidInput
from ova.folder import HomeFolder
from ova.hub import HubOptions, OpenVoiceAssistant


def test_a_set_up_that_is_refused_does_not_rename_the_home(tmp_path: Path):
    with hub_in_process(tmp_path / "home") as hub:
        with pytest.raises(InvalidInput):
            hub.setup("anna", "short", "Early bird")
        with pytest.raises(InvalidInput):
            hub.setup("anna", PASSWORD, "x" * 61)
        assert hub.accounts.needs_owner()
        assert hub.name == "Home"

        hub.setup("anna", PASSWORD, "Villa")
        with pytest.raises(Conflict):
            hub.setup("mallory", PASSWORD, "Mine now")
        assert hub.name == "Villa"


def test_a_hub_that_commands_cannot_find_runs_all_the_same(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    folder = HomeFolder(tmp_path / "home")
    folder.prepare()
    (folder.path / "hub.json").mkdir()  # as unwritable as on a disk that is full
    hub = OpenVoiceAssistant(HubOptions(folder=folder, workers=0, url="http://127.0.0.1:1"))
    try:
        hub.start()
        assert hub.wait_ready()
        assert hub.converse("what time is it").intent is not None
    finally:
        hub.close()
    assert "cannot find the hub" in caplog.text
