"""What integrations declare."""

from dataclasses import replace

import pytest

from ova.core import Conflict, InvalidInput
from ova.home import DeclaredEntity, Home, SyncResult, entity_key
from ova.storage import StoredEntity

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


def test_what_is_no_longer_declared_is_removed_and_seen_to_go(home):
    home.sync("demo", [LAMP, DeclaredEntity("plug", "Plug", "switch", state="on")])
    heard = []
    home.subscribe(heard.append)
    assert home.sync("demo", [LAMP]) == SyncResult(removed=("Plug",))
    assert [(one.id, one.state.state) for one in heard] == [("switch.plug", "unavailable")]
    assert [one.id for one in home.entities()] == ["light.lamp"]
    assert home.sync("demo", [LAMP]) == SyncResult()


PLUG = DeclaredEntity("plug", "Plug", "switch", state="on")
DECISIONS = [{"name": "Mine"}, {"area_id": None}, {"aliases": ["p"]}, {"exposed": False}]


@pytest.mark.parametrize("decision", DECISIONS)
def test_b12_what_a_person_decided_about_is_detached_and_reconnects(
    home, database, clock, decision
):
    home.sync("demo", [LAMP, PLUG])
    plug = home.update_entity("switch.plug", **decision)
    assert home.sync("demo", [LAMP]) == SyncResult(detached=(plug.name,))
    gone = home.entity("switch.plug")
    assert (gone.detached, gone.state.state) == (True, "unavailable")
    assert home.sync("demo", [LAMP]) == SyncResult()
    again = Home(database, now=clock)  # the hub starts again
    assert again.entity("switch.plug").detached
    assert again.sync("demo", [LAMP, PLUG]) == SyncResult(reconnected=(plug.name,))
    back = again.entity("switch.plug")
    assert (back.detached, back.state.state, back.name) == (False, "on", plug.name)
    assert again.sync("demo", [LAMP, PLUG]) == SyncResult()


def test_b12_the_five_outcomes_are_disjoint_and_named(home):
    one = [DeclaredEntity(key, f"Plug {key}", "switch") for key in "abcde"]
    home.sync("demo", one)
    home.update_entity("switch.plug_b", exposed=False)
    home.update_entity("switch.plug_c", exposed=False)
    home.sync("demo", [item for item in one if item.key != "c"])
    now = [
        DeclaredEntity("a", "Plug A2", "switch"),
        DeclaredEntity("c", "Plug c", "switch"),
        DeclaredEntity("e", "Plug e", "switch"),
        DeclaredEntity("f", "Plug f", "switch"),
    ]
    result = home.sync("demo", now)
    assert result.to_json() == {
        "created": ["Plug f"],
        "updated": ["Plug A2"],
        "reconnected": ["Plug c"],
        "detached": ["Plug b"],
        "removed": ["Plug d"],
    }


def test_b12_nothing_is_let_go_after_a_read_that_was_not_complete(home):
    home.sync("demo", [LAMP, PLUG])
    assert home.sync("demo", [PLUG], complete=False) == SyncResult()
    assert home.entity("light.lamp").state.state == "off"


def test_what_vanished_while_the_hub_was_off_is_let_go_at_its_first_sync(home, database, clock):
    home.sync("demo", [LAMP, PLUG])
    again = Home(database, now=clock)
    assert again.sync("demo", [LAMP]) == SyncResult(removed=("Plug",))


def test_a19_letting_a_source_go_deletes_all_or_keeps_what_a_person_decided_about(home):
    home.sync("demo", [LAMP, PLUG])
    home.update_entity("light.lamp", exposed=False)
    assert [(one.name, why) for one, why in home.owned("demo")] == [
        ("Lamp", ("exposed",)),
        ("Plug", ()),
    ]
    safe = home.let_go("demo", keep_decided=True)
    assert safe == SyncResult(detached=("Lamp",), removed=("Plug",))
    assert home.let_go("demo", keep_decided=False) == SyncResult(removed=("Lamp",))
    assert home.entities() == []


def test_a11_a_key_is_unique_in_the_database(home, database):
    home.sync("demo", [LAMP])
    twin = replace(home.entity("light.lamp"), id="light.twin")
    with pytest.raises(Conflict):
        database.entities.put([StoredEntity(twin)])


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
