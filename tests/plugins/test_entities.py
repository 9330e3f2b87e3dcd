"""What integrations bring into the home, and how it is controlled."""

import threading

import pytest

from ova.core import NotFound, PluginState, Unavailable
from ova.home import ControlFailed
from ova.sdk import NotReady

LAMPS = """
    from ova.core import EntityState
    from ova.sdk import ActionError, Device, control

    class Lamps:
        def __init__(self):
            self.ctx = None
            self.calls = []

        def entities(self, ctx):
            self.ctx = ctx
            yield Device("Desk", "Desk Lamp", "light", area="Office", floor="Top", state="off")
            yield Device("hall", "Hall Lamp", "light", area="Hallway", state="on")

        @control
        def switch(self, entity, service, data, ctx):
            self.calls.append((ctx.entities.key(entity), service, data))
            if data.get("brightness_pct") == 13:
                raise ActionError("the lamp is broken")
            if data.get("brightness_pct") == 14:
                raise KeyError("bulb")
            if data.get("brightness_pct") == 15:
                raise SystemExit
            if data.get("brightness_pct") == 16:
                return "on"
            if service == "toggle":
                ctx.entities.update(ctx.entities.key(entity), "on", {"later": True})
                return None
            return EntityState("on" if service == "turn_on" else "off", data)

    def build_integration(config, ova):
        return Lamps()
"""


@pytest.fixture
def hub(workshop):
    workshop.write("integrations/lamps.py", LAMPS)
    hub = workshop.start()
    hub.integration_manager.enable("lamps")
    return hub


def desk(hub):
    return hub.home.entity("light.desk_lamp")


def test_entities_are_declared_under_case_folded_keys_with_area_and_floor(hub):
    entity = desk(hub)
    assert (entity.key, entity.source) == ("lamps.desk", "lamps")
    area = hub.home.area(entity.area_id)
    assert (area.name, hub.home.floor(area.floor_id).name) == ("Office", "Top")
    assert hub.integration_manager.info("lamps").details["entities"] == 2


def test_syncing_again_changes_nothing_and_keeps_what_a_person_named(hub):
    hub.home.update_entity("light.desk_lamp", name="Writing Lamp")
    before = hub.home.entities()
    hub.integration_manager.sync("lamps")
    hub.integration_manager.reload("lamps")
    assert hub.home.entities() == before


def test_a_command_reaches_the_object_with_the_authors_own_key(hub):
    entity = hub.home.control("light.desk_lamp", "turn_on", {"brightness_pct": 40})
    assert (entity.state.state, entity.state.attributes["brightness_pct"]) == ("on", 40)
    lamps = hub.integration_manager.get_integration_module("lamps")
    assert lamps.calls == [("Desk", "turn_on", {"brightness_pct": 40})]


def test_a_control_may_tell_the_state_itself(hub):
    assert hub.home.control("light.desk_lamp", "toggle").state.attributes == {"later": True}


@pytest.mark.parametrize(
    ("brightness", "told", "noted"),
    [
        (13, "the lamp is broken", "the lamp is broken"),
        (14, "something went wrong in Lamps", "control failed: KeyError: 'bulb' (lamps.py:"),
        (15, "something went wrong in Lamps", "control failed: SystemExit (lamps.py:"),
        (16, "something went wrong in Lamps", "control returned a str"),
    ],
)
def test_a_control_that_fails_is_told_plainly_and_noted_while_the_plugin_stays(
    hub, brightness, told, noted
):
    with pytest.raises(ControlFailed, match=told):
        hub.home.control("light.desk_lamp", "turn_on", {"brightness_pct": brightness})
    info = hub.integration_manager.info("lamps")
    assert info.state == PluginState.LOADED
    assert info.details["failures"] == 1
    assert noted in info.warnings[-1]
    assert hub.home.control("light.desk_lamp", "turn_on").state.state == "on"


def test_disabling_makes_the_entities_unavailable_and_enabling_brings_their_states_back(hub):
    hub.home.control("light.hall_lamp", "turn_off")
    hub.integration_manager.disable("lamps")
    assert desk(hub).state.state == "unavailable"
    with pytest.raises(Unavailable):
        hub.home.control("light.desk_lamp", "turn_on")
    hub.integration_manager.enable("lamps")
    assert desk(hub).state.state == "off"


def test_updates_after_unloading_are_refused(hub):
    lamps = hub.integration_manager.get_integration_module("lamps")
    hub.integration_manager.disable("lamps")
    with pytest.raises(NotReady, match="unloaded"):
        lamps.ctx.entities.update("Desk", "on")
    assert desk(hub).state.state == "unavailable"


def test_the_context_knows_config_store_logger_and_entities(workshop, hub):
    ctx = hub.integration_manager.get_integration_module("lamps").ctx
    assert ctx.ova is hub
    assert ctx.logger.name == "ova.integrations.lamps"
    assert ctx.entities.get("DESK").name == "Desk Lamp"
    assert ctx.entities.get("none") is None
    with pytest.raises(NotFound, match="no device 'none'"):
        ctx.entities.update("none", "on")
    assert ctx.store.get("seen", 0) == 0
    ctx.store.set("seen", {"count": 2})
    later = workshop.start().integration_manager.get_integration_module("lamps").ctx
    assert later.store.get("seen") == {"count": 2}


