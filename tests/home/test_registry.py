"""Areas, floors and entities as the user arranges them."""

import pytest

from ova.core import Conflict, InvalidInput, NotFound, SpokenName
from ova.home import DeclaredEntity, Home


def test_areas_are_added_changed_and_removed(home):
    floor = home.add_floor("Upstairs", aliases=["first floor"])
    area = home.add_area("  Guest   Room ", floor_id=floor.id, aliases=["spare room"])
    assert (area.id, area.name) == ("guest_room", "Guest Room")
    renamed = home.update_area(area.id, name="Office", aliases=[])
    assert (renamed.id, renamed.floor_id, renamed.aliases) == ("guest_room", floor.id, ())
    assert home.update_area(area.id, floor_id=None).floor_id is None
    assert home.areas() == [home.area("guest_room")]
    home.remove_area(area.id)
    assert home.areas() == []


def test_removing_a_floor_keeps_its_areas(home):
    floor = home.add_floor("Upstairs")
    area = home.add_area("Bedroom", floor_id=floor.id)
    assert home.update_floor(floor.id, name="Top").name == "Top"
    home.remove_floor(floor.id)
    assert home.floors() == []
    assert home.area(area.id).floor_id is None


def test_two_areas_cannot_share_a_name(home):
    home.add_area("Kitchen")
    with pytest.raises(Conflict):
        home.add_area(" KITCHEN")
    other = home.add_area("Hall")
    with pytest.raises(Conflict):
        home.update_area(other.id, name="kitchen")
    assert home.update_area(other.id, name="HALL").name == "HALL"


@pytest.mark.parametrize("name", ["", "   ", "x" * 300, None, 5])
def test_a_name_has_to_be_a_text(home, name):
    with pytest.raises(InvalidInput):
        home.add_area(name)


def test_names_without_ascii_letters_still_give_ids(home):
    assert home.add_area("Küche").id == "kuche"
    assert [home.add_area(name).id for name in ("台所", "寝室")] == ["area", "area_2"]
    home.sync("demo", [DeclaredEntity("lamp_1", "電気", "light")])
    assert home.entities()[0].id == "light.lamp_1"


def test_an_unknown_area_is_answered_with_near_ones(home):
    home.add_area("Kitchen")
    with pytest.raises(NotFound) as refused:
        home.area("kitchn")
    assert "kitchen" in refused.value.cure
    with pytest.raises(NotFound):
        home.add_area("Hall", floor_id="nowhere")


def test_an_unknown_entity_is_answered_with_near_ones(demo):
    for wrong in ("light.reading_lmp", "Reading Lanp"):
        with pytest.raises(NotFound) as refused:
            demo.entity(wrong)
        assert "light.reading_lamp" in refused.value.cure


def test_entities_are_listed_by_domain_and_area(demo):
    assert [one.id for one in demo.entities()] == [
        "climate.heater",
        "sensor.outside",
        "light.reading_lamp",
    ]
    assert [one.id for one in demo.entities("light")] == ["light.reading_lamp"]
    assert [one.id for one in demo.entities(area_id="bedroom")] == ["climate.heater"]
    assert demo.entities("light", "bedroom") == []


def test_the_user_renames_moves_and_hides_an_entity(demo, database, clock):
    changed = demo.update_entity(
        "light.reading_lamp",
        name="Sofa Lamp",
        area_id="bedroom",
        aliases=["couch light", "Couch  Light"],
        exposed=False,
    )
    assert (changed.name, changed.area_id, changed.exposed) == ("Sofa Lamp", "bedroom", False)
    assert changed.aliases == ("Couch Light",)
    assert demo.update_entity("light.reading_lamp", area_id=None).area_id is None
    again = Home(database, now=clock).entity("light.reading_lamp")
    assert (again.name, again.aliases, again.area_id) == ("Sofa Lamp", ("Couch Light",), None)


def test_a_refused_change_changes_nothing(demo):
    before = demo.entity("light.reading_lamp")
    with pytest.raises(NotFound):
        demo.update_entity("light.reading_lamp", name="Other", area_id="nowhere")
    with pytest.raises(InvalidInput):
        demo.update_entity("light.reading_lamp", aliases="one text")
    assert demo.entity("light.reading_lamp") == before


def test_an_entity_is_removed_when_nothing_speaks_for_it(demo):
    with pytest.raises(Conflict):
        demo.remove_entity("sensor.outside")
    demo.mark_unavailable("demo")
    demo.remove_entity("sensor.outside")
    with pytest.raises(NotFound):
        demo.entity("sensor.outside")


def test_the_names_of_the_home_are_collected(demo):
    demo.update_area("living_room", aliases=["lounge"])
    demo.update_entity("light.reading_lamp", aliases=["book light"], exposed=False)
    names = demo.names()
    lamp = {"value": "Reading Lamp", "domain": "light", "area": "Living Room", "exposed": False}
    assert SpokenName(text="Reading Lamp", **lamp) in names.entities
    assert SpokenName(text="book light", **lamp) in names.entities
    assert ("lounge", "Living Room") in names.areas
    assert names.floors == (("Ground", "Ground"),)
    assert names.domains_with_class == {("sensor", "temperature")}


def test_names_are_the_same_object_until_one_changes(demo):
    heard = []
    stop = demo.subscribe_names(heard.append)
    names = demo.names()
    demo.set_state("light.reading_lamp", "on")
    demo.mark_unavailable("demo")
    assert demo.names() is names
    demo.add_area("Attic")
    assert demo.names() is not names
    assert heard == [demo.names()]
    stop()
    demo.remove_area("attic")
    assert len(heard) == 1


def test_an_entity_that_is_removed_is_told_as_removed_after_its_last_state(demo):
    told = []
    demo.subscribe(lambda entity: told.append(("changed", entity.id, entity.state.state)))
    demo.subscribe_removed(lambda entity: told.append(("removed", entity.id)))
    demo.remove_controller("demo")
    demo.sync("demo", [DeclaredEntity("heater", "Heater", "climate", state="heat")])
    gone = [one for one in told if one[0] == "removed"]
    assert ("removed", "light.reading_lamp") in gone
    before = told[: told.index(("removed", "light.reading_lamp"))]
    assert ("changed", "light.reading_lamp", "unavailable") in before
    again = len(told)
    demo.sync(
        "demo",
        [
            DeclaredEntity("heater", "Heater", "climate", state="heat"),
            DeclaredEntity("lamp", "Reading Lamp", "light", state="off"),
        ],
    )
    assert not [one for one in told[again:] if one[0] == "removed"]
