"""Where an integration stands is kept in the database."""

from ova.core import PluginState

PLAIN = "def build_integration(config, ova): return object()\n"


def test_a21_enabled_disabled_and_paused_survive_a_restart(workshop):
    for name in ("on", "off", "held"):
        workshop.write(f"integrations/{name}.py", PLAIN)
    first = workshop.start()
    for name in ("on", "off", "held"):
        first.integration_manager.enable(name)
    first.integration_manager.disable("off")
    first.integration_manager.pause("held")
    first.stop()
    again = workshop.start()
    states = {info.id: (info.state, info.enabled) for info in again.integration_manager.infos()}
    assert states == {
        "on": (PluginState.LOADED, True),
        "off": (PluginState.NOT_LOADED, False),
        "held": (PluginState.PAUSED, True),
    }
    again.stop()


def test_d7_another_address_keeps_the_entities_and_what_was_decided_about_them(workshop):
    workshop.write(
        "integrations/box.py",
        """
        from ova.sdk import Device
        class Box:
            def entities(self, ctx):
                yield Device("a", "Lamp", "light", state="on")
        def build_integration(config, ova):
            return Box()
        def default_config():
            return {"host": "one"}
        """,
    )
    hub = workshop.start()
    hub.integration_manager.enable("box")
    hub.home.update_entity("light.lamp", name="Mine")
    hub.integration_manager.set_config("box", {"host": "two"})
    lamp = hub.home.entity("light.lamp")
    assert (lamp.name, lamp.key, lamp.state.state) == ("Mine", "box.a", "on")
    hub.stop()
