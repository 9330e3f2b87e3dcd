"""Which satellites are there, and where they stand."""

from pathlib import Path

import pytest
from tests.hubs import hub_in_process

from ova.core import NotFound


def test_a_satellite_that_takes_another_name_is_no_longer_there_under_the_old_one(tmp_path: Path):
    with hub_in_process(tmp_path / "home") as hub:
        link = hub.open_link(lambda *_message: None)
        link.hello({"id": "first"})
        link.hello({"id": "second"})
        assert not hub.satellites.get("first").connected
        assert hub.satellites.get("second").connected

        link.close()
        assert not any(one.connected for one in hub.satellites.all())


def test_a_satellite_cannot_stand_in_an_area_that_does_not_exist(tmp_path: Path):
    with hub_in_process(tmp_path / "home") as hub:
        hub.open_link(lambda *_message: None).hello({"id": "sat"})
        with pytest.raises(NotFound, match="no area 'nowhere'"):
            hub.satellites.update("sat", area_id="nowhere")
        assert hub.satellites.update("sat", area_id="kitchen").area_id == "kitchen"
        assert hub.satellites.update("sat", area_id="").area_id is None
