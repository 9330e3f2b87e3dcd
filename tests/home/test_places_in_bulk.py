"""Floors, the order of places, and changes to many entities at once."""

import pytest

from ova.core import ChangedMeanwhile, NotFound
from ova.home import DeclaredEntity, Home
from ova.storage import Database


@pytest.fixture
def lamps(home: Home) -> list[str]:
    """Three lamps; their ids."""
    home.sync("demo", [DeclaredEntity(f"lamp{n}", f"Lamp {n}", "light") for n in range(3)])
    return [entity.id for entity in home.entities()]


def test_floors_and_areas_keep_the_order_people_gave_them(home: Home, database: Database):
    for name in ("Attic", "Cellar", "Ground"):
        home.add_floor(name)
    for name in ("Bath", "Kitchen"):
        home.add_area(name)

    home.arrange(floors=["ground", "cellar"], areas=["kitchen"])

    assert [floor.name for floor in home.floors()] == ["Ground", "Cellar", "Attic"]
    assert [area.name for area in Home(database).areas()] == ["Kitchen", "Bath"]


def test_an_order_somebody_else_changed_meanwhile_is_not_overwritten(home: Home):
    home.add_area("Bath")
    home.add_area("Kitchen")
    home.arrange(areas=["kitchen", "bath"])

    with pytest.raises(ChangedMeanwhile):
        home.arrange(areas=["bath"], was={"areas": ["bath", "kitchen"]})
    home.arrange(areas=["bath", "kitchen"], was={"areas": ["kitchen", "bath"]})
    listed = [area.id for area in home.areas()]
    home.arrange(areas=["kitchen", "bath"], was={"areas": listed})
    with pytest.raises(ChangedMeanwhile):
        home.arrange(areas=["bath"], was={"areas": listed})
    home.arrange(areas=["bath", "kitchen"], was={"areas": ["kitchen", "bath"]})

    assert home.order().areas == ("bath", "kitchen")
    with pytest.raises(NotFound):
        home.arrange(areas=["nowhere"])


def test_a_floor_somebody_else_changed_meanwhile_is_not_overwritten(home: Home):
    home.add_floor("Top")
    home.update_floor("top", name="Roof", was={"name": "Top"})

    with pytest.raises(ChangedMeanwhile):
        home.update_floor("top", name="Loft", was={"name": "Top"})
    assert home.floor("top").name == "Roof"


def test_changes_of_places_and_of_their_order_are_told(home: Home):
    told: list[int] = []
    home.subscribe_places(lambda: told.append(len(home.areas())))

    home.add_area("Bath")
    home.arrange(areas=["bath"])
    home.update_area("bath", floor_id=None)
    home.remove_area("bath")

    assert told == [1, 1, 0]


def test_many_entities_are_changed_at_once(home: Home, lamps: list[str]):
    home.add_area("Kitchen")

    changed = home.update_entities(
        [{"id": one, "area_id": "kitchen", "exposed": False} for one in lamps]
    )

    assert [(one.area_id, one.exposed) for one in changed] == [("kitchen", False)] * 3
    assert home.entity(lamps[0]).area_id == "kitchen"


def test_none_is_changed_when_one_cannot_be(home: Home, lamps: list[str]):
    with pytest.raises(NotFound):
        home.update_entities([{"id": lamps[0], "exposed": False}, {"id": "light.gone"}])
    home.update_entity(lamps[1], name="Sun")
    with pytest.raises(ChangedMeanwhile, match="Sun"):
        home.update_entities(
            [
                {"id": one, "exposed": False, "was": {"name": f"Lamp {n}"}}
                for n, one in enumerate(lamps)
            ]
        )

    assert all(entity.exposed for entity in home.entities())
