"""What integrations declare."""

import pytest

from ova.core import InvalidInput
from ova.home import DeclaredEntity, Home, SyncResult, entity_key

LAMP = DeclaredEntity("Lamp", "Lamp", "light", "Kitchen", "Ground", state="off", aliases=("l",))


def test_new_things_are_created_with_their_areas_and_floors(home):
    result = home.sync("demo", [LAMP, DeclaredEntity("demo.Plug", "Plug", "switch", "kitchen")])
    assert result == SyncResult(created=("Lamp", "Plug"))
    lamp, plug = home.entity("light.lamp"), home.entity("switch.plug")
    assert (lamp.key, plug.key) == ("demo.lamp", "demo.plug")
    assert (lamp.area_id, plug.area_id) == ("kitchen", "kitchen")
    assert home.area("kitchen").floor_id == "ground"
    assert (lamp.aliases, lamp.state.state, plug.state.state) == (("l",), "off", "unknown")


def test_the_same_again_changes_nothing_and_tells_nobody(home, clock):
    home.sync("demo", [LAMP])
    before, heard = home.entities(), []
    home.subscribe(heard.append)
    clock.time += 5
    assert home.sync("demo", [LAMP]) == SyncResult()
    assert home.entities() == before
    assert heard == []


def test_what_the_integration_changed_is_taken_over(home):
    home.sync("demo", [LAMP])
    new = DeclaredEntity("lamp", "Big Lamp", "light", "Hall", state="on", device_class="x")
    assert home.sync("demo", [new]) == SyncResult(updated=("Big Lamp",))
    lamp = home.entity("light.lamp")
    assert (lamp.name, lamp.area_id, lamp.device_class) == ("Big Lamp", "hall", "x")
    assert (lamp.aliases, lamp.state.state) == ((), "on")


def test_what_the_user_changed_is_kept(home):
    home.sync("demo", [LAMP])
    home.add_area("Den")
    home.update_entity("light.lamp", name="Mine", area_id="den", aliases=["own"], exposed=False)
    new = DeclaredEntity("lamp", "Theirs", "light", "Hall", aliases=("other",))
    assert home.sync("demo", [new]) == SyncResult()
    lamp = home.entity("light.lamp")
    assert (lamp.name, lamp.area_id, lamp.aliases, lamp.exposed) == ("Mine", "den", ("own",), False)
    assert [area.id for area in home.areas()] == ["den", "kitchen"]


def test_a_renamed_area_is_still_found_by_its_first_name(home):
    home.sync("demo", [LAMP])
    home.update_area("kitchen", name="Cookery")
    home.sync("demo", [LAMP])
    assert [area.name for area in home.areas()] == ["Cookery"]
    assert home.entity("light.lamp").area_id == "kitchen"


def test_a_removed_area_does_not_come_back_with_its_things(home):
    home.sync("demo", [LAMP])
    home.remove_area("kitchen")
    home.sync("demo", [LAMP])
    assert home.areas() == []
    assert home.entity("light.lamp").area_id is None


def test_what_is_no_longer_declared_is_kept_as_unavailable(home):
    home.sync("demo", [LAMP, DeclaredEntity("plug", "Plug", "switch", state="on")])
    assert home.sync("demo", [LAMP]) == SyncResult(removed=("Plug",))
    assert home.entity("switch.plug").state.state == "unavailable"
    assert home.sync("demo", [LAMP]) == SyncResult()
    home.sync("demo", [LAMP, DeclaredEntity("plug", "Plug", "switch")])
    assert home.entity("switch.plug").state.state == "on"


def test_sources_do_not_touch_each_other(home):
    home.sync("one", [LAMP])
    home.sync("two", [LAMP])
    assert [one.id for one in home.entities()] == ["light.lamp", "light.lamp_2"]
    home.sync("two", [])
    assert home.entity("light.lamp").state.state == "off"


def test_a_key_declared_twice_is_refused_and_nothing_changes(home):
    with pytest.raises(InvalidInput, match="twice"):
        home.sync("demo", [LAMP, DeclaredEntity("LAMP", "Other", "light")])
    assert home.entities() == []


def test_a_thing_that_changes_its_kind_gets_a_new_id(home):
    home.sync("demo", [LAMP])
    home.update_entity("light.lamp", name="Mine")
    home.sync("demo", [DeclaredEntity("lamp", "Lamp", "switch", "Kitchen")])
    assert [(one.id, one.name) for one in home.entities()] == [("switch.mine", "Mine")]


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": ""},
        {"key": 5},
        {"name": " "},
        {"name": "x" * 300},
        {"domain": "Light!"},
        {"domain": None},
    ],
)
def test_a_declaration_without_sense_is_refused(wrong):
    with pytest.raises(InvalidInput):
        DeclaredEntity(**{"key": "k", "name": "n", "domain": "light", **wrong})


def test_attributes_that_are_no_json_are_refused_and_nothing_changes(home):
    bad = DeclaredEntity("plug", "Plug", "switch", attributes={"x": object()})
    with pytest.raises(InvalidInput):
        home.sync("demo", [LAMP, bad])
    assert home.entities() == []
    assert home.areas() == []


def test_after_a_restart_things_wait_for_their_integration(home, database, clock):
    home.sync("demo", [LAMP])
    home.set_state("light.lamp", "on", {"brightness_pct": 30})
    again = Home(database, now=clock)
    assert again.entity("light.lamp").state.state == "unavailable"
    assert again.names() == home.names()
    assert again.sync("demo", [DeclaredEntity("lamp", "Lamp", "light")]).created == ()
    state = again.entity("light.lamp").state
    assert (state.state, state.attributes) == ("on", {"brightness_pct": 30})


def test_a_virtual_thing_keeps_its_state_over_a_restart(home, database, clock):
    lamp = DeclaredEntity(
        "lamp", "Lamp", "light", state="off", attributes={"brightness_pct": 100}, virtual=True
    )
    home.sync("demo", [lamp])
    assert home.entity("light.lamp").state.state == "off"
    home.set_state("light.lamp", "on", {"brightness_pct": 30})
    again = Home(database, now=clock)
    again.sync("demo", [lamp])
    state = again.entity("light.lamp").state
    assert (state.state, state.attributes) == ("on", {"brightness_pct": 30})


def test_a_key_carries_its_source_once():
    assert entity_key("demo", " Lamp ") == "demo.lamp"
    assert entity_key("Demo", "demo.LAMP") == "demo.lamp"