def test_a_device_that_comes_twice_counts_once_and_a_stranger_is_refused(workshop):
    workshop.write(
        "integrations/odd.py",
        """
        from ova.sdk import Device
        class Odd:
            def entities(self):
                yield Device("a", "One", "light")
                yield Device("A", "Two", "light")
        class Worse:
            def entities(self, ctx):
                return [{"key": "a"}]
        def build_integration(config, ova):
            return Worse() if config["worse"] else Odd()
        def default_config():
            return {"worse": False}
        """,
    )
    hub = workshop.start()
    hub.integration_manager.enable("odd")
    assert [entity.name for entity in hub.home.entities()] == ["One"]
    info = hub.integration_manager.set_config("odd", {"worse": True})
    assert info.state == PluginState.SETUP_ERROR
    assert "a dict, not an ova.sdk.Device" in info.reason
    assert hub.home.entity("light.one").state.state == "unavailable"


def test_an_integration_whose_other_side_is_away_stays_loaded_and_recovers(workshop):
    workshop.write(
        "integrations/away.py",
        """
        from ova.sdk import Device, NotReady
        class Away:
            def entities(self, ctx):
                self.ctx = ctx
                raise NotReady("The box does not answer.", cure="Switch it on.")
            def back(self):
                self.ctx.entities.declare([Device("a", "Box Lamp", "light", state="on")])
        def build_integration(config, ova):
            return Away()
        """,
    )
    hub = workshop.start()
    info = hub.integration_manager.enable("away")
    assert info.state == PluginState.LOADED
    assert info.warnings == ("The box does not answer. Switch it on.",)
    hub.integration_manager.get_integration_module("away").back()
    assert hub.integration_manager.info("away").warnings == ()
    assert hub.home.entity("light.box_lamp").state.state == "on"


def test_controls_can_be_kept_apart_by_domain(workshop):
    workshop.write(
        "integrations/mixed.py",
        """
        from ova.core import EntityState
        from ova.sdk import Device, control
        class Mixed:
            def entities(self, ctx):
                return [Device("l", "A", "light"), Device("f", "B", "fan"), Device("k", "C", "lock")]
            @control("light", "fan")
            def air_and_light(self, entity, service, data):
                return EntityState("on")
        def build_integration(config, ova):
            return Mixed()
        """,
    )
    hub = workshop.start()
    hub.integration_manager.enable("mixed")
    assert hub.home.control("fan.b", "turn_on").state.state == "on"
    with pytest.raises(ControlFailed, match="cannot control a lock"):
        hub.home.control("lock.c", "lock")


def test_unload_is_called_once_and_may_fail(workshop):
    workshop.write(
        "integrations/clumsy.py",
        """
        class Clumsy:
            count = 0
            def unload(self):
                Clumsy.count += 1
                raise OSError("stuck")
        def build_integration(config, ova):
            return Clumsy()
        """,
    )
    hub = workshop.start()
    hub.integration_manager.enable("clumsy")
    built = hub.integration_manager.get_integration_module("clumsy")
    assert hub.integration_manager.disable("clumsy").state == PluginState.NOT_LOADED
    hub.stop()
    assert type(built).count == 1


def test_a_slow_build_does_not_keep_others_from_being_read(workshop, hub):
    workshop.write(
        "integrations/slow.py",
        """
        import threading
        building, go_on = threading.Event(), threading.Event()
        def build_integration(config, ova):
            ova.gates.append((building, go_on))
            building.set()
            assert go_on.wait(20)
            return 1
        """,
    )
    hub.gates = []
    hub.integration_manager.rescan()
    worker = threading.Thread(target=hub.integration_manager.enable, args=("slow",))
    worker.start()
    try:
        for _ in range(2000):
            if hub.gates and hub.gates[0][0].wait(0.01):
                break
            worker.join(0.005)
        assert len(hub.integration_manager.infos()) == 2
        assert hub.integration_manager.get_integration_module("lamps")
        assert hub.home.control("light.desk_lamp", "turn_on").state.state == "on"
    finally:
        for _, go_on in hub.gates:
            go_on.set()
        worker.join(20)
    assert hub.integration_manager.info("slow").state == PluginState.LOADED


def test_listeners_hear_every_change_with_the_new_state(workshop):
    workshop.write("integrations/lamps.py", LAMPS)
    hub = workshop.start()
    heard = []
    end = hub.integration_manager.subscribe(lambda info: heard.append((info.id, info.state.value)))
    hub.integration_manager.enable("lamps")
    hub.integration_manager.disable("lamps")
    end()
    hub.integration_manager.enable("lamps")
    assert heard == [("lamps", "loaded"), ("lamps", "not_loaded")]
