"""Settings that change in place: another address, other options."""

import pytest

from ova.core import PluginState

BRIDGE = """
    from ova.sdk import Controller, control

    class Bridge:
        def __init__(self, config, ova):
            self.config = config
            ova.built.append(dict(config))
        def account_info(self, ctx):
            return {"id": "serial-7", "name": "Bridge 7"}
        def entities(self, ctx):
            yield Controller("lamp", "Lamp", "on", as_="light")
        @control("light")
        def switch(self, entity, service, data):
            return None

    def build_integration(config, ova):
        return Bridge(config, ova)

    def default_config():
        return {"host": "10.0.0.1", "api_key": "k1", "refresh_minutes": 5}
"""


@pytest.fixture
def hub(workshop):
    workshop.write("integrations/bridge.py", BRIDGE)
    hub = workshop.hub()
    hub.built = []
    hub.start()
    hub.integration_manager.enable("bridge")
    yield hub
    hub.stop()


def test_b4_reconfiguring_the_host_keeps_the_entry_its_account_and_its_entities(hub):
    manager, home = hub.integration_manager, hub.home
    (lamp,) = home.entities(domain="light")
    kitchen = home.add_area("Kitchen")
    home.update_entity(lamp.id, name="Grandma's lamp", area_id=kitchen.id, aliases=["glow"])
    decided = home.entity(lamp.id)
    info = manager.set_config("bridge", {"host": "10.0.0.2"})
    assert (info.id, info.state, info.details["account"]) == (
        "bridge",
        PluginState.LOADED,
        "Bridge 7",
    )
    assert len(manager.infos()) == 1
    assert manager.get_integration_module("bridge").config["host"] == "10.0.0.2"
    (now,) = home.entities(domain="light")
    assert (now.id, now.key, now.name, now.area_id, now.aliases) == (
        decided.id,
        decided.key,
        decided.name,
        decided.area_id,
        decided.aliases,
    )
    assert now.state.state == "on"


def test_b4_an_option_that_is_saved_reloads_and_leaves_the_connection_as_it_is(hub):
    before = hub.integration_manager.get_integration_module("bridge")
    hub.integration_manager.set_config("bridge", {"refresh_minutes": 30})
    after = hub.integration_manager.get_integration_module("bridge")
    assert after is not before
    assert after.config == {"host": "10.0.0.1", "api_key": "k1", "refresh_minutes": 30}
    assert [one["refresh_minutes"] for one in hub.built] == [5, 30]
