"""``activate`` is called whenever an integration was loaded, ``deactivate`` when somebody switches it off."""

from types import SimpleNamespace

import pytest

from ova.core import PluginState
from ova.plugins import IntegrationManager, PluginStorage
from ova.schedule import Jobs

BELL = """
    from ova.sdk import NotReady

    class Bell:
        def __init__(self, config, ova):
            self.world = ova.world
            if self.world.down:
                raise NotReady("The bell is away.")
        def account_info(self, ctx):
            return {"id": "1", "name": "anna@bell.example"}
        def activate(self, ctx):
            self.world.log.append("activate")
            if self.world.silent:
                raise RuntimeError("no clapper")
            return f"Rung {self.world.log.count('activate')} times"
        def deactivate(self, ctx):
            self.world.log.append("deactivate")

    def build_integration(config, ova):
        return Bell(config, ova)

    def default_config():
        return {"tone": "c"}
"""


class Tower:
    """A hub over the same database, started again and again."""

    def __init__(self, workshop):
        workshop.write("integrations/bell.py", BELL)
        self.workshop = workshop
        self.now = 0.0
        self.world = SimpleNamespace(down=False, silent=False, log=[])
        self.hub = None

    def start(self):
        if self.hub is not None:
            self.hub.stop()
        hub = self.workshop.hub()
        hub.world = self.world
        self.jobs = Jobs(threads=0, steady=lambda: self.now)
        folders = hub.integration_manager._folders
        storage = PluginStorage(self.workshop.database)
        hub.integration_manager = IntegrationManager(
            storage, folders, hub.home, jobs=self.jobs, now=lambda: self.now
        )
        hub.start()
        self.hub = hub
        return hub.integration_manager


@pytest.fixture
def tower(workshop):
    one = Tower(workshop)
    yield one
    one.hub.stop()


def test_a16_a_restart_calls_activate_and_shows_what_it_says_and_who_is_signed_in(tower):
    tower.start().enable("bell")
    info = tower.start().info("bell")
    assert tower.world.log == ["activate", "activate"]
    assert info.details["message"] == "Rung 2 times"
    assert info.details["account"] == "anna@bell.example"


def test_a16_every_load_calls_activate_once_and_only_switching_off_calls_deactivate(tower):
    manager = tower.start()
    manager.enable("bell")
    manager.enable("bell")
    assert tower.world.log == ["activate"]
    manager.set_config("bell", {"tone": "d"})
    manager.reload("bell")
    manager.pause("bell")
    manager.resume("bell")
    assert tower.world.log == ["activate"] * 4
    manager.disable("bell")
    assert tower.world.log == ["activate"] * 4 + ["deactivate"]


def test_a16_what_was_away_when_it_was_switched_on_is_activated_when_it_comes(tower):
    tower.world.down = True
    manager = tower.start()
    assert manager.enable("bell").state == PluginState.SETUP_RETRY
    assert tower.world.log == []
    tower.world.down = False
    tower.now = 3600.0
    tower.jobs.run_due()
    assert manager.info("bell").state == PluginState.LOADED
    assert tower.world.log == ["activate"]


def test_an_activate_that_fails_is_noted_and_the_integration_stays_in_use(tower):
    tower.world.silent = True
    info = tower.start().enable("bell")
    assert info.state == PluginState.LOADED
    assert any("RuntimeError: no clapper" in one for one in info.warnings)
