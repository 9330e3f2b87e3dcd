"""What is wrong with the names of a home."""

import pytest

from ova.language import FaultKind, NamedThing, ThingKind, name_faults

KITCHEN = NamedThing(ThingKind.AREA, "kitchen", "Kitchen", ("cook room",), floor_id="ground")
BEDROOM = NamedThing(ThingKind.AREA, "bedroom", "Bedroom", floor_id="top")
PLACES = (KITCHEN, BEDROOM)


def lamp(
    entity_id: str, name: str, *aliases: str, area: str | None = None, floor: str | None = None
):
    return NamedThing(ThingKind.ENTITY, entity_id, name, aliases, "light", area, floor)


def kinds(*things: NamedThing, language: str = "en", command: str = "") -> list[tuple[str, str]]:
    found = name_faults(things, language, lambda text: text == command)
    return [(fault.kind.value, fault.text) for fault in found]


def test_a_home_of_clear_names_has_no_faults():
    assert (
        kinds(
            *PLACES,
            lamp("light.a", "Ceiling light", "big lamp", area="kitchen", floor="ground"),
            lamp("light.b", "Reading light", area="bedroom", floor="top"),
            lamp("light.c", "Lamp 1", area="bedroom"),
            lamp("light.d", "Lamp 2", area="bedroom"),
        )
        == []
    )


def test_two_things_of_one_name_in_one_area_cannot_be_told_apart():
    one, other = lamp("light.a", "Lamp", area="kitchen"), lamp("light.b", "lamp!", area="kitchen")

    (fault,) = name_faults([KITCHEN, one, other], "en")

    assert fault.kind is FaultKind.SAME_NAME
    assert fault.severe
    assert [thing.id for thing in fault.things] == ["light.a", "light.b"]


def test_two_things_of_one_name_in_two_areas_are_a_warning_and_tell_when_they_are_on_two_floors():
    here = lamp("light.a", "Lamp", area="kitchen", floor="ground")
    there = lamp("light.b", "Lamp", area="bedroom", floor="top")

    assert kinds(here, there) == [("same_name_floors", "Lamp")]
    assert kinds(here, lamp("light.b", "Lamp", area="pantry", floor="ground")) == [
        ("same_name_elsewhere", "Lamp")
    ]


def test_an_alias_that_another_thing_is_called_by_is_found():
    one, other = lamp("light.a", "Sun", "moon"), lamp("light.b", "Moon")

    (fault,) = name_faults([one, other], "en")

    assert (fault.kind, fault.text) == (FaultKind.SAME_NAME, "moon")
    assert [thing["is_alias"] for thing in fault.to_json()["things"]] == [True, False]


def test_a_thing_called_like_an_area_or_a_floor_is_found():
    found = name_faults([*PLACES, lamp("light.a", "Lamp", "Cook Room", area="kitchen")], "en")

    assert [(one.kind, one.text, one.other, one.place_id) for one in found] == [
        (FaultKind.LIKE_PLACE, "Cook Room", "Kitchen", "kitchen")
    ]


def test_two_areas_with_a_name_in_common_are_found():
    pantry = NamedThing(ThingKind.AREA, "pantry", "Pantry", ("Cook room",))

    assert kinds(KITCHEN, pantry) == [("same_place", "cook room")]


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "Kitchen light", "Kitchen lite"),
        ("en", "Window blind", "Window blinds"),
        ("en", "Night lamp", "Knight lamp"),
        ("de", "Stehlampe", "Stehlampen"),
        ("de", "Vorhang", "Forhang"),
    ],
)
def test_names_that_sound_alike_are_found(language: str, one: str, other: str):
    found = kinds(lamp("light.a", one), lamp("light.b", other), language=language)

    assert [kind for kind, _ in found] == ["sounds_alike"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lamp one", "Lamp two"),
        ("Lamp A", "Lamp B"),
        ("Sofa lamp", "Desk lamp"),
        ("Fan", "Van lamp"),
    ],
)
def test_names_that_differ_as_they_should_do_not_sound_alike(one: str, other: str):
    assert kinds(lamp("light.a", one), lamp("light.b", other)) == []


@pytest.mark.parametrize("name", ["💡", "灯", "0x00158d0003", "Shelly 8caab5"])
def test_a_name_nobody_can_say_is_found(name: str):
    assert kinds(lamp("light.a", name)) == [("unspeakable", name)]


@pytest.mark.parametrize("name", ["Zwx lmp fgh rtkl", "Sensor 4711471"])
def test_a_name_that_is_a_code_is_found(name: str):
    assert kinds(lamp("light.a", name)) == [("hard_to_say", name)]


def test_a_name_that_is_a_command_or_a_word_of_commands_is_found():
    assert kinds(lamp("light.a", "Lights off"), command="Lights off") == [("command", "Lights off")]
    assert kinds(lamp("light.a", "Except")) == [("command", "Except")]


def test_a_thing_named_after_another_area_than_its_own_is_found_with_where_it_may_belong():
    found = name_faults([*PLACES, lamp("light.a", "Bedroom lamp", area="kitchen")], "en")

    assert [(one.kind, one.other, one.place_id) for one in found] == [
        (FaultKind.ELSEWHERE, "Bedroom", "bedroom")
    ]
    assert kinds(*PLACES, lamp("light.a", "Bedroom lamp", area="bedroom")) == []


def test_what_matters_most_comes_first_and_each_fault_is_told_once():
    found = name_faults(
        [
            *PLACES,
            lamp("light.a", "Bedroom lamp", area="kitchen"),
            lamp("light.b", "Lamp", "lamp", area="kitchen"),
            lamp("light.c", "Lamp", area="kitchen"),
        ],
        "en",
    )

    assert [one.kind for one in found] == [FaultKind.SAME_NAME, FaultKind.ELSEWHERE]
    assert len({one.id for one in found}) == len(found)


def test_thousands_of_copies_are_told_in_a_list_that_ends():
    found = name_faults(
        [lamp(f"light.{n}", f"Lampshade {'x' * (n % 7)}") for n in range(3000)], "en"
    )

    assert 0 < len(found) < 500
