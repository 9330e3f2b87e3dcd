"""Music passes what every integration must, with a real MPD."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.integrations.mpd_server import PASSWORD, players

from ova.testing import IntegrationAcceptance


class TestAcceptance(IntegrationAcceptance):
    """What every integration must do."""

    path = Path(__file__).parents[1]
    invalid_config = {"password": "wrong"}
    actions = {
        "play_search": {"query": "The Testers"},
        "add_to_queue": {"query": "Sun"},
        "play_next": {"query": "Sun"},
        "play_playlist": {"playlist": "Breakfast"},
    }

    @pytest.fixture(scope="class", autouse=True)
    @classmethod
    def _mpd(cls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
        with players(tmp_path_factory.mktemp("mpd")) as server:
            server.stop()
            server.more = f'password "{PASSWORD}@read,add,control,admin"\ndefault_permissions ""\n'
            server.start()
            cls.config = {**server.config, "password": PASSWORD}
            yield
